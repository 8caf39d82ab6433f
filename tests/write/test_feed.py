"""The feed of changes: as RFC 4287 wants it, an entry for each capture that brought something, and nothing of now."""

from typing import Any
from xml.etree import ElementTree

from pipeline.tables.schema import Rows
from pipeline.write.feed import feed
from tests.snapshots.test_sentences import EMPTY, SAID

ATOM = "{http://www.w3.org/2005/Atom}"
PAGE = "https://voorbeeld.nl/pagina"
DESCRIBED: dict[str, Any] = {
    "name": "voorbeeld", "title": "Een <pagina> & meer", "description": "Van een pagina.",
    "sources": [{"path": PAGE, "sha256": "0"}, {"path": "https://elders.nl"}],
}  # fmt: skip
CAPTURES = [
    {"snapshot_id": "undated-1", "captured_at": None, "captured_not_before": "2021-09", "projects": 2, "entries": 3},
    {"snapshot_id": "b 2", "captured_at": "2022-01-02T03:04:05Z", "captured_not_before": None},
    {"snapshot_id": "c", "captured_at": "2022-02-02T03:04:05Z", "captured_not_before": None},
]
CHANGES = [EMPTY | row | {"snapshot_id": "b 2"} for row in SAID.values()]
ROWS: Rows = {"snapshots": CAPTURES, "changes": CHANGES}


def texts(element: ElementTree.Element, name: str) -> list[str | None]:
    return [found.text for found in element.findall(f"{ATOM}{name}")]


def test_a_feed_has_what_the_standard_requires() -> None:
    root = ElementTree.fromstring(feed(ROWS, DESCRIBED))
    assert root.tag == f"{ATOM}feed"
    assert texts(root, "title") == ["Een <pagina> & meer"]
    entries = root.findall(f"{ATOM}entry")
    for each in (root, *entries):
        assert [len(texts(each, name)) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "voorbeeld"
    ids = [*texts(root, "id"), *(each.findtext(f"{ATOM}id") for each in entries)]
    assert ids == [f"{PAGE}#changes", f"{PAGE}#b%202", f"{PAGE}#undated-1"]
    assert [each.findtext(f"{ATOM}updated") for each in (root, *entries)] == [
        "2022-02-02T03:04:05Z", "2022-01-02T03:04:05Z", "2021-09-01T00:00:00Z",
    ]  # fmt: skip


def test_an_entry_says_what_changed_and_a_capture_without_changes_has_none() -> None:
    root = ElementTree.fromstring(feed(ROWS, DESCRIBED))
    newest, first = root.findall(f"{ATOM}entry")
    assert newest.findtext(f"{ATOM}title") == f"{len(SAID)} changes"
    assert [item.text for item in newest.iter("{http://www.w3.org/1999/xhtml}li")] == [*SAID]
    assert first.findtext(f"{ATOM}title") == "The first capture"


def test_a_capture_of_which_no_time_is_known_has_a_time_all_the_same() -> None:
    capture = CAPTURES[0] | {"captured_not_before": None}
    assert b"<updated>1970-01-01T00:00:00Z</updated>" in feed({"snapshots": [capture], "changes": []}, DESCRIBED)


def test_the_same_tables_give_the_same_bytes() -> None:
    assert feed(ROWS, DESCRIBED) == feed(ROWS, DESCRIBED)
