"""What a file is that is no page: by how it begins and, of a zip, by what is in it; with what to do."""

from __future__ import annotations

import json
import re
import zipfile
from contextlib import suppress
from io import BytesIO

from pipeline.read.limits import LONGEST_HEADER

WARC = b"WARC/"  # every record of a WARC file that is not compressed
ZIP = b"PK\x03\x04"
BRING_IN = "bring in its pages with 'python -m pipeline fetch --from FILE'"
AS_TEXT = "open it in a word processor, save it as HTML or as text, and name that"
AS_CSV = "open it, save the sheet with the projects as CSV, and name that"
AGAIN = "open the page in a browser and save it as HTML"
SAVE_PAGE_OF_IT = "open the page that it is about in a browser and save it as HTML"
IMAGE = "an image"
# The older binary files of Microsoft Office have one beginning for all; the name of a stream in them tells which.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_STREAMS = (
    ("WordDocument", "a Word document", AS_TEXT),
    ("Workbook", "an Excel workbook", AS_CSV),
    ("__substg1.0_", "an e-mail of Outlook", SAVE_PAGE_OF_IT),
)
BEGINNINGS = (
    (WARC, "a WARC file", BRING_IN),
    (b"{\\rtf", "an RTF document", AS_TEXT),
    (b"%PDF-", "a PDF", f"{AGAIN}; if it is all there is, take its text with 'pdftotext -layout', and name that"),
    (b"\x89PNG\r\n", IMAGE, AGAIN),
    (b"\xff\xd8\xff", IMAGE, AGAIN),
    (b"GIF8", IMAGE, AGAIN),
    (b"RIFF", IMAGE, AGAIN),  # WebP
    (b"II*\0", IMAGE, AGAIN),  # TIFF, as MM
    (b"MM\0*", IMAGE, AGAIN),
    (OLE, "a document of Microsoft Office", AS_TEXT),
)
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
# What a zip is, by the beginning of the name of one of its members, or by what its member "mimetype" says.
MEMBERS = (
    ("word/", "a Word document", AS_TEXT),
    ("xl/", "an Excel workbook", AS_CSV),
    ("ppt/", "a PowerPoint presentation", AS_TEXT),
    ("archive/", "a web archive (WACZ)", BRING_IN),
    (f"{OPEN_DOCUMENT}text", "an OpenDocument text", AS_TEXT),
    (f"{OPEN_DOCUMENT}spreadsheet", "an OpenDocument spreadsheet", AS_CSV),
    (OPEN_DOCUMENT, "an OpenDocument file", AS_TEXT),
    ("application/epub+zip", "an e-book (ePub)", f"{AGAIN}, or unpack it as a zip and name the page in it"),
)
OTHER_ZIP = ("a zip file", "unpack it, and name the page that was in it")
# Lines of the header of a message that was sent; the file in which a browser saved a page is a message that was not.
SENT = re.compile(rb"^(?:received|delivered-to|return-path|message-id|to):", re.IGNORECASE | re.MULTILINE)
HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\n")


def what_else(data: bytes) -> str | None:
    """What a file is that is no page, and what to do with it, in words that go after "is"; None where it may be one."""
    kind = _binary(data) or _text(data)
    return f"{kind[0]}: {kind[1]}" if kind else None


def _binary(data: bytes) -> tuple[str, str] | None:
    if data.startswith(ZIP):
        return _zipped(data)
    if data.startswith(OLE):
        streams = ((what, do) for name, what, do in OLE_STREAMS if name.encode("utf-16-le") in data)
        return next(streams, BEGINNINGS[-1][1:])
    return next(((what, do) for begin, what, do in BEGINNINGS if data.startswith(begin)), None)


def _zipped(data: bytes) -> tuple[str, str]:
    """What a zip is, by its members: the format of most documents, of e-books and of archives of the web."""
    with suppress(Exception):  # it is damaged, or asks for a password: each way to compress raises errors of its own
        with zipfile.ZipFile(BytesIO(data)) as file:
            names = file.namelist()
            if "mimetype" in names:
                with file.open("mimetype") as member:
                    names.append(member.read(LONGEST_HEADER).decode("latin-1"))
        return next(((what, do) for begin, what, do in MEMBERS if any(n.startswith(begin) for n in names)), OTHER_ZIP)
    return OTHER_ZIP


def _text(data: bytes) -> tuple[str, str] | None:
    """JSON, or an e-mail: a text by its characters, and no page."""
    begin = data[:LONGEST_HEADER].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith((b"{", b"[")):
        with suppress(ValueError, RecursionError):
            json.loads(data)
            return "JSON", AGAIN
    header = HEADER.match(begin.replace(b"\r\n", b"\n"))
    return ("an e-mail", SAVE_PAGE_OF_IT) if header and SENT.search(header[0]) else None
