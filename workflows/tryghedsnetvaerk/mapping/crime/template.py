"""The template that the police are asked to fill in: its columns, and lines that show how."""

from workflows.tryghedsnetvaerk.documents.sheets.writing import CSV_TYPE, XLSX_TYPE, Cell, write_csv, write_xlsx

COLUMNS = ("periode", "gerningskode/type", "antal", "gade/afsnit", "område")
EXAMPLES: tuple[tuple[Cell, ...], ...] = (
    ("2025K1", "1390", 7, "", ""),
    ("2025K1", "Trusler", 2, "", ""),
    ("2025K1", "1320", "..", "", ""),
    ("2025K1", "1390", 57, "", "Høje-Taastrup"),
)


def make(ending: str) -> tuple[bytes, str]:
    """Return the template as a file of one kind, and what kind that is."""
    if ending == "xlsx":
        return write_xlsx("Tal", COLUMNS, EXAMPLES), XLSX_TYPE
    return write_csv(COLUMNS, EXAMPLES), CSV_TYPE
