"""How the command line speaks: its help, its refusals, and what it asks for."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from tests.webui.shell import NAME, WORDS, refused
from webui.cli import main
from webui.commands import shell

ROOT = Path(__file__).parents[2]
EVERY = [
    ["run"], ["web"], ["ticker"], ["db"], ["db", "upgrade"], ["db", "check"], ["db", "backup"], ["db", "restore"],
    ["person", "add"], ["process", "show"], ["process", "check"], ["process", "export"], ["history", "verify"],
    ["history", "export"], ["import", "crime"],
]  # fmt: skip


LIBRARYS_OWN = re.compile(r"Usage|Options|Commands|COMMAND|ARGS|default|required|message|exit|TEXT|PATH|INTEGER")


@pytest.mark.parametrize("command", [[], *EVERY], ids=" ".join)
def test_every_command_says_what_it_does_in_danish_or_in_english(tryghed: Any, command: list[str]):
    danish, english = (tryghed(*command, "--help", TRYGHED_LOCALE=code) for code in ("", "en"))

    assert (danish.exit_code, english.exit_code) == (0, 0)
    assert danish.stdout.startswith("Brug: ")
    assert "Vis denne hjælp" in danish.stdout
    assert not LIBRARYS_OWN.search(danish.stdout)
    assert english.stdout.startswith("Usage: ")
    assert not re.search("[æøåÆØÅ»]", english.stdout.replace("tryghedsnetværk", ""))


def test_every_command_takes_a_data_folder():
    def walk(group: click.Group) -> Iterator[tuple[str, click.Command]]:
        for name, one in group.commands.items():
            yield from walk(one) if isinstance(one, click.Group) else [(name, one)]

    for name, command in walk(main):
        assert "--data" in {word for param in command.params for word in param.opts}, name


@pytest.mark.parametrize(
    ("around", "spoken"),
    [
        ({}, "da"), ({"LANG": "C.UTF-8"}, "da"), ({"LANG": "da_DK.UTF-8"}, "da"), ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"TRYGHED_LOCALE": "da", "LANG": "en_GB.UTF-8"}, "da"), ({"TRYGHED_LOCALE": "en"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "da_DK.UTF-8"}, "en"),
    ],
)  # fmt: skip
def test_the_command_line_speaks_danish_unless_the_machine_asks_for_english(around: dict[str, str], spoken: str):
    assert shell.locale(around) == spoken


def test_a_refusal_is_in_english_when_the_machine_asks_for_it(tryghed: Any):
    refused(tryghed("flyv", TRYGHED_LOCALE="en"), "There is no command called flyv", 2)
    refused(tryghed("process", "show", "hest", TRYGHED_LOCALE="en"), "There is no process called hest")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["flyv"], "ingen kommando, der hedder flyv"),
        (["run", "--hurtigt"], "--hurtigt"),
        (["run", "--port", "0"], "--port skal være et tal fra 1 til 65535"),
        (["run", "--port", "otte"], "--port skal være et tal fra 1 til 65535"),
        (["process", "show"], "NAVN mangler"),
        (["process", "export", NAME, "--format", "visio"], "--format skal være"),
        (["person", "add", "--name", "Anna"], "--mail mangler"),
        (["db", "backup", "a", "b"], "kan ikke forstås"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_in_danish(tryghed: Any, line: list[str], said: str):
    refused(tryghed(*line), said, 2)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no such device")
@pytest.mark.parametrize("line", [["history", "export"], ["process", "show", NAME]], ids=" ".join)
def test_what_cannot_be_written_out_is_said_in_one_sentence(data: Path, line: list[str]):
    with open("/dev/full", "wb") as full:
        told = subprocess.run(
            [sys.executable, "-m", "webui.cli", *line, "--data", str(data)], stdout=full, stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TRYGHED_LOCALE": "da"}, check=False,
        )  # fmt: skip

    assert (told.returncode, told.stderr.decode()) == (1, "Der er ikke plads dér, hvor der skrives. Det skrevne er "
                                                          "ikke helt.\n")  # fmt: skip


@pytest.mark.parametrize(("mail", "code", "said", "told"), [
    ("anna", 1, "", "Mailadressen anna"), ("anna@nordby.example", 0, "Anna kan nu logge ind.\n", ""),
])  # fmt: skip
def test_a_password_from_a_pipe_is_asked_for_once_the_rest_can_be_used(data: Path, mail, code, said, told):
    line = ["person", "add", "--name", "Anna", "--mail", mail, "--data", str(data)]
    around = {key: value for key, value in os.environ.items() if not key.startswith("TRYGHED_")}

    added = subprocess.run(
        [sys.executable, "-m", "webui.cli", *line], input=f"{WORDS}\n{WORDS}\n", capture_output=True, text=True,
        env=around | {"PYTHONPATH": str(ROOT), "TRYGHED_LOCALE": "da"}, check=False,
    )  # fmt: skip

    assert (added.returncode, added.stdout[-len(said) :] if said else added.stdout) == (code, said)
    assert added.stderr.startswith(told)
    assert "Warning" not in added.stderr


def test_a_password_that_is_asked_for_is_asked_for_twice(data: Path):
    line = ["person", "add", "--name", "Anna", "--mail", "anna@nordby.example", "--data", str(data)]
    around = dict.fromkeys(name for name in os.environ if name.startswith("TRYGHED_") or name in shell.ASKED_IN)

    unlike = CliRunner(env=around).invoke(main, line, input=f"{WORDS}\n{WORDS}x\n")
    alike = CliRunner(env=around).invoke(main, line, input=f"{WORDS}\n{WORDS}\n")

    assert (unlike.exit_code, unlike.stderr) == (1, "De to adgangskoder er ikke ens.\n")
    assert (alike.exit_code, alike.stdout.splitlines()[-1]) == (0, "Anna kan nu logge ind.")
    assert "Gentag adgangskoden" in alike.stdout
