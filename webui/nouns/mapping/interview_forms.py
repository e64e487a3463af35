"""The forms of interviews: a round, its guide, who took part as numbers, a theme, a quote, a proposal."""

from typing import Any

from wtforms import FieldList, IntegerField
from wtforms.validators import NumberRange, Optional

from engine.text import N_
from webui.nouns.shape import Ticks, optional_id
from webui.page.traced import Traced
from webui.saying.language import tell
from webui.saying.words import unchosen
from webui.visit.forms import Form, choice, day, line, prose, tick

MOST = 500  # of one group in one interview


class RoundForm(Traced):
    """A round of interviews."""

    watched = ("title", "groups")

    title = line(N_("Navn"), needed=True, hint=N_("For eksempel »Samtaler i foråret«"))
    study_id = choice(
        N_("Hvilken undersøgelse hører runden til?"), (), coerce=optional_id,
        hint=N_("Når alle undersøgelsens runder er lukket, står den som lavet."),
    )  # fmt: skip
    groups = prose(
        N_("Hvilke grupper af beboere skal I tale med?"), needed=True, rows=6,
        hint=N_("En gruppe på hver linje. Brug grupper, som mange er med i; aldrig sygdom, tro eller oprindelse."),
    )  # fmt: skip


class GuideForm(Traced):
    """An edition of the guide."""

    watched = ("intro", "opening", "general")

    round_id = choice(N_("Runde"), (), needed=True, coerce=optional_id)
    language = choice(N_("Sprog"), (), needed=True)
    intro = prose(N_("Indledning, der læses højt"), needed=True, rows=7)
    opening = prose(
        N_("Den åbne del"), needed=True, rows=5,
        hint=N_("Et spørgsmål på hver linje, om hverdagen. Ordene tryg og utryg hører til i den generelle del."),
    )  # fmt: skip
    general = prose(
        N_("Den generelle del"), needed=True, rows=9,
        hint=N_("Et spørgsmål på hver linje. En linje, der begynder med en bindestreg, følger op på den over."),
    )  # fmt: skip


class InterviewForm(Traced):
    """One interview, and how many of each group took part."""

    watched = ("interviewer", "early_reason")

    round_id = choice(N_("Runde"), (), needed=True, coerce=optional_id)
    kind = choice(N_("Hvilken slags samtale?"), unchosen("interview"), needed=True)
    on = day(N_("Dato"), needed=True, past=True)
    interviewer = line(N_("Hvem førte samtalen?"), needed=True, hint=N_("En fagperson: organisation og initialer"))
    language = choice(N_("Sprog"), (), needed=True)
    present = FieldList(
        IntegerField("", [Optional(), NumberRange(0, MOST)]), N_("Hvor mange fra hver gruppe deltog?"),
        description=N_("Skriv kun antal. Navne og adresser på dem, I talte med, gemmes ikke."), max_entries=40,
    )  # fmt: skip
    early_reason = prose(
        N_("Hvorfor begynder I, før beboerne er informeret?"), rows=3,
        hint=N_("Skal udfyldes, hvis samtalen var, før beboerne blev informeret. Det vises på undersøgelsens side."),
    )  # fmt: skip


class ThemeForm(Traced):
    """A theme."""

    watched = ("title", "why", "exemplary")

    round_id = choice(N_("Runde"), (), needed=True, coerce=optional_id)
    title = line(N_("Temaet med få ord"), needed=True, hint=N_("For eksempel »Mørkt på stien til stationen«"))
    polarity = choice(N_("Skaber det tryghed eller utryghed?"), unchosen("polarity"), needed=True)
    why = prose(N_("Hvorfor?"), rows=4, hint=N_("Det, beboerne selv forklarer. I almindelige vendinger, uden navne."))
    exemplary = prose(
        N_("Et typisk eksempel, fordi"), rows=3,
        hint=N_("Hvorfor erfaringen er typisk for flertallet eller for en bestemt gruppe af beboere"),
    )  # fmt: skip
    interviews = Ticks(N_("I hvilke samtaler kom det frem?"))
    problem_id = choice(N_("Hvilket problem handler det om?"), (), coerce=optional_id)


class QuoteForm(Traced):
    """A quote."""

    watched = ("text",)

    theme_id = choice(N_("Tema"), (), needed=True, coerce=optional_id)
    said_by = choice(N_("Hvilken gruppe er det fra?"), (), needed=True)
    text = prose(
        N_("Citatet"), needed=True, rows=4,
        hint=N_("Ændr det, som nogen kunne genkendes på: navne, steder, familie, arbejde, alder."),
    )  # fmt: skip


class ReleaseForm(Form):
    """That nobody can be known again."""

    unknown = tick(N_("Jeg har læst citatet igennem: Ingen kan genkendes i det"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the tick."""
        right = super().validate(extra_validators)
        if not self.unknown.data:
            self.unknown.errors = [tell(N_("Bekræft, at ingen kan genkendes i citatet."))]
        return right and bool(self.unknown.data)


class ProposalForm(Traced):
    """What residents propose."""

    watched = ("text",)

    text = line(
        N_("Hvad foreslår beboerne?"), needed=True, hint=N_("Uden navne. Forslaget får et svar som alle andre.")
    )
    problem_id = choice(N_("Hvilket problem handler det om?"), (), coerce=optional_id)
