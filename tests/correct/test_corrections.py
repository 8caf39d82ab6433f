"""What somebody corrected is in every table that holds it; what the page does not show never is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.build import make_dataset
from pipeline.correct.corrections import LAPSED, NOT_ALLOWED, RULE
from pipeline.definition.corrections import Correction
from pipeline.privacy.suppress import suppress
from pipeline.records import Refusal
from pipeline.snapshots.snapshot import from_file
from pipeline.tables.schema import Row, Rows
from tests.correct.deciding import corrected, correction, removal, with_corrections
from tests.datasets import content, entry, failed, reference, saved_tables
from tests.editions.material import contents, write
from tests.pages.changes import replace
from tests.pages.markups import saved, saved_text
from tests.privacy.public import listing

ENTRY = entry(saved_tables(), "Culemborg")
ID, PROJECT = ENTRY["entry_id"], ENTRY["project_id"]
LEADER = next(row for row in saved_tables().rows["contacts"] if row["entry_id"] == ID)
LINE = ENTRY["contact_line"]
FIRST = ENTRY["text"].split("\n")[0]
OTHER_THEME = saved_tables().rows["themes"][2]["theme_id"]
UTRECHT = entry(saved_tables(), "Utrecht")
SURNAME = LEADER["name"].split()[-1]


def told(rows: Rows, check: str) -> list[Row]:
    return [row for row in rows["checks"] if row["check"] == check]


def value(rows: Rows, table: str, key: str, row_id: str, column: str) -> object:
    (row,) = [row for row in rows[table] if row[key] == row_id]
    return row[column]


def proved(rows: Rows) -> dict[tuple[str, str, str], str]:
    """What evidence has of corrected cells: the value by table, row and column."""
    found = [row for row in rows["evidence"] if row["rule"] == RULE]
    return {(row["table"], row["row_id"], row["column"]): row["value"] for row in found}


def test_without_corrections_the_records_are_as_they_were_read() -> None:
    assert corrected().rows == saved_tables().rows


@pytest.mark.parametrize(
    ("column", "new", "quote", "of_project"),
    [
        ("title", ENTRY["title"].split(" en ")[0], ENTRY["title"], "title"),
        ("text", FIRST, FIRST, "text"),
        ("municipality", "Tiel", FIRST, "municipality"),
    ],
    ids=["title", "text", "municipality"],
)
def test_a_cell_of_an_entry_is_corrected_in_its_project_too(column: str, new: str, quote: str, of_project: str) -> None:
    rows = corrected(correction("entries", ID, column, new, quote)).rows
    assert value(rows, "entries", "entry_id", ID, column) == new
    assert value(rows, "projects", "project_id", PROJECT, of_project) == new
    assert proved(rows) == {("entries", ID, column): new, ("projects", PROJECT, of_project): new}
    (said,) = told(rows, RULE)
    assert ID in said["detail"]
    assert failed_only(rows) <= {"municipalities_claimed", "address_of_its_municipality"}


def failed_only(rows: Rows) -> set[str]:
    """The checks that fail with a correction and do not without."""
    before = {row["check"] for row in saved_tables().rows["checks"] if not row["passed"]}
    return {row["check"] for row in rows["checks"] if not row["passed"]} - before


def test_identifiers_stay_those_of_the_page() -> None:
    title = correction("entries", ID, "title", "Weerbaarheid", ENTRY["title"])
    rows = corrected(title, correction("entries", ID, "municipality", "Tiel", FIRST)).rows
    for table in ("themes", "projects", "entries", "contacts", "notes"):
        key = next(iter(rows[table][0]))
        assert [row[key] for row in rows[table]] == [row[key] for row in saved_tables().rows[table]]


def test_what_follows_from_a_municipality_follows_from_the_corrected_one() -> None:
    rows = corrected(correction("entries", ID, "municipality", "Tiel", FIRST)).rows
    assert value(rows, "projects", "project_id", PROJECT, "gm_code") == "GM0281"
    assert {row["external"] for row in rows["contacts"] if row["entry_id"] == ID} == {True}
    assert False in {row["external"] for row in saved_tables().rows["contacts"] if row["entry_id"] == ID}
    named = [row["municipality"] for row in rows["mentions"] if row["entry_id"] == ID]
    before = [row["municipality"] for row in saved_tables().rows["mentions"] if row["entry_id"] == ID]
    assert "Tiel" in before
    assert "Culemborg" in named
    assert "Tiel" not in named


def test_what_a_corrected_text_no_longer_names_is_no_mention() -> None:
    rows = corrected(correction("entries", ID, "text", "Weerbaarheid", FIRST)).rows
    assert [row for row in rows["mentions"] if row["entry_id"] == ID] == []


def test_an_entry_is_moved_to_another_theme() -> None:
    rows = corrected(correction("entries", ID, "theme_id", OTHER_THEME, ENTRY["title"])).rows
    assert value(rows, "entries", "entry_id", ID, "theme_id") == OTHER_THEME
    assert value(rows, "projects", "project_id", PROJECT, "themes") == [OTHER_THEME]
    assert {row["theme_id"] for row in rows["contacts"] if row["entry_id"] == ID} == {OTHER_THEME}
    assert [row["entries"] for row in rows["themes"]] == [9, 15, 7]
    assert proved(rows) == {("entries", ID, "theme_id"): OTHER_THEME}


def test_the_name_of_a_contact_is_corrected_in_its_project_too() -> None:
    rows = corrected(correction("contacts", LEADER["contact_id"], "name", SURNAME, LINE)).rows
    assert value(rows, "contacts", "contact_id", LEADER["contact_id"], "name") == SURNAME
    assert SURNAME in str(value(rows, "projects", "project_id", PROJECT, "leaders"))
    assert proved(rows)["contacts", LEADER["contact_id"], "name"] == SURNAME
    assert proved(rows)["projects", PROJECT, "leaders"] == SURNAME


def test_the_address_of_a_contact_is_corrected_with_what_follows() -> None:
    other = next(row["email"] for row in saved_tables().rows["contacts"] if row["entry_id"] == UTRECHT["entry_id"])
    rows = corrected(correction("contacts", LEADER["contact_id"], "email", other, LINE)).rows
    assert value(rows, "contacts", "contact_id", LEADER["contact_id"], "external") is True
    assert other in str(value(rows, "projects", "project_id", PROJECT, "emails"))


ZWOLLE = entry(saved_tables(), "Zwolle")


def test_a_row_that_is_none_is_removed_and_that_is_said() -> None:
    rows = corrected(removal("entries", ID, ENTRY["title"])).rows
    kept = [row["entry_id"] for row in saved_tables().rows["entries"] if row["entry_id"] != ID]
    assert [row["entry_id"] for row in rows["entries"]] == kept
    assert [row["position"] for row in rows["entries"]] == [*range(1, 31)]
    assert PROJECT not in {row["project_id"] for row in rows["projects"]}
    assert not [
        row for table in ("contacts", "mentions", "lines", "links") for row in rows[table] if row["entry_id"] == ID
    ]
    assert [row["row_id"] for row in rows["evidence"] if row["row_id"].startswith(ID)] == []
    assert [row["entries"] for row in rows["themes"]] == [9, 15, 6]
    (said,) = told(rows, RULE)
    assert (said["level"], said["detail"]) == ("info", f"correction 1 of corrections.toml, entries {ID} removed")
    assert failed_only(rows) <= {"municipalities_claimed"}


def test_of_contacts_one_is_removed_and_the_others_keep_their_keys() -> None:
    key = ZWOLLE["entry_id"]
    rows = corrected(
        removal("contacts", f"{key}#1", ZWOLLE["contact_line"]),
        correction("contacts", f"{key}#2", "label", "Projectleider", ZWOLLE["contact_line"]),
    ).rows
    left = [(row["contact_id"], row["label"]) for row in rows["contacts"] if row["entry_id"] == key]
    assert left == [(f"{key}#2", "Projectleider")]
    assert {row["row_id"] for row in rows["evidence"] if row["row_id"].startswith(f"{key}#")} == {f"{key}#2"}


def test_a_note_is_removed() -> None:
    (note,) = saved_tables().rows["notes"]
    rows = corrected(removal("notes", note["note_id"], note["text"].split("\n")[0])).rows
    assert rows["notes"] == []
    assert {row["note_id"] for row in rows["mentions"]} == {None}


@pytest.mark.parametrize(
    "one",
    [
        removal("entries", ID, "Staat hier niet"),
        removal("entries", f"{ID}-2", FIRST),
        removal("entries", ID, FIRST, "0"),
    ],
)
def test_the_removal_of_a_row_lapses_and_is_told(one: Correction) -> None:
    rows = corrected(one).rows
    assert rows["entries"] == saved_tables().rows["entries"]
    assert failed_only(rows) == {LAPSED}


OSS = entry(saved_tables(), "Oss")


def test_a_contact_that_was_missed_is_added_with_its_cells() -> None:
    key = f"{OSS['entry_id']}#2"
    rows = corrected(
        correction("contacts", key, "function", "Programmamanager", OSS["contact_line"]),
        correction("contacts", key, "phone", "14 0412", OSS["contact_line"]),
    ).rows
    added = next(row for row in rows["contacts"] if row["contact_id"] == key)
    assert (added["function"], added["phone"], added["name"], added["email"]) == (
        "Programmamanager",
        "14 0412",
        None,
        None,
    )
    assert added["project_id"] == OSS["project_id"]
    assert len(rows["contacts"]) == len(saved_tables().rows["contacts"]) + 1
    assert failed_only(rows) == set()


def test_a_contact_without_any_value_is_not_added() -> None:
    rows = corrected(correction("contacts", f"{OSS['entry_id']}#2", "name", "", OSS["contact_line"])).rows
    assert rows["contacts"] == saved_tables().rows["contacts"]


def test_the_keys_of_added_contacts_leave_no_gap() -> None:
    rows = corrected(correction("contacts", f"{OSS['entry_id']}#3", "phone", "14 0412", OSS["contact_line"])).rows
    assert [row["found"] for row in told(rows, LAPSED)] == ["no such row of contacts"]
    assert rows["contacts"] == saved_tables().rows["contacts"]


def test_an_empty_value_empties_the_cell() -> None:
    rows = corrected(
        correction("contacts", LEADER["contact_id"], "email", "", LINE),
        correction("contacts", LEADER["contact_id"], "label", "", LINE),
        correction("entries", ID, "text", "", FIRST),
    ).rows
    row = next(row for row in rows["contacts"] if row["contact_id"] == LEADER["contact_id"])
    assert (row["email"], row["label"], row["external"]) == (None, None, None)
    assert value(rows, "entries", "entry_id", ID, "text") is None
    assert not [row for row in rows["checks"] if row["level"] == "error" and not row["passed"]]


def test_headings_aims_and_notes_are_corrected() -> None:
    theme, note = saved_tables().rows["themes"][0], saved_tables().rows["notes"][0]
    heading = theme["theme"].rpartition(" ")[2]
    aim, text = theme["aim"].split(". ")[0], note["text"].split(". ")[0]
    rows = corrected(
        correction("themes", theme["theme_id"], "theme", heading, theme["theme"]),
        correction("themes", theme["theme_id"], "aim", aim, theme["aim"]),
        correction("notes", note["note_id"], "text", text, note["text"]),
    ).rows
    assert (rows["themes"][0]["theme"], rows["themes"][0]["aim"], rows["notes"][0]["text"]) == (heading, aim, text)
    assert {row["theme"] for row in rows["entries"] if row["theme_id"] == theme["theme_id"]} == {heading}


def test_two_projects_are_made_one_and_one_is_made_two() -> None:
    gouda, haarlem = (entry(saved_tables(), name) for name in ("Gouda", "Haarlem"))
    rows = corrected(
        correction("entries", haarlem["entry_id"], "project_id", gouda["project_id"], haarlem["title"])
    ).rows
    assert len(rows["projects"]) == 25
    joined = [row["repeat"] for row in rows["entries"] if row["project_id"] == gouda["project_id"]]
    assert joined == ["first", "variant"]
    zwolle = entry(saved_tables(), "Zwolle", 2)
    own = f"{zwolle['project_id']}-2"
    rows = corrected(correction("entries", zwolle["entry_id"], "project_id", own, zwolle["title"])).rows
    assert [row["project_id"] for row in rows["projects"] if row["municipality"] == "Zwolle"] == [
        zwolle["project_id"],
        own,
    ]
    assert entry(saved_tables(), "Zwolle", 2)["repeat"] != "first"
    assert value(rows, "entries", "entry_id", zwolle["entry_id"], "repeat") == "first"


# Lapsed

TITLE = correction("entries", ID, "title", "Weerbaarheid", FIRST)


@pytest.mark.parametrize(
    ("one", "edit", "why"),
    [
        (TITLE, lambda text: replace(text, FIRST, f"Nieuw. {FIRST[8:]}"), "quote"),
        (TITLE, lambda text: replace(text, ENTRY["title"], "Iets anders"), "row"),
        (correction("entries", ID, "title", "Weerbaarheid", FIRST, page="0" * 64), str, "another page"),
        (correction("entries", ID, "title", "Weerbaarheid", UTRECHT["title"]), str, "quote"),
        (correction("entries", ID, "theme_id", "nergens", FIRST), str, "theme"),
        (correction("contacts", f"{ID}#9", "name", SURNAME, LINE), str, "row"),
    ],
    ids=["quote gone", "row gone", "another page", "quote of another entry", "theme gone", "no such contact"],
)
def test_a_correction_lapses_and_is_named(one: Correction, edit: Callable[[str], str], why: str) -> None:
    page = edit(saved_text()).encode()
    dataset = corrected(one, page=page)
    (row,) = told(dataset.rows, LAPSED)
    assert (row["level"], row["passed"]) == ("warning", False)
    assert why in row["found"]
    assert "correction 1 of corrections.toml" in row["detail"]
    assert content(dataset) == content(corrected(page=page))
    assert failed(dataset) == []


def test_a_correction_holds_while_its_quote_does_whatever_else_changes() -> None:
    page = replace(saved_text(), "Project: Binnenspiegel", "Project: Buitenspiegel").encode()
    rows = corrected(TITLE, page=page).rows
    assert value(rows, "entries", "entry_id", ID, "title") == "Weerbaarheid"
    assert told(rows, LAPSED) == []


def test_a_quote_may_hide_who_is_left_out() -> None:
    hidden = LINE.replace(SURNAME, "█" * len(SURNAME))
    rows = corrected(correction("contacts", LEADER["contact_id"], "label", "Projectleider", hidden)).rows
    assert told(rows, LAPSED) == []
    assert LINE in {row["quote"] for row in rows["evidence"] if row["rule"] == RULE}


# Refused

NAMES = [row["name"] for row in saved_tables().rows["contacts"] if row["name"]]
MIXED = f"{NAMES[0].split()[0]} {NAMES[-1].split()[-1]}"


@pytest.mark.parametrize(
    ("table", "column", "new"),
    [
        ("contacts", "name", "Ans Klaver"),
        ("contacts", "name", "ans klaver"),
        ("contacts", "name", MIXED),
        ("contacts", "name", MIXED.lower()),
        ("contacts", "name", "Анна"),
        ("contacts", "label", "Projectleider Klaver"),
        ("contacts", "email", "a.klaver@culemborg.nl"),
        ("contacts", "phone", "06 12345678"),
        ("entries", "title", "Weerbaarheid van Ans Klaver"),
        ("entries", "title", "weerbaarheid van klaver"),
        ("entries", "text", f"Dit deed {MIXED} voor de gemeente."),
        ("entries", "title", f"weerbaarheid van {MIXED.lower()}"),
        ("entries", "text", "Schrijf aan info@culemborg.nl."),
        ("entries", "text", "Bel 06 12345678."),
        ("entries", "text", "In 1834 begonnen."),
        ("entries", "municipality", "Klaverdam"),
        ("entries", "project_id", "culemborg/ans-klaver"),
    ],
)
def test_what_the_page_does_not_show_is_refused_without_repeating_it(table: str, column: str, new: str) -> None:
    row = LEADER["contact_id"] if table == "contacts" else ID
    dataset = corrected(correction(table, row, column, new, LINE))
    assert failed(dataset) == [NOT_ALLOWED]
    (said,) = told(dataset.rows, NOT_ALLOWED)
    assert "correction 1 of corrections.toml" in said["detail"]
    assert new not in f"{said['found']} {said['detail']}"
    assert content(dataset) == content(saved_tables())


@pytest.mark.parametrize(
    "new",
    [
        LEADER["name"],
        LEADER["name"].upper(),
        f"{SURNAME}, {LEADER['name'].removesuffix(SURNAME).strip()}",
    ],
    ids=["as it is", "capitals", "surname first"],
)
def test_a_name_of_the_page_is_not(new: str) -> None:
    assert failed(corrected(correction("contacts", LEADER["contact_id"], "name", new, LINE))) == []


def test_a_text_of_the_page_is_not_though_sentences_are_left_out() -> None:
    sentences = ENTRY["text"].split("\n")[0].split(". ")
    fewer = ". ".join([sentences[0], *sentences[2:]])
    assert failed(corrected(correction("entries", ID, "text", fewer, FIRST))) == []


def test_a_build_with_such_a_correction_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(saved())
    known = with_corrections(correction("contacts", LEADER["contact_id"], "name", "Ans Klaver", LINE))
    with pytest.raises(Refusal) as refusal:
        make_dataset([from_file(tmp_path / "page.txt")], known, reference())
    assert "pipeline/definition/corrections.toml is refused" in str(refusal.value)
    assert "take it off the list" in str(refusal.value)
    assert "Klaver" not in str(refusal.value)


# What is made from the tables


def test_who_is_left_out_is_left_out_of_corrected_cells() -> None:
    rows = corrected(correction("entries", ID, "title", f"Weerbaarheid: {LEADER['name']}", LINE)).rows
    assert LEADER["name"] in str(value(rows, "entries", "entry_id", ID, "title"))
    hidden, _ = suppress(rows, saved_tables().records.page.text, listing(LEADER["email"]))
    assert LEADER["name"] not in str(hidden)


def test_the_public_edition_has_no_corrected_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = with_corrections(correction("contacts", LEADER["contact_id"], "name", SURNAME, LINE))
    folder = write(tmp_path, saved(), known=known)
    assert main(["public", "--out", str(folder)]) == 0
    capsys.readouterr()
    left = "\n".join(contents(folder / "public").values())
    assert not [part for part in LEADER["name"].split() if part in left]
