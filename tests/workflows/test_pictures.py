"""Pictures inside office files: what the camera hid is gone, and every dot is as it was."""

import zipfile
from io import BytesIO
from pathlib import Path

import pypandoc
import pytest
from PIL import Image, PngImagePlugin

from engine.errors import BadInput
from workflows.tryghedsnetvaerk.network.files import accept
from workflows.tryghedsnetvaerk.network.pictures import without_traces

HIDDEN = (b"Kamera", b"Ida Hansen", b"55.6")


def photo(kind: str = "JPEG", turned: int = 1, **more: object) -> bytes:
    """A picture as a telephone takes it: with camera, owner and place."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112], exif[0x9C9D] = "Kamera", turned, "Ida Hansen".encode("utf-16-le")
    exif.get_ifd(0x8825).update({1: "N", 2: (55.0, 40.0, 12.0), 3: "E", 4: (12.0, 18.0, 3.0)})
    made = BytesIO()
    Image.effect_noise((64, 40), 80).convert("RGB").save(made, kind, exif=exif.tobytes(), **more)
    return made.getvalue()


def dots(data: bytes) -> tuple[tuple[int, int], bytes]:
    with Image.open(BytesIO(data)) as seen:
        return seen.size, seen.convert("RGB").tobytes()


@pytest.mark.parametrize(("ending", "at"), [("docx", "word/media/"), ("odt", "Pictures/")])
def test_a_photo_in_a_real_office_file_loses_its_place(tmp_path: Path, ending: str, at: str):
    (tmp_path / "foto.jpg").write_bytes(photo())
    pypandoc.convert_text(f"![Gården]({tmp_path}/foto.jpg)", ending, "md", outputfile=str(tmp_path / f"brev.{ending}"))

    made = accept(f"brev.{ending}", (tmp_path / f"brev.{ending}").read_bytes())

    with zipfile.ZipFile(BytesIO(made.data)) as file:
        assert file.testzip() is None
        [kept] = [file.read(name) for name in file.namelist() if name.startswith(at)]
    with Image.open(BytesIO(kept)) as seen:
        assert not seen.getexif()
    assert dots(kept) == dots(photo_of(tmp_path))
    assert b"Kamera" not in made.data


def photo_of(folder: Path) -> bytes:
    return (folder / "foto.jpg").read_bytes()


@pytest.mark.parametrize(
    "more", [{}, {"progressive": True}, {"icc_profile": b"colours" * 9}, {"restart_marker_rows": 1}]
)
def test_every_sort_of_jpeg_keeps_its_dots_and_its_colours(more: dict[str, object]):
    given = photo(comment=b"Ida Hansen", **more)

    kept = without_traces(given + b"a film that the telephone laid behind")

    assert dots(kept) == dots(given)
    assert not [hidden for hidden in (*HIDDEN, b"film", b"GPS") if hidden in kept]
    with Image.open(BytesIO(kept)) as seen:
        assert seen.info.get("icc_profile") == more.get("icc_profile")


def test_which_way_is_up_is_kept():
    with Image.open(BytesIO(without_traces(photo(turned=6)))) as seen:
        assert dict(seen.getexif()) == {0x0112: 6}


def test_a_png_loses_what_is_written_in_it():
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Ida Hansen")
    given = photo("PNG", pnginfo=told)

    kept = without_traces(given)

    assert dots(kept) == dots(given)
    assert b"Kamera" in given
    assert not [hidden for hidden in (*HIDDEN, b"Author") if hidden in kept]


@pytest.mark.parametrize("kind", ["WEBP", "TIFF"])
def test_the_rarer_kinds_are_drawn_again(kind: str):
    kept = without_traces(photo(kind))

    assert b"Kamera" not in kept
    assert dots(kept)[0] == (64, 40)


def test_what_is_no_picture_is_left_alone():
    for part in (b"<w/>", b"", b"RIFF1234WAVE"):
        assert without_traces(part) == part


@pytest.mark.parametrize("part", [b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", photo("PNG")[:60], b"II*\x00"])
def test_a_picture_that_cannot_be_read_is_not_kept_unread(part: bytes):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("word/document.xml", "<w/>")
        file.writestr("word/media/1.jpg", part)

    with pytest.raises(BadInput, match="Gem den igen som DOCX"):
        accept("brev.docx", made.getvalue())
