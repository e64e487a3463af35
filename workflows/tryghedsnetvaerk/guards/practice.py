"""Step 8, Praksis: what is only warned of, because it goes on."""

from engine.text import N_
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
