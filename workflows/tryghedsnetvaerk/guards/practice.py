"""Step 8, Praksis: what is only warned of, because it goes on."""

from engine.definition import Demand, Reason
from engine.text import N_
from workflows.tryghedsnetvaerk.facts import Facts
from workflows.tryghedsnetvaerk.guards.shapes import demand

news_lately = demand(
    "nyhed_nylig", N_("Der er sendt en nyhedsmail det seneste halve år"), "nyhedsmails",
    N_("Der er ikke sendt en nyhedsmail i et halvt år."), lambda f: not f.news_long_ago, warning=True,
)  # fmt: skip
met_lately = demand(
    "moede_nylig", N_("Netværket har mødtes de seneste ni måneder"), "netvaerksmoede",
    N_("Netværket har ikke mødtes i ni måneder."), lambda f: not f.meeting_long_ago, warning=True,
)  # fmt: skip
informed_lately = demand(
    "beboere_nylig", N_("Beboerne er informeret det seneste år"), "beboere",
    N_("Beboerne er ikke informeret i et år."), lambda f: not f.informed_long_ago, warning=True,
)  # fmt: skip


def _kept(facts: Facts) -> Reason | None:
    if not facts.talks_kept_long:
        return None
    long = N_(
        "Rapporten er godkendt for over et år siden. Slet de citater, der ikke er frigivet, og samtalernes bilag."
    )
    return Reason(long, since=facts.since.get("talks_kept_long"))


talks_cleared = Demand(
    "samtaler_slettet", N_("Det, beboerne sagde i samtalerne, gemmes ikke for længe"), "samtalerunder", _kept,
    warning=True,
)  # fmt: skip
