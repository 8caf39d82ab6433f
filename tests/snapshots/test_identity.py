"""Titles are edited, projects stay: identifiers are those under which projects and entries were first captured."""

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from pipeline.dedupe.projects import recognise
from pipeline.definition.corrections import Correction
from pipeline.records import Records
from pipeline.snapshots.captured import Captured, read_all
from pipeline.snapshots.snapshot import snapshots
from pipeline.snapshots.store import Capture, add
from pipeline.tables.rows import make_rows
from pipeline.tables.schema import Rows
from tests.correct.deciding import correction, with_corrections
from tests.datasets import reference, saved_tables, source
from tests.pages.changes import replace as replaced
from tests.pages.markups import saved_text
from tests.snapshots.test_compare import SAVED, SNAPSHOT, with_entry
from tests.snapshots.test_history import carried

BRUNSSUM = SAVED.entries[1]
PROJECT = "brunssum/professionalisering-gemeentebestuur"
OTHER = replace(BRUNSSUM, title="Wijkagenten", text="Wijkagenten van Brunssum gaan langs de deuren. " * 9)


def project_ids(*pages: Records) -> list[set[str]]:
    """The identifiers of the projects of Brunssum and Uden on each page, oldest to newest."""
    captured = carried(Captured(SNAPSHOT, page, recognise(page.entries)) for page in pages)
    return [{one.project_id for one in each.projects if is_of(each.records, one.entries[0])} for each in captured]


def is_of(page: Records, entry: int) -> bool:
    return page.entries[entry].municipality in {"Brunssum", "Uden", "Maashorst", None}


def without() -> Records:
    return replace(SAVED, entries=(SAVED.entries[0], *SAVED.entries[2:]))


def with_more(*entries: object) -> Records:
    return replace(SAVED, entries=(*SAVED.entries[:2], *entries, *SAVED.entries[2:]))


def test_a_project_keeps_its_identifier_however_its_title_is_edited() -> None:
    first, second = with_entry(1, title="Een raad van vaklui"), with_entry(1, title="De raad leert")
    assert project_ids(SAVED, first, second, SAVED) == [{PROJECT}] * 4


def test_a_project_that_was_away_is_known_under_another_title_too() -> None:
    again = with_entry(1, title="Een raad van vaklui")
    assert project_ids(SAVED, *[without()] * 5, again) == [{PROJECT}, *[set()] * 5, {PROJECT}]


def test_a_page_read_alone_gives_its_own() -> None:
    assert project_ids(with_entry(1, title="Een raad van vaklui")) == [{"brunssum/een-raad-van-vaklui"}]


def test_a_project_under_a_title_that_another_had_has_a_number() -> None:
    retitled = replace(BRUNSSUM, title="Een raad van vaklui")
    new = replace(OTHER, title=BRUNSSUM.title)
    page = replace(SAVED, entries=(SAVED.entries[0], new, retitled, *SAVED.entries[2:]))
    assert project_ids(SAVED, page) == [{PROJECT}, {PROJECT, f"{PROJECT}-2"}]


def test_a_project_of_a_municipality_that_merged_is_the_same_one() -> None:
    uden, maashorst = with_entry(1, municipality="Uden"), with_entry(1, municipality="Maashorst")
    assert project_ids(uden, maashorst) == [{"uden/professionalisering-gemeentebestuur"}] * 2


def test_a_project_whose_municipality_is_found_no_more_is_the_same_one() -> None:
    assert project_ids(SAVED, with_entry(1, municipality=None), SAVED) == [{PROJECT}] * 3


def test_another_project_of_the_municipality_is_another_one() -> None:
    assert project_ids(SAVED, with_entry(1, title=OTHER.title, text=OTHER.text)) == [
        {PROJECT}, {"brunssum/wijkagenten"},
    ]  # fmt: skip


def test_entries_of_a_project_that_is_taken_for_two_keep_their_identifiers() -> None:
    """Capelle's repeat gets a title and a text of its own, so that it is another project, and then the old ones."""
    (n,) = [
        n for n, row in enumerate(SAVED.entries) if row.entry_id.startswith("antidemocratische-gedragingen/capelle")
    ]
    apart = with_entry(n, title="Wijkagenten", text=OTHER.text)
    captured = carried(Captured(SNAPSHOT, page, recognise(page.entries)) for page in (SAVED, apart, apart, SAVED))
    ids = [[entry.entry_id for entry in one.records.entries] for one in captured]
    assert [len({*each}) for each in ids] == [31] * 4
    assert ids[1] == ids[2]
    assert ids[0] == ids[3]
    assert [len(one.projects) for one in captured] == [26, 27, 27, 26]


# The tables


def built(pages: Iterable[str], raw: Path, *corrections: Correction) -> Rows:
    """The tables of the newest of some pages, each captured a year after the one before."""
    for year, text in enumerate(pages, start=2022):
        add(raw, Capture(text.encode(), "https://voorbeeld.nl", {"how": "live"}, f"{year}-01-01T00:00:00Z"))
    known = with_corrections(*corrections) if corrections else source()
    *_, newest = read_all(snapshots(raw), known, reference())
    return make_rows(newest.records, newest.projects, reference())


RETITLED = replaced(saved_text(), BRUNSSUM.title or "", "Een raad van vaklui")


def test_every_table_has_the_identifiers_that_it_had(tmp_path: Path) -> None:
    rows, before = built([saved_text(), RETITLED], tmp_path), saved_tables().rows
    for table, column in (("projects", "project_id"), ("entries", "entry_id"), ("contacts", "contact_id"),
                          ("lines", "entry_id"), ("mentions", "entry_id")):  # fmt: skip
        assert [row[column] for row in rows[table]] == [row[column] for row in before[table]]
    assert {row["row_id"] for row in rows["evidence"]} == {row["row_id"] for row in before["evidence"]}
    assert rows["projects"][1]["title"] == "Een raad van vaklui"


def test_a_correction_holds_for_its_row_when_that_is_retitled(tmp_path: Path) -> None:
    corrected = correction("contacts", f"{BRUNSSUM.entry_id}#1", "function", "Raadsleden", "Projectleider")
    rows = built([saved_text(), RETITLED], tmp_path, corrected)
    (contact,) = [row for row in rows["contacts"] if row["entry_id"] == BRUNSSUM.entry_id]
    assert contact["function"] == "Raadsleden"
