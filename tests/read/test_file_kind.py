"""Files that are no page are named for what they are, with what to do; none is read as a text."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.definition.source import Source
from pipeline.read.file_kind import what_else
from pipeline.read.page import read_page
from pipeline.records import Refusal
from tests.pages.markups import MARKUPS, TEXTS, saved
from tests.read.test_page import mhtml

OPEN = "application/vnd.oasis.opendocument."
MAIL = (
    b"Received: from mail.example\r\nFrom: Jan <jan@ommen.nl>\r\nTo: a@example.nl\r\nSubject: De\r\n projecten\r\n\r\n"
)


def zipped(*names: str, mimetype: str | None = None) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "<p>Project: A</p>")
    return data.getvalue()


KINDS = {
    "an RTF document": rb"{\rtf1\ansi\deff0 Project: Integriteit\par \u239\'ef}",
    "a Word document": zipped("[Content_Types].xml", "word/document.xml"),
    "an Excel workbook": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "an OpenDocument text": zipped("content.xml", mimetype=OPEN + "text"),
    "an OpenDocument spreadsheet": zipped("content.xml", mimetype=OPEN + "spreadsheet"),
    "an e-book": zipped("OEBPS/page.xhtml", mimetype="application/epub+zip"),
    "a web archive": zipped("archive/data.warc.gz", "datapackage.json"),
    "a zip file": zipped("page.html"),
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "JSON": json.dumps({"projects": [{"title": "Integriteit"}]}).encode(),
    "an image": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "an e-mail": MAIL + b"Project: Integriteit\r\nProjectleider: Jan Jansen, jan@ommen.nl\r\n",
    "a document of Microsoft Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "an e-mail of Outlook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", [["build", "--page"], ["fetch", "--from"]], ids=["build", "fetch"])
def test_a_file_of_another_kind_is_named_with_what_to_do(
    kind: str, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.txt"
    path.write_bytes(KINDS[kind])
    assert main([*command, str(path)]) == 1
    said = capsys.readouterr().err
    if kind != "a web archive" or command[0] == "build":
        assert f"{path} is {kind}" in said
        assert ": open" in said or ": unpack" in said or ": bring" in said
    assert [file.name for file in tmp_path.rglob("*") if file.is_file() and file.name != ".lock"] == ["page.txt"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_is_refused_wherever_it_comes_from(kind: str, source: Source) -> None:
    with pytest.raises(Refusal, match=kind):
        read_page(KINDS[kind], source, "text/html", "utf-8")


@pytest.mark.parametrize(
    "page",
    [
        saved(),
        *(make() for make in TEXTS.values()),
        *(make() for make in MARKUPS.values()),
        mhtml("<p>Een", "8bit"),
        b"{Projecten}\n[Terug]\n",
        b"Project: Integriteit\nProjectleider: Jan Jansen\n\nTekst\n",
        b"From: de gemeente\nTo: the point\nTekst zonder kop\n",
    ],
)
def test_a_page_is_no_other_file(page: bytes) -> None:
    assert what_else(page) is None


def test_a_damaged_zip_is_a_zip() -> None:
    assert str(what_else(KINDS["a Word document"][:90])).startswith("a zip file")


def test_a_zip_with_a_damaged_member_is_a_zip() -> None:
    """Its list of members is whole; what is compressed in it is not."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", OPEN + "text")
    begin = data.getvalue().index(b"mimetype") + len("mimetype")
    damaged = data.getvalue()[:begin] + b"\xff" * 8 + data.getvalue()[begin + 8 :]
    assert "a zip file" in str(what_else(damaged))
