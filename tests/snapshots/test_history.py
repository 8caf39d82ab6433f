"""What changed from capture to capture: found, named, followed, and the same whatever was saved first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.dedupe.projects import recognise
from pipeline.definition.source import load_source
from pipeline.gazetteer.gazetteer import load_reference
from pipeline.parse import parse
from pipeline.snapshots.captured import Captured, distinct, read_all
from pipeline.snapshots.history import history, listing
from pipeline.snapshots.identity import Identities
from pipeline.snapshots.snapshot import Snapshot, snapshots
from pipeline.snapshots.store import Capture, add
from pipeline.tables.schema import Row
from pipeline.text.difference import difference
from tests.pages.changes import as_markup, as_text
from tests.pages.markups import MARKUPS, SAVED_SHA256, TEXTS, saved

SOURCE, REFERENCE = load_source(), load_reference()
URL = SOURCE.page["url"]
PAGE = MARKUPS["accordion"]()


@cache
def captured(data: bytes, captured_at: str | None, not_before: str | None = None) -> Captured:
    digest = sha256(data).hexdigest()
    name = Path(f"{captured_at or 'undated'}-{digest[:12]}.html")
    metadata = {"bytes": len(data)}
    snapshot = Snapshot(name, digest, "text/html", None, captured_at, not_before, URL, "live", metadata)
    records = parse(data, SOURCE, REFERENCE)
    return Captured(snapshot, records, recognise(records.entries))


def carried(captures: Iterable[Captured]) -> list[Captured]:
    """Captures, oldest to newest, with the identifiers that reading them together gives."""
    identities = Identities(REFERENCE.current)
    return [Captured(one.snapshot, *identities.carried(one.records, one.projects)) for one in captures]


def tables(captures: Iterable[Captured]) -> dict[str, list[Row]]:
    """The history of captures in any order, as a build makes it: of those that are distinct, oldest to newest."""
    known = {one.snapshot.path: one for one in captures}
    ordered = [known[snapshot.path] for snapshot in distinct(one.snapshot for one in known.values())]
    return history(carried(ordered), REFERENCE)


def changes(old: bytes, new: bytes) -> list[Row]:
    return tables([captured(old, "2022-01-01T00:00:00Z"), captured(new, "2023-01-01T00:00:00Z")])["changes"]


def short(rows: Sequence[Row], level: str) -> list[tuple[str, str]]:
    return [(row["change"], row["municipality"]) for row in rows if row["level"] == level]


@pytest.mark.parametrize("name", [*MARKUPS, *(name for name in TEXTS if name != "utf-8")])
def test_another_markup_or_encoding_is_no_change(name: str) -> None:
    data = {**MARKUPS, **TEXTS}[name]()
    if data != PAGE:
        assert {(row["level"], row["change"]) for row in changes(PAGE, data)} <= SAID_OF.get(name, set())


# In a table it is the head of a column that says "Projectleider", also of two.
SAID_OF = {"table": {("entry", "labels")}}

EXPECTED = {
    "added": [("came", "Ommen")],
    "removed": [("went", "Deventer")],
    "leader_changed": [("leaders", "Gouda"), ("emails", "Gouda")],
    "contact_missing": [("emails", "Haarlem")],
    "formula_in_title": [("retitled", "Gouda")],
    "mistyped_title": [],
}


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("form", ["text", "markup"])
def test_a_change_of_the_page_is_a_change_in_the_table(name: str, form: str) -> None:
    rows = changes(saved(), as_text(name)) if form == "text" else changes(PAGE, as_markup(name))
    assert short(rows, "project") == EXPECTED[name]


def test_a_project_is_followed_through_a_change_of_title() -> None:
    rows = [row for row in changes(PAGE, as_markup("formula_in_title")) if row["level"] == "project"]
    assert [row["previous_project_id"] for row in rows] == ["gouda/bestuurlijke-weerbaarheid"]
    assert rows[0]["project_id"] == rows[0]["previous_project_id"]
    assert rows[0]["old"] == "Bestuurlijke weerbaarheid"


def test_one_of_several_entries_that_is_retitled() -> None:
    rows = changes(PAGE, as_markup("retitled"))
    assert short(rows, "entry") == [("retitled", "Zwolle")]
    assert short(rows, "project") == []


def test_a_theme_that_goes_takes_entries_and_projects_with_it() -> None:
    rows = changes(PAGE, as_markup("theme_gone"))
    went = [row for row in rows if row["change"] == "went"]
    assert Counter(row["level"] for row in went) == {"theme": 1, "project": 2, "entry": 4}
    moved = {row["municipality"] for row in rows if (row["level"], row["change"]) == ("project", "moved")}
    assert {"Zwolle", "Amsterdam", "Capelle aan den IJssel"} <= moved


def test_an_entry_that_moves_to_another_theme() -> None:
    text = saved().decode()
    start = text.index("Project: Oudere bedrijventerreinen")
    end = text.index("Project", text.index("Projectleid", start) + 8)
    entry, rest = text[start:end], text[:start] + text[end:]
    heading = rest.rindex("Antidemocratische gedragingen")
    place = rest.index("Project", heading)
    rows = changes(saved(), (rest[:place] + entry + rest[place:]).encode())
    deventer = [row for row in rows if row["municipality"] == "Deventer"]
    assert {(row["level"], row["change"]) for row in deventer} == {("project", "moved")}
    assert {(row["old"], row["new"]) for row in deventer} == {
        ("gebiedsgerichte-aanpak-ondermijning", "antidemocratische-gedragingen")
    }


def test_a_text_that_changed_is_shown_so_that_it_can_be_read() -> None:
    old = saved().decode()
    new = old.replace("van de gemeente Gouda wordt", "van de stad Gouda wordt", 1)
    rows = [row for row in changes(old.encode(), new.encode()) if row["change"] == "text"]
    assert {row["municipality"] for row in rows} == {"Gouda"}
    assert "[-gemeente-] {+stad+} Gouda" in rows[0]["difference"]
    assert len(rows[0]["difference"]) < 120
    assert "van de gemeente Gouda wordt" in rows[0]["old"]


def test_differences() -> None:
    assert difference("a b c", "a x c") == "a [-b-] {+x+} c"
    assert difference("a\nb", "a\nb\nc d") == "{+c d+}"
    assert difference("a\nb\nc", "a\nc") == "[-b-]"
    words = " ".join(map(str, range(40)))
    assert difference(words, words + " x") == "… 36 37 38 39 {+x+}"
    assert difference(words.replace("20", "y"), words) == "… 16 17 18 19 [-y-] {+20+} 21 22 23 24 …"


VERSIONS = (
    (saved(), None, "2021-09"),
    (as_markup("removed"), "2021-12-01T00:00:00Z", None),
    (PAGE, "2022-03-01T00:00:00Z", None),
    (as_markup("added"), "2023-01-01T00:00:00Z", None),
)


def test_the_order_of_saving_makes_no_difference() -> None:
    versions = [captured(*version) for version in VERSIONS]
    expected = tables(versions)
    assert [row["captured_at"] for row in expected["snapshots"]] == [version[1] for version in VERSIONS]
    for order in permutations(versions):
        assert tables(order) == expected


def test_the_same_content_seen_twice_is_one_capture_with_its_first_known_time() -> None:
    first, again, other = (
        captured(PAGE, time) for time in ("2022-01-01T00:00:00Z", "2022-02-01T00:00:00Z", "2022-03-01T00:00:00Z")
    )
    assert tables([again, first]) == tables([first])
    assert distinct([other.snapshot, again.snapshot]) == [again.snapshot]
    undated = captured(PAGE, None, "2021-09")
    assert tables([undated, again])["snapshots"] == tables([again])["snapshots"]


def test_content_that_came_back_is_a_capture_of_its_own() -> None:
    there, gone, back = (
        captured(PAGE, "2022-01-01T00:00:00Z"),
        captured(as_markup("removed"), "2022-02-01T00:00:00Z"),
        captured(PAGE, "2022-03-01T00:00:00Z"),
    )
    rows = tables([there, gone, back])["changes"]
    assert short(rows, "project") == [("went", "Deventer"), ("came", "Deventer")]
    assert [row["captured_at"] for row in rows if row["level"] == "project"] == [
        "2022-02-01T00:00:00Z", "2022-03-01T00:00:00Z",
    ]  # fmt: skip


def test_identifiers_are_unique_and_columns_the_same() -> None:
    made = tables(captured(*version) for version in VERSIONS)
    for name, key in (("snapshots", "snapshot_id"), ("changes", "change_id")):
        rows = made[name]
        assert len({row[key] for row in rows}) == len(rows) > 0
        assert len({tuple(row) for row in rows}) == 1


def test_one_capture_has_no_changes() -> None:
    made = tables([captured(saved(), None, "2021-09")])
    assert made["changes"] == []
    [row] = made["snapshots"]
    counts = {name: row[name] for name in ("themes", "entries", "projects", "municipalities", "contacts", "addresses")}
    assert counts == {
        "themes": 3,
        "entries": 31,
        "projects": 26,
        "municipalities": 26,
        "contacts": 41,
        "addresses": 29,
    }
    assert row["sha256"] == SAVED_SHA256


def test_the_list_in_the_terminal(tmp_path: Path) -> None:
    for data, captured_at, not_before in VERSIONS:
        add(tmp_path, Capture(data, URL, {"how": "live"}, captured_at, not_before))
    assert len(read_all(snapshots(tmp_path), SOURCE, REFERENCE)) == 4
    lines = list(listing(tmp_path))
    assert "  31 entries, 26 projects, 26 municipalities, 41 contacts, 29 addresses" in lines
    assert "  came: Ommen: Veilig buitengebied" in lines
    assert "  as the one before" not in lines
    assert not [line for line in lines if "@" in line]


@pytest.mark.parametrize("folder", [".", "nowhere"])
def test_where_there_is_no_saved_page_the_list_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    assert main(["snapshots", "--raw", str(tmp_path / folder)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"Refused: {tmp_path / folder}/ holds no saved page. Run 'make fetch'")
