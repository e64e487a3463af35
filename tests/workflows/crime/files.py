"""Small files of the shapes that are met in the wild, made here and not taken from anywhere."""

import io

import xlsxwriter

QUARTERS = ("2024K1", "2024K2", "2024K3")
PLACES = (("København", (21462, 24280, 23553)), ("Høje-Taastrup", (1058, 1024, 991)), ("Uoplyst kommune", (7, 0, 12)))
API = "OMRÅDE;OVERTRÆD;TID;INDHOLD\n"
TEMPLATE = "periode;gerningskode/type;antal;gade/afsnit\n"


def wide(places=PLACES, quarters=QUARTERS) -> str:
    """What StatBank's page saves: all texts quoted, two blank columns, no title and no offence."""
    lines = [[" ", " ", *quarters]] + [[" ", name] for name, _ in places]
    quoted = [",".join(f'"{cell}"' for cell in line) for line in lines]
    return "\n".join([quoted[0], *(f"{line},{','.join(map(str, counts))}" for line, (_, counts) in
                                   zip(quoted[1:], places, strict=True))]) + "\n"  # fmt: skip


TITLED = (
    '"Anmeldte forbrydelser efter område, overtrædelsens art og tid"\n\n" "," ","2024K1","2024K2"\n"Hærværk"," "\n'
    '" ","Hele landet",5791,"5.900"\n" ","Brøndby",32,".."\n"Røveri"\n" ","Hele landet",291,300\n" ","Brøndby",2,-\n\n'
    '"Kilde: Danmarks Statistik, STRAF11"\n"Foreløbige tal"\n'
)


def long(*lines: str, heading: str = API) -> str:
    """What the API answers: a line for each count that is not nought."""
    return heading + "".join(f"{line}\n" for line in lines)


def xlsx(*rows: tuple) -> bytes:
    """The same rows as a workbook."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Tal")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return made.getvalue()
