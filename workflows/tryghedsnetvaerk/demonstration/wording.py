"""Texts that more than one network of the demonstration uses, each filled with what is its own."""

from collections.abc import Mapping, Sequence

PURPOSE = (
    "At samle dem, der har deres arbejde i området, så de sammen kan forebygge kriminalitet og gøre hverdagen tryg."
)
CONCERN = (
    "Fagpersonerne fortæller om steder, tidspunkter og ting, der kan gøres noget ved – aldrig om enkelte beboere. "
    "Bliver nogen bekymret for en person, bruges de veje, der findes i forvejen, og aldrig netværket."
)
CONTENT = (
    "Parterne deler viden om steder, der opleves utrygge, og aftaler, hvem der gør noget ved dem. De bruger "
    "actioncardet, når de har brug for hinanden, og mødes som netværk hvert halve år."
)
FOLDER = """\
# Tryghedsnetværket i {name}

Vi er en række fagpersoner, der har vores daglige arbejde i {name}. Sammen vil vi gøre området tryggere.

- Er en lampe gået i stykker, eller er et sted blevet mørkt og utrygt? Fortæl det til ejendomskontoret.
- Har du en god idé til, hvad der kunne gøre hverdagen tryggere? Kom til beboermødet, eller skriv til os.
- Er der fare her og nu? Ring altid 112. Vil du i kontakt med politiet, så ring 114.
"""
RESIDENTS = (
    "I {name} begynder nu et tryghedsnetværk. Det samler dem, der har deres arbejde i området, så de sammen kan "
    "forebygge kriminalitet og utryghed. Der bliver spurgt til beboernes oplevelse af området, og alle kan være med "
    "til at drøfte det: {when}."
)


def report(name: str, asked: str, crime: str, unsafe: str, causes: str, problems: Sequence[str]) -> Mapping[str, str]:
    """Return the seven parts of a report."""
    listed = "\n".join(f"- {problem}" for problem in problems)
    crime_too = " Tallene er anmeldelser. Det, der ikke anmeldes, er ikke med, og små tal svinger meget."
    return {
        "baggrund": f"Styregruppen for {name} har bedt om et fælles billede af kriminalitet og utryghed i området, så "
        "fagpersoner og beboere kan drøfte det samme. Rapporten bygger på tal og samtaler og omtaler ingen personer.",
        "resume": f"{crime} {unsafe}\n\nBeboerne peger mest på steder: lys, stier, kældre og bestemte tider af døgnet.",
        "undersoegelser": asked,
        "kriminalitet": crime + crime_too,
        "utryghed": unsafe,
        "analyse": causes,
        "konklusion": f"Rapporten peger på disse problemer:\n\n{listed}\n\nStyregruppen foreslår, at de fagpersoner, "
        "der er tæt på dem, bliver inviteret til at være med.",
    }
