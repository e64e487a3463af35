"""The seats that the method recommends in a steering group, and what each is responsible for (rows 28 to 31)."""

from collections.abc import Mapping

from engine.text import N_

RESPONSIBILITIES: Mapping[str, str] = {
    "lokalpoliti": N_("Kender kriminaliteten i området og har ansvaret for politiets arbejde der."),
    "boligsocial": N_(
        "Kender kommunens sociale arbejde i området og har ansvaret for det, for eksempel helhedsplanen, SSP og "
        "gadeplansarbejdet."
    ),
    "ejendomskontor": N_(
        "Står for ejendommenes daglige drift, taler med beboere hver dag og ved, hvad der foregår i området."
    ),
    "bestyrelse": N_(
        "Er valgt af beboerne og taler for dem. Ved, hvordan de har det, og hvilke problemer der fylder i området."
    ),
}
