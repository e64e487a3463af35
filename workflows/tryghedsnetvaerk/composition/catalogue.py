"""The method's list of groups: what is stored is Danish, what is shown speaks the reader's language."""

from engine.text import N_, say

PUBLIC, PRIVATE, VOLUNTARY = "offentlig", "privat", "frivillig"
# The method's two lists, of its introduction and its third step (checklist rows 3 and 75).
CATALOGUE: tuple[tuple[str, str], ...] = (
    (N_("Ejendomsfunktionærer"), PRIVATE),
    (N_("Hjemmeplejen"), PUBLIC),
    (N_("Det kommunale vagtværn"), PUBLIC),
    (N_("Pædagoger"), PUBLIC),
    (N_("Lærere"), PUBLIC),
    (N_("Ungdomsklubmedarbejdere"), PUBLIC),
    (N_("Beboerrådgivere/boligsociale medarbejdere"), PRIVATE),
    (N_("SSP- og gadeplansmedarbejdere"), PUBLIC),
    (N_("Madudbringere"), PRIVATE),
    (N_("Postbude"), PRIVATE),
    (N_("Renovationsarbejdere"), PUBLIC),
    (N_("Lokale forretningsdrivende"), PRIVATE),
    (N_("Natteravne"), VOLUNTARY),
    (N_("Kioskejere"), PRIVATE),
    (N_("Pizzasælgere"), PRIVATE),
    (N_("Sportstrænere"), VOLUNTARY),
    (N_("Socialpsykiatrien"), PUBLIC),
    (N_("Supermarked"), PRIVATE),
)
SECTORS = dict(CATALOGUE)


def called(name: str, locale: str) -> str:
    """Return what a group is called in *locale*; a name that is not on the list stays as it was written."""
    return say(name, locale) if name in SECTORS else name
