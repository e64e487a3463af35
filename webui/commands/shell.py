"""How the command line speaks: its help and refusals as sentences, Danish unless the machine asks for English."""

import errno
import os
import sys
from collections.abc import Mapping
from typing import Any, NoReturn

import click

from engine.db import TROUBLES, trouble
from engine.errors import BadInput, EngineError, Refused, Unusable
from engine.text import LOCALES, N_, SOURCE, say

ASKED_IN = ("TRYGHED_LOCALE", "LC_ALL", "LC_MESSAGES", "LANG")
YES = frozenset({"ja", "j", "yes", "y"})
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def locale(environ: Mapping[str, str] | None = None) -> str:
    """Return the language of the command line: what TRYGHED_LOCALE says, else what the machine says, else Danish."""
    around = os.environ if environ is None else environ
    asked = next(filter(None, (around.get(name) for name in ASKED_IN)), "").lower()
    return next((code for code in LOCALES if asked.startswith(code)), SOURCE)


def said(text: str, values: Mapping[str, Any] | None = None) -> str:
    """Return a sentence in the language of the command line."""
    return say(text, locale(), values)


def told(error: EngineError) -> str:
    """Return a refusal in the language of the command line."""
    if isinstance(error, Refused):
        reasons = (finding.reason for finding in error.findings)
        return " ".join(said(reason.text, reason.values) for reason in reasons if reason)
    return said(error.text, error.values)


def tell(text: str, **values: Any) -> None:
    """Print a sentence."""
    click.echo(said(text, values))


def refuse(error: EngineError, code: int = 1) -> NoReturn:
    """Say why not, and leave."""
    click.secho(told(error), err=True, fg="red")
    sys.exit(code)


def confirm(question: str) -> None:
    """Go on only when somebody says yes.

    :raises click.Abort: if nobody does
    """
    if str(click.prompt(said(question), default="", show_default=False)).strip().lower() not in YES:
        raise click.Abort


def ask_password() -> str:
    """Ask for a password twice.

    :raises BadInput: if the two are not alike
    """
    hidden = sys.stdin.isatty()  # what comes from a file or a pipe is shown nowhere
    first, again = (
        click.prompt(said(text), hide_input=hidden) for text in (N_("Adgangskode"), N_("Gentag adgangskoden"))
    )
    if first != again:
        raise BadInput(N_("De to adgangskoder er ikke ens."))
    return str(first)


class Command(click.Command):
    """A command whose help is said in the language of the command line."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, which every command has."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = N_("Vis denne hjælp, og slut.")
        return option

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is used, what it does, and what can be said with it."""
        commands = self.commands if isinstance(self, click.Group) else {}
        pieces = [said(piece) for param in self.params for piece in param.get_usage_pieces(ctx)]
        last = [said(N_("KOMMANDO …"))] if commands else []
        written = said(N_("Brug:"))
        formatter.write_usage(ctx.command_path, " ".join([said(N_("[VALG]")), *pieces, *last]), f"{written} ")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(said(self.help or ""))
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(said(N_("Valg"))):
            formatter.write_dl([(_spelled(option), _meant(option)) for option in options])
        if commands:
            with formatter.section(said(N_("Kommandoer"))):
                formatter.write_dl([(name, said(one.help or "")) for name, one in commands.items()])


class Sentences(Command, click.Group):
    """Commands under one name; every refusal is one sentence on standard error and an exit that is not zero."""

    command_class = Command
    group_class = type

    def main(self, *args: Any, **more: Any) -> Any:
        """Run a command line."""
        try:
            code = super().main(*args, **(more | {"standalone_mode": False}))
            sys.stdout.flush()
        except EngineError as error:
            refuse(error)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(2)
        except click.UsageError as error:
            refuse(_misread(error), 2)
        except click.Abort:
            refuse(Unusable(N_("Afbrudt; intet er ændret.")))
        except OSError as error:
            _refuse_output(error)
        except TROUBLES as error:
            found = trouble(error)
            if found is None:
                raise
            refuse(found)
        sys.exit(code if isinstance(code, int) else 0)


def _spelled(option: click.Option) -> str:
    names = ", ".join(option.opts)
    if option.is_flag:
        return names
    if isinstance(option.type, click.Choice):
        return f"{names} [{'|'.join(option.type.choices)}]"
    return f"{names} {said(option.metavar or '')}"


def _meant(option: click.Option) -> str:
    meaning = said(option.help or "")
    if option.required:
        return said(N_("{betydning} Skal med."), {"betydning": meaning})
    if option.show_default:
        return said(N_("{betydning} Ellers {standard}."), {"betydning": meaning, "standard": option.default})
    return meaning


def _refuse_output(error: OSError) -> NoReturn:
    """Say that what was printed cannot be written where it goes; any other trouble is not of the output.

    What still waits to be written would be tried, and fail, once more on the way out.
    """
    if error.errno not in NO_ROOM:
        raise error
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    refuse(Unusable(N_("Der er ikke plads dér, hvor der skrives. Det skrevne er ikke helt.")))


def _misread(error: click.UsageError) -> Unusable:
    """Say what cannot be read of a command line, and where to look."""
    helped = error.ctx.command_path if error.ctx else "tryghed"
    match error:
        case click.exceptions.NoSuchCommand():
            text, name = N_("Der er ingen kommando, der hedder {name}. Se »{helped} --help«."), error.command_name
        case click.NoSuchOption():
            text, name = N_("Kommandoen har ikke noget, der hedder {name}. Se »{helped} --help«."), error.option_name
        case click.MissingParameter():
            text, name = N_("{name} mangler. Se »{helped} --help«."), _named(error)
        case click.BadParameter(param=click.Parameter(type=click.IntRange(min=least, max=most))):
            text = N_("{name} skal være et tal fra {least} til {most}.")
            return Unusable(text, name=_named(error), least=least, most=most)
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices))):
            return Unusable(N_("{name} skal være {choices}."), name=_named(error), choices=" / ".join(choices))
        case click.BadParameter(param=click.Parameter(type=click.DateTime())):
            return Unusable(N_("{name} skal være en dato som 2026-03-02."), name=_named(error))
        case _:
            text, name = N_("Kommandoen kan ikke forstås. Se »{helped} --help«."), ""
    return Unusable(text, name=name, helped=helped)


def _named(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Argument) and error.ctx:
        return said(error.param.make_metavar(error.ctx))
    return error.param.get_error_hint(error.ctx).strip("'") if error.param else ""
