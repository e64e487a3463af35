"""Files attached to records: which are taken, what is taken out of them, and who may fetch them."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from engine import records
from engine.errors import BadInput
from engine.history import events
from tests.webui import small
from workflows.tryghedsnetvaerk.mapping.models import Report
from workflows.tryghedsnetvaerk.network import pictures
from workflows.tryghedsnetvaerk.network.files import LARGEST, accept, shown_name
from workflows.tryghedsnetvaerk.network.models import Attachment, Need

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
PLACE = "/netvaerk/birken/behov/1/bilag"
SHOWN = "/netvaerk/birken/behov/1/"
WHY = {"reason": "Skrevet to gange"}


@pytest.fixture
def network(begin, now):
    """A network of Mette's with one need, and one beside it."""
    need = Need, {"found_by": "politi", "found_on": now.date(), "grounds": "Tal"}
    number = begin("Birken", need, member="karin")
    begin("Elmen")
    return number


@pytest.fixture
def mette(browse, network):
    return browse("mette")


def picture(kind="JPEG", size=(40, 20), **more):
    made = BytesIO()
    Image.new("RGB", size, "red").save(made, kind, **more)
    return made.getvalue()


def office(**parts):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/"), text)
    return made.getvalue()


DOCX = office(**{
    "[Content_Types].xml": "<Types/>", "word__document.xml": "<w/>",
    "docProps__core.xml": "<cp><dc:creator>Ida Hansen</dc:creator><cp:lastModifiedBy>Bo</cp:lastModifiedBy></cp>",
})  # fmt: skip


def send(browser, data, name, *, place=PLACE, shown_on=SHOWN, tick=True, **more):
    form = {"file": (BytesIO(data), name)} | ({"impersonal": "y"} if tick else {}) | more
    return browser.send(place, form, shown_on=shown_on, content_type="multipart/form-data")


def kept(database, number):
    with database.read() as session:
        return [(one.name, one.code) for one in records.list_all(session, Attachment, number)]


def test_a_file_is_attached_listed_and_fetched_as_a_file(mette, database, network):
    answer = send(mette, PDF, "Tal fra politiet.pdf")

    [(name, code)] = kept(database, network)
    page = mette.get(SHOWN).text
    fetched = mette.get(f"/netvaerk/birken/bilag/{code}")
    assert answer.status_code == 303
    assert name == "Tal fra politiet.pdf"
    assert f"/netvaerk/birken/bilag/{code}" in page
    assert fetched.data == PDF
    assert fetched.headers["Content-Type"] == "application/pdf"
    assert fetched.headers["Content-Disposition"].startswith('attachment; filename="birken-bilag-1.pdf"')
    assert "sandbox" in fetched.headers["Content-Security-Policy"]
    assert fetched.headers["X-Content-Type-Options"] == "nosniff"


def test_the_history_says_that_a_file_came_and_went_but_not_what_it_is_called(mette, database, network):
    send(mette, PDF, "Hemmeligt navn.pdf")
    [(_, code)] = kept(database, network)

    gone = mette.send(f"/netvaerk/birken/bilag/{code}/fjern", WHY)

    assert gone.status_code == 303
    assert kept(database, network) == []
    assert mette.get(f"/netvaerk/birken/bilag/{code}").status_code == 404
    with database.read() as session:
        told = list(events(session.connection(), network))
    assert [one.body["kind"] for one in told][-2:] == ["attachment_added", "attachment_removed"]
    assert "Hemmeligt" not in str([one.body for one in told])


def test_the_same_press_twice_attaches_once(mette, database, network):
    hidden = mette.form(SHOWN, PLACE)

    answers = [
        mette.client.post(PLACE, data=hidden | {"impersonal": "y", "file": (BytesIO(PDF), "a.pdf")},
                          content_type="multipart/form-data")
        for _ in range(2)
    ]  # fmt: skip

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(kept(database, network)) == 1


@pytest.mark.parametrize("missing", ["file", "impersonal"])
def test_what_is_missing_is_said_and_nothing_is_stored(mette, database, network, missing):
    form = {"impersonal": "y"} if missing == "file" else {"file": (BytesIO(PDF), "a.pdf")}

    answer = mette.send(PLACE, form, shown_on=SHOWN, content_type="multipart/form-data")

    assert answer.status_code == 422
    assert ("Udfyld feltet »Fil«" if missing == "file" else "Bekræft, at filen ikke") in answer.text
    assert kept(database, network) == []


def test_a_refused_file_says_why_beside_the_field(mette, database, network):
    answer = send(mette, b"MZ\x90", "regneark.xlsx")

    assert answer.status_code == 422
    assert "Filen er ikke det, dens navn siger" in answer.text
    assert kept(database, network) == []


def test_another_networks_file_is_not_found(mette, database, network):
    send(mette, PDF, "a.pdf")
    [(_, code)] = kept(database, network)

    assert mette.get(f"/netvaerk/elmen/bilag/{code}").status_code == 404
    form = mette.form(f"/netvaerk/birken/bilag/{code}/fjern") | WHY
    assert mette.client.post(f"/netvaerk/elmen/bilag/{code}/fjern", data=form).status_code == 404
    assert len(kept(database, network)) == 1


def test_an_auditor_fetches_but_attaches_nothing(mette, browse, database, network):
    send(mette, PDF, "a.pdf")
    [(_, code)] = kept(database, network)
    rita = browse("rita")
    csrf = {"csrf_token": rita.form("/personer/", "/log-ud")["csrf_token"]}

    assert rita.get(f"/netvaerk/birken/bilag/{code}").status_code == 200
    assert rita.client.post(PLACE, data=csrf).status_code == 403
    assert 'enctype="multipart/form-data"' not in rita.get(SHOWN).text


def test_a_member_may_attach(browse, network, database):
    assert send(browse("karin"), PDF, "a.pdf").status_code == 303


def test_a_report_that_was_sent_gets_no_more_files(mette, database, network, people, now):
    with database.write() as session:
        records.add(session, small.ask(network, people["mette"], now), Report, {"state": "sendt"})
        session.commit()

    hidden = mette.form(SHOWN, PLACE)

    answer = mette.client.post(
        "/netvaerk/birken/rapport/1/bilag",
        data=hidden | {"impersonal": "y", "file": (BytesIO(PDF), "a.pdf")},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 409
    assert 'enctype="multipart/form-data"' not in mette.get("/netvaerk/birken/rapport/1/").text
    assert kept(database, network) == []


def test_the_tab_with_documents_lists_files_with_what_they_belong_to(mette):
    send(mette, PDF, "Tal.pdf")

    page = mette.get("/netvaerk/birken/dokumenter/").text

    assert "Tal.pdf" in page
    assert 'href="/netvaerk/birken/behov/1/"' in page


def test_a_file_stays_to_be_seen_when_its_record_is_gone(mette, database, network):
    send(mette, PDF, "Tal.pdf")
    mette.send("/netvaerk/birken/behov/1/fjern", WHY)

    assert "Noget, der er fjernet" in mette.get("/netvaerk/birken/dokumenter/").text
    [(_, code)] = kept(database, network)
    assert mette.get(f"/netvaerk/birken/bilag/{code}").status_code == 200


def test_a_picture_is_drawn_again_without_what_a_camera_hides_in_it():
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Kamera", 6
    given = picture(exif=exif.tobytes(), comment=b"Ida Hansen")

    made = accept("foto.JPG", given)

    with Image.open(BytesIO(made.data)) as seen:
        assert (seen.format, seen.size) == ("JPEG", (20, 40))
        assert not seen.getexif()
    assert b"Kamera" in given
    assert b"Kamera" not in made.data
    assert b"Ida" not in made.data


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
def test_every_sort_of_png_is_kept_as_it_looks(mode):
    given = BytesIO()
    original = Image.new("RGB", (8, 8), "blue").convert(mode)
    original.save(given, "PNG")

    made = accept("tegning.png", given.getvalue())

    with Image.open(BytesIO(made.data)) as seen:
        assert seen.convert("RGBA").tobytes() == original.convert("RGBA").tobytes()


def test_a_picture_with_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)

    with pytest.raises(BadInput, match="for stort"):
        accept("a.png", picture("PNG", (11, 10)))


def test_who_wrote_an_office_file_is_taken_out():
    made = accept("Referat.docx", DOCX)

    with zipfile.ZipFile(BytesIO(made.data)) as file:
        assert (
            file.read("docProps/core.xml")
            == b"<cp><dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy></cp>"
        )
        assert file.read("word/document.xml") == b"<w/>"
        assert file.testzip() is None


def test_an_old_spreadsheets_text_is_kept_as_utf_8():
    assert accept("tal.csv", "Hærværk;3".encode("cp1252")).data.decode("utf-8-sig") == "Hærværk;3"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.exe", b"MZ"),
        ("a", PDF),
        ("", PDF),
        ("a.svg", b"<svg/>"),
        ("a.html", b"<p>"),
        ("a.docm", DOCX),
        ("a.pdf", b""),
        ("a.pdf", b"<html>"),
        ("a.pdf", b"GIF89a%PDF-"),
        ("a.docx", PDF),
        ("a.docx", b"PK\x03\x04 nothing"),
        ("a.docx", office(x="y")),
        ("a.xlsx", DOCX),
        ("a.odt", office(**{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})),
        ("a.docx", office(**{"word__document.xml": "<w/>", "word__vbaProject.bin": "x"})),
        ("a.png", picture("JPEG")),
        ("a.jpg", picture("JPEG")[:60]),
        ("a.jpg", b"\xff\xd8\xff\xe0 nothing"),
        ("a.csv", b"a;b\x00c"),
        ("a.txt", b"Han hedder 010190-1234"),
        ("a.txt", b"x" * (LARGEST + 1)),
        ("a.docx", office(**{"word__document.xml": "<w/>", "big": "0" * 40_000_000})),
    ],
)
def test_what_is_not_what_it_says_is_refused(name, data):
    with pytest.raises(BadInput):
        accept(name, data)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/tal.csv", "tal.csv"),
        ("C:\\Users\\ida\\tal.csv", "tal.csv"),
        ("tal\r\nSet-Cookie: x.csv", "tal Set-Cookie: x.csv"),
        ("tal\u202efdp.csv", "tal fdp.csv"),
        ("  .csv", ""),
        ("å" * 300 + ".csv", "å" * 116 + ".csv"),
    ],
)
def test_a_files_name_is_shown_but_is_no_path(given, shown):
    assert shown_name(given) == shown


def test_a_file_larger_than_the_installation_takes_is_refused_at_the_door(mette, app):
    app.config["MAX_CONTENT_LENGTH"] = 10_000

    answer = send(mette, b"%PDF-" + b"0" * 12_000, "stor.pdf")

    assert answer.status_code == 413
    assert "Filen er for stor" in answer.text
