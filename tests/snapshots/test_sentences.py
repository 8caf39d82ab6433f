"""What changed, in words: for readers, and without people for whoever must not be told of them."""

from typing import Any

import pytest

from pipeline.snapshots.sentences import block, sentences
from pipeline.tables.schema import CHANGES, Row

EMPTY: Row = dict.fromkeys(CHANGES.names)
GOUDA = {"level": "project", "municipality": "Gouda", "title": "Samen sterk", "project_id": "gouda/samen-sterk"}
SAID: dict[str, dict[str, Any]] = {
    "came: Gouda: Samen sterk": {**GOUDA, "change": "came", "new": "Samen sterk"},
    "retitled: Gouda: Sterk → Samen sterk": {**GOUDA, "change": "retitled", "old": "Sterk", "new": "Samen sterk"},
    "merged: Samen sterk: Uden → Maashorst": {**GOUDA, "change": "merged", "old": "Uden", "new": "Maashorst"},
    "leaders: Gouda: Samen sterk": {**GOUDA, "change": "leaders"},  # as in the public edition
    "leaders: Gouda: Samen sterk: Anna Berg → –": {**GOUDA, "change": "leaders", "old": "Anna Berg"},
    "text: Gouda: Samen sterk: 1 word went, 2 came": {
        **GOUDA, "change": "text", "old": "a", "new": "b c", "difference": "d [-a-] {+b\nc+} d",
    },
    "moved: Gouda: Samen sterk: under bestuur: wijk → bestuur": {
        **GOUDA, "level": "entry", "theme_id": "bestuur", "change": "moved", "old": "wijk", "new": "bestuur",
    },
    "retitled: theme: Wijk → Wijken": {
        "level": "theme", "change": "retitled", "title": "Wijken", "old": "Wijk", "new": "Wijken",
    },
    "went: note 2": {"level": "note", "change": "went", "note_id": "note-2", "old": "Tekst."},
    "aim title: theme: Wijken: a → b": {
        "level": "theme", "change": "aim_title", "title": "Wijken", "old": "a", "new": "b",
    },
    "claim: 26 → 27": {"level": "page", "change": "claim", "old": "26", "new": "27"},
    "order: 2 parts at another place": {"level": "page", "change": "order", "new": "note-1; note-2"},
    "typography: quotes, dashes or blanks in 1 part, and nothing else there": {
        "level": "page", "change": "typography", "new": "wijk/gouda/samen-sterk",
    },
}  # fmt: skip


@pytest.mark.parametrize("line", SAID)
def test_a_change_in_words(line: str) -> None:
    assert list(sentences([EMPTY | SAID[line]])) == [line]


@pytest.mark.parametrize("change", ["leaders", "emails", "phones", "functions", "labels", "contacts", "contact_line"])
def test_what_is_personal_is_left_out_where_it_must_be(change: str) -> None:
    row = EMPTY | GOUDA | {"change": change, "old": "Anna Berg", "new": "Bram Visser", "difference": "[-Anna-]"}
    assert list(sentences([row], personal=False)) == [f"{change.replace('_', ' ')}: Gouda: Samen sterk"]


def test_the_block_is_of_the_newest_capture_and_empty_where_nothing_changed() -> None:
    captures = [{"snapshot_id": name} for name in ("first", "second", "third")]
    row = EMPTY | SAID["claim: 26 → 27"] | {"snapshot_id": "third"}
    assert block({"snapshots": captures, "changes": [row]}) == ["Changed since second", "  claim: 26 → 27"]
    assert block({"snapshots": captures[:2], "changes": []}) == []
    assert block({"snapshots": captures[:1], "changes": []}) == []
