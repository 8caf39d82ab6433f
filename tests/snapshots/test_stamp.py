"""When and from where a file was captured, as browsers, archives and other programs write it into what they save."""

import plistlib
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.snapshots.snapshot import from_file, snapshots
from tests.pages.changes import as_markup
from tests.pages.markups import MARKUPS

URL = "https://weerbaarbestuur.nl/index.php/projecten"
AT = "2022-03-04T12:24:05Z"
REPLAY = f"https://web.archive.org/web/20220304122405/{URL}"
PAGE = MARKUPS["accordion"]().decode()
SAYS = {
    "SingleFile": f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Fri Mar 04 2022 13:24:05 GMT+0100 "
    "(Central European Standard Time)\n-->",
    "Wayback Machine": "<!--\n     FILE ARCHIVED ON 12:24:05 Mar 04, 2022 AND RETRIEVED FROM THE\n"
    '     INTERNET ARCHIVE ON 08:01:02 Jan 15, 2024.\n-->\n<script>__wm.wombat("'
    f'{URL}","20220304122405","https://web.archive.org/","web")</script>',
    "monolith": f"<!-- Saved from {URL} at {AT} using monolith v2.6.1 -->",
    "browser, of an archive": f"<!-- saved from url=(0101){REPLAY} -->",
    "SingleFile, of an archive": f"<!--\n Page saved with SingleFile \n url: {REPLAY} \n saved date: "
    "Mon Jan 15 2024 09:01:02 GMT+0100 (CET)\n-->",
}
MHTML = f"""From: <Saved by Blink>
Snapshot-Content-Location: {URL}
Subject: Gemeenten
Date: Fri, 4 Mar 2022 13:24:05 +0100
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="x"

--x
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

{PAGE}
--x--
"""


def said(folder: Path, page: str | bytes) -> tuple[str | None, str | None]:
    file = folder / "page.html"
    file.write_bytes(page if isinstance(page, bytes) else page.encode())
    snapshot = from_file(file)
    return snapshot.captured_at, snapshot.url


@pytest.mark.parametrize("program", SAYS)
@pytest.mark.parametrize("place", ["first", "last"])
def test_time_and_address_are_those_that_the_file_says(program: str, place: str, tmp_path: Path) -> None:
    page = SAYS[program] + PAGE if place == "first" else PAGE + SAYS[program]
    assert said(tmp_path, page) == (AT, URL)


def test_so_are_those_of_a_web_archive_of_one_file(tmp_path: Path) -> None:
    assert said(tmp_path, MHTML) == (AT, URL)
    of_archive = MHTML.replace(URL, REPLAY).replace("2022 13:24", "2024 13:24")
    assert said(tmp_path, of_archive) == (AT, URL)


def test_a_web_archive_of_safari_says_its_address(tmp_path: Path) -> None:
    main_part = {"WebResourceData": PAGE.encode(), "WebResourceURL": URL, "WebResourceMIMEType": "text/html"}
    data = plistlib.dumps({"WebMainResource": main_part}, fmt=plistlib.FMT_BINARY)
    assert said(tmp_path, data) == (None, URL)


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        PAGE + "<p>FILE ARCHIVED ON 12:24:05 Mar 04, 2022 AND RETRIEVED",
        PAGE + "<!-- FILE ARCHIVED ON 12:24:05 Foo 44, 2022 AND RETRIEVED -->",
        "<!-- saved from url=(0014)about:internet -->" + PAGE,
        MHTML.replace("4 Mar 2022", "4 Foo").replace(URL, "cid:page"),
    ],
)
def test_what_is_said_elsewhere_or_is_no_time_says_nothing(page: str, tmp_path: Path) -> None:
    assert said(tmp_path, page) == (None, None)


def test_a_page_that_says_it_is_newer_is_the_newest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The address of a page stays that of the definition where the file says none."""
    monkeypatch.chdir(tmp_path)
    older, newer = tmp_path / "older.html", tmp_path / "newer.html"
    older.write_bytes(MARKUPS["accordion"]())
    newer.write_bytes(as_markup("added") + SAYS["SingleFile"].encode())
    assert main(["fetch", "--from", str(newer)]) == 0
    assert "not known" not in capsys.readouterr().err
    assert main(["fetch", "--from", str(older), "--captured-at", "2021-11-04"]) == 0
    assert main(["build", "--out", "tables"]) == 0
    said = capsys.readouterr()
    assert "20220304T122405Z-" in said.out
    assert "not known" not in said.out + said.err
    assert [(one.captured_at, one.url == URL) for one in snapshots()] == [
        ("2021-11-04T00:00:00Z", False), (AT, True)
    ]  # fmt: skip


def test_fetch_and_build_say_from_which_page_tables_are_made_where_the_order_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    dated, undated = tmp_path / "dated.html", tmp_path / "undated.html"
    dated.write_bytes(MHTML.encode())
    undated.write_bytes(as_markup("added"))
    assert main(["fetch", "--from", str(dated), str(undated)]) == 0
    fetched = capsys.readouterr().err
    assert main(["build", "--out", "tables"]) == 0
    built = capsys.readouterr().out
    for text in (fetched, built):
        assert "the tables are made from 20220304T122405Z-" in text
        assert "No capture time, so counted as older: undated-" in text
        assert "--captured-at TIME" in text


@pytest.mark.parametrize(
    ("bound", "why"), [("2021-09", "of the bounds that are known"), (None, "no time is known of any page")]
)
def test_so_do_they_where_no_page_has_a_time(
    bound: str | None, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, page in (("one", MARKUPS["accordion"]()), ("two", as_markup("added"))):
        (tmp_path / name).write_bytes(page)
        not_before = ["--not-before", bound] if bound and name == "two" else []
        assert main(["fetch", "--from", str(tmp_path / name), *not_before]) == 0
    assert why in capsys.readouterr().err
