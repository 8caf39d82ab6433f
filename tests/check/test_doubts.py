"""Lines whose role is uncertain and notes that may be projects are told; what is read surely is not."""

from datetime import date

import pytest
from msgspec.structs import replace

from pipeline.check.doubts import doubts
from pipeline.check.limits import LEAST_CERTAIN, LISTED
from pipeline.check.outcomes import Check, Places, sentence
from pipeline.check.settled import Settled
from pipeline.definition.corrections import Accepted, Decisions
from pipeline.parse import parse
from pipeline.records import Mention, Note, Records
from pipeline.segment.facts import TITLE_LABEL
from pipeline.tables.schema import Row, Rows
from tests.datasets import Dataset, failed, reference, source, tables
from tests.pages.contacts_first import contacts_first


def row_of(name: str, records: Records, rows: Rows) -> Row:
    return found(name, records, rows).row


def found(name: str, records: Records, rows: Rows) -> Check:
    places = Places(records.page, rows)
    checks = doubts(records, rows, source(), reference(), places, LEAST_CERTAIN)
    return next(each for each in checks if each.check == name)


def told(name: str, records: Records, rows: Rows) -> Row:
    row = row_of(name, records, rows)
    assert row["level"] == "warning"
    return row


# Roles


def with_margins(rows: Rows, margins: dict[int, int]) -> Rows:
    """The tables with other margins for some lines, by their numbers."""
    return rows | {"lines": [row | {"margin": margins.get(row["line"], row["margin"])} for row in rows["lines"]]}


def test_every_line_of_the_saved_page_is_certain(records: Records, rows: Rows) -> None:
    assert told("roles_certain", records, rows)["passed"]
    assert min(row["margin"] for row in rows["lines"]) >= LEAST_CERTAIN


@pytest.mark.parametrize(
    ("margins", "detail"),
    [
        ({12: LEAST_CERTAIN - 1}, "line 12"),
        ({12: LEAST_CERTAIN}, None),
        ({12: 1, 13: 3, 14: 2}, "lines 12 to 14"),
        ({12: 3, 13: 2, 40: 1, 256: 0}, "line 256; line 40; lines 12 to 13"),
    ],
    ids=["uncertain", "certain", "in a row", "the least certain first"],
)
def test_lines_with_a_small_margin_are_named(
    margins: dict[int, int], detail: str | None, records: Records, rows: Rows
) -> None:
    row = told("roles_certain", records, with_margins(rows, margins))
    assert (row["passed"], row["detail"]) == (detail is None, detail)


def test_of_many_uncertain_lines_a_message_names_the_least_certain_and_the_table_all(
    records: Records, rows: Rows
) -> None:
    margins = {line: 1 if line > 100 else 2 for line in range(2, 202, 2)}
    row = told("roles_certain", records, with_margins(rows, margins))
    named = [f"line {line}" for line in (*range(102, 202, 2), *range(2, 102, 2))]
    assert row["detail"] == "; ".join(named)
    assert sentence(row).endswith(f"({'; '.join(named[:LISTED])} and {100 - LISTED} more)")


# Notes

NO_ROWS: Rows = {name: [] for name in ("lines", "entries", "contacts", "evidence")}


def is_told(html: str) -> bool:
    """Whether a note of this content is told, wherever it is on a page."""
    records = parse(f"<!DOCTYPE html><body>{html}</body>".encode(), source(), reference())
    text = records.page.text
    places = [(place.municipality.name, place.start, place.end) for place in reference().find(text)]
    mentions = tuple(Mention(name, text[start:end], start, end) for name, start, end in places)
    note = Note("note-1", None, text, mentions, 0, len(text), ())
    row = told("note_is_no_project", replace(records, notes=(note,)), NO_ROWS)
    assert row["detail"] in (None, "note-1 at line 1")
    return not row["passed"]


WORK = "De gemeente Ommen werkt aan een veilig buitengebied, samen met de politie en de waterschappen."
OF_NOBODY = "Er wordt gewerkt aan een veilig buitengebied, samen met de politie en de waterschappen."
PILOT = "De pilot integrale beveiliging is uitgevoerd in de gemeenten Ommen en Raalte, en in het openbaar lichaam Saba."


@pytest.mark.parametrize(
    "html",
    [
        f"<h3>Veilig buitengebied</h3><p>{WORK}</p>",
        f"<details><summary>Veilig buitengebied</summary><p>{WORK}</p></details>",
        f"<p><strong>Veilig buitengebied</strong></p><p>{WORK}</p>",
        f"<p>Project: Veilig buitengebied</p><p>{WORK}</p>",
        f"<p>Veilig buitengebied</p><p>{WORK}</p>",
        f"<p>{WORK}</p><p>Jan Jansen, j.jansen@ommen.nl</p>",
        f"<p>{WORK} Schrijf aan j.jansen (at) ommen.nl.</p>",
        f"<p>Ommen</p><p>{OF_NOBODY}</p>",
        f"<p>{OF_NOBODY}</p><p>Jan Jansen, j.jansen@ommen.nl</p><p>Gemeente Ommen</p>",
    ],
    ids=["heading", "panel", "bold", "label", "brief line", "address", "written out", "name above", "name below"],
)
def test_a_note_that_may_be_a_project_is_told(html: str) -> None:
    assert is_told(html)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{WORK}</p>",
        f"<p>{WORK}</p><p>Beeld van Ommen</p>",
        f"<p>Lees ook dit</p><p>{WORK}</p>",
        f"<ul><li>Veilig buitengebied</li></ul><p>{WORK}</p>",
        "<p><a href='/a'>Project: Veilig in Ommen</a></p><p><a href='/b'>Project: Samen in Raalte</a></p>",
        f"<p>Beeld van het veld</p><p>{PILOT}</p>",
        f"<h3>Veilig buitengebied</h3><p>{OF_NOBODY}</p>",
        f"<p>{OF_NOBODY}</p><p>Schrijf aan info@example.org.</p>",
    ],
    ids=[
        "text",
        "brief last",
        "leads away",
        "item",
        "table of contents",
        "caption",
        "title of nobody",
        "address of nobody",
    ],
)
def test_a_note_that_lacks_a_municipality_or_a_title_and_an_address_is_not(html: str) -> None:
    assert not is_told(html)


def test_the_pilot_of_nine_municipalities_is_no_project(records: Records, rows: Rows) -> None:
    assert [len(note.mentions) for note in records.notes] == [10]
    assert told("note_is_no_project", records, rows)["passed"]


def test_a_note_in_the_introduction_is_told_as_well(records: Records, rows: Rows) -> None:
    first, labelling = records.page.lines[0], records.labelling
    note = replace(records.notes[0], theme_id=None, start=first.start, end=first.end)
    spoiled = replace(labelling, facts=(labelling.facts[0] | TITLE_LABEL, *labelling.facts[1:]))
    row = told("note_is_no_project", replace(records, notes=(note,), labelling=spoiled), rows)
    assert row["detail"] == "note-1 at line 1"


# Texts of two projects, and of half a one


def with_mention(records: Records, name: str, after: int, within: int = 0) -> Records:
    """Records whose entry `within` names a municipality where the page first does after some character."""
    at, entry = records.page.text.index(name, after), records.entries[within]
    changed = replace(entry, mentions=(Mention(name, name, at, at + len(name)),))
    return replace(records, entries=(*records.entries[:within], changed, *records.entries[within + 1 :]))


def test_the_line_above_the_opening_of_another_municipality_within_a_text_is_told(records: Records, rows: Rows) -> None:
    (n,) = [n for n, each in enumerate(records.entries) if each.municipality == "Eindhoven"]
    title = next(each.start for each in records.entries[n].evidence if each.column == "title")
    row = told("text_of_one_project", with_mention(records, "Eindhoven", title, n - 1), rows)
    line = records.page.text.count("\n", 0, title) + 1
    assert row["detail"] == f"line {line} in entry {records.entries[n - 1].entry_id}"


@pytest.mark.parametrize("name", ["Sittard-Geleen", "Zoetermeer"])
def test_a_sentence_that_names_another_municipality_is_no_title(name: str, records: Records, rows: Rows) -> None:
    (n,) = [n for n, each in enumerate(records.entries) if each.municipality == "Dordrecht"]
    named = with_mention(records, name, records.entries[n].start, n)
    assert told("text_of_one_project", named, rows)["passed"]


@pytest.mark.parametrize("heading", ["h4", "strong"])
def test_what_follows_the_last_project_below_its_contact_is_told(heading: str) -> None:
    page, _ = contacts_first(0, 0, "left column")
    after = f"<{heading}>Achtergronden</{heading}><p>Wat er in de stad aan vooraf ging</p></main>"
    followed = page.replace(b"</main>", after.encode())
    is_told = ["text_of_one_project" in failed(tables(each), "warning") for each in (page, followed)]
    assert is_told == [False, True]


def in_panels(after: str) -> Dataset:
    """Two projects in panels, with something after the contact of the first."""
    entries = "".join(
        f"<details><summary>Gemeente {name}</summary><h3>Project: {title}</h3><p>De gemeente {name} werkt samen.</p>"
        f"<p>Projectleider: Ria Tak, r.tak@{name.lower()}.nl</p>{more}</details>"
        for name, title, more in (("Ommen", "Samen sterk", after), ("Raalte", "Veilig buitengebied", ""))
    )
    return tables(f"<!DOCTYPE html><body><h2>Antidemocratische gedragingen</h2>{entries}</body>".encode())


@pytest.mark.parametrize("name", ["Opbrengst", "Resultaten"])
def test_text_after_the_contact_in_the_panel_of_a_project_is_told(name: str) -> None:
    after = f"<details><summary>{name}</summary><ul><li>Er zijn twaalf trainingen gegeven.</li></ul></details>"
    assert "text_after_contact" in failed(in_panels(after), "warning")


def test_a_text_that_is_left_over_after_facts_and_a_contact_is_told() -> None:
    entry = (
        "<h3>{0}: {1}</h3><table><tr><td>Contact</td><td>Ria Tak</td></tr><tr><td>E-mail</td><td>r.tak@{2}.nl</td></tr>"
        "<tr><td>Looptijd</td><td>2020</td></tr></table><p>De gemeente {0} werkt samen.</p>"
    )
    named = (("Ommen", "Samen sterk", "ommen"), ("Raalte", "Veilig buitengebied", "raalte"))
    entries = "".join(entry.format(*each) for each in named)
    found = tables(f"<!DOCTYPE html><body><h2>Antidemocratische gedragingen</h2>{entries}</body>".encode())
    assert "text_after_contact" in failed(found, "warning")


@pytest.mark.parametrize("after", ["", "<p><a href='/a'>Het hele verslag</a></p>", "<p>Lees meer in het plan</p>"])
def test_a_link_after_the_contact_is_not(after: str) -> None:
    assert "text_after_contact" not in failed(in_panels(after), "warning")


# Addresses at the domain of another municipality


def moved(rows: Rows, count: int) -> Rows:
    """The tables with the contacts of the first entries each at the entry before, those of the first at the last."""
    ids = list(dict.fromkeys(row["entry_id"] for row in rows["contacts"]))
    before = dict(zip(ids[:count], [*ids[count - 1 : count], *ids], strict=False))
    contacts = [row | {"entry_id": before.get(row["entry_id"], row["entry_id"])} for row in rows["contacts"]]
    return rows | {"contacts": contacts}


def elsewhere(records: Records, rows: Rows) -> Row:
    return row_of("address_of_its_municipality", records, rows)


def test_every_address_of_the_saved_page_is_at_its_own_municipality(records: Records, rows: Rows) -> None:
    assert elsewhere(records, rows)["passed"]


def test_an_address_at_another_municipality_is_told(records: Records, rows: Rows) -> None:
    row = elsewhere(records, moved(rows, 3))
    assert (row["level"], row["passed"]) == ("warning", False)
    assert "entry weerbaar-bestuur-en-organisatie/brunssum" in row["detail"]


def test_an_address_at_what_a_municipality_was_merged_from_is_its_own(records: Records, rows: Rows) -> None:
    own = rows["contacts"][0]["entry_id"]
    entries = [row | ({"municipality": "Maashorst"} if row["entry_id"] == own else {}) for row in rows["entries"]]
    for domain, passed in (("uden.nl", True), ("maashorst.nl", True), ("zwolle.nl", False)):
        contacts = [{**rows["contacts"][0], "email": f"jan@{domain}"}, *rows["contacts"][1:]]
        assert elsewhere(records, rows | {"entries": entries, "contacts": contacts})["passed"] == passed


def test_contacts_at_the_entries_beside_their_own_are_an_error(records: Records, rows: Rows) -> None:
    row = elsewhere(records, moved(rows, 31))
    assert (row["level"], row["passed"]) == ("error", False)


def test_what_is_left_of_an_error_after_most_was_accepted_is_a_warning(records: Records, rows: Rows) -> None:
    spoiled = moved(rows, 31)
    spoils = found("address_of_its_municipality", records, spoiled)
    first = Settled(records, spoiled, Decisions())
    decided = [
        Accepted(spoils.check, first.rows_of(each)[0], first.quote(each), "a reason", "somebody", date(2021, 5, 31))
        for each in spoils.findings[1:]
    ]
    left = Settled(records, spoiled, Decisions(accepted=tuple(decided))).without(spoils).row
    assert (left["level"], left["passed"], left["found"]) == ("warning", False, "1 exception")
    assert left["detail"].endswith(f"; {len(decided)} accepted")


# Footnotes


@pytest.mark.parametrize(
    ("title", "text", "passed"),
    [
        ("Bewust en weerbaar", "In 2019 begonnen, in 2021-2022 klaar; 20190 euro, 1.20191, 50 m2 en A2.", True),
        ("Fase 1", "Mail wijk1@ommen.nl, kijk op ommen.nl/plan1 of bel 020 1234567.", True),
        ("Bewust en weerbaar1", "Tekst", False),
        ("Bewust", "Zij werken aan weerbaarheid2 van de wijk.", False),
        ("Bewust", "Begonnen in 20191 met een plan.", False),
    ],
)
def test_a_digit_that_may_be_the_mark_of_a_footnote_is_told(
    title: str, text: str, passed: bool, records: Records, rows: Rows
) -> None:
    entry = rows["entries"][0] | {"title": title, "text": text}
    assert told("no_footnote_marks", records, {**rows, "entries": [entry]})["passed"] == passed
