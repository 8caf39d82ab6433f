"""The layouts of other sites and other hands give the tables of the saved page, and what changes in them is found."""

from dataclasses import replace

import pytest

from tests.datasets import OFFSETS, Dataset, contacts, content, entry, failed, of_entries, saved_tables, tables
from tests.pages import changes
from tests.pages.cards import CARDS
from tests.pages.layouts import (
    ARTICLES,
    BOLD_LABELS_ALONE,
    BOLD_TITLES,
    BY_MUNICIPALITY,
    HEADINGS,
    KICKERS,
    LABELS_ALONE,
    LAYOUTS,
    LINES,
    NO_LABELS,
    OTHER,
    PANELS,
    PLACES,
    TAILS,
    UNLABELLED,
    WITH_NOTES,
    each,
    lines,
    wrapped,
)  # fmt: skip
from tests.pages.markups import in_markup, saved_text, split
from tests.pages.markups.page import Entry, Page
from tests.pages.templates import Writer

SAVED = saved_tables()
RENAMED = {
    "Gebiedsgerichte aanpak ondermijning": "Aanpak in de wijk",
    "Weerbaar bestuur en organisatie": "Sterk van binnen",
    "Antidemocratische gedragingen": "Leven met verschillen",
}
SECOND = Entry(
    "Zwolle",
    "Bewoners aan zet",
    ("Net als in de gemeente Ommen kijken bewoners mee.",),
    "Projectleider: Jan Jansen, j.jansen@minbzk.nl",
)


def counts(dataset: Dataset) -> tuple[int, ...]:
    """Entries, projects, themes, contacts."""
    return tuple(len(dataset.rows[table]) for table in ("entries", "projects", "themes", "contacts"))


def with_second_project(second: Entry = SECOND) -> Page:
    """The saved page with a project after Zwolle's first whose text names another municipality."""
    page = split(saved_text())
    parts = list(page.themes[0].parts)
    at = next(n for n, part in enumerate(parts) if isinstance(part, Entry) and part.municipality == "Zwolle")
    first = replace(page.themes[0], parts=(*parts[: at + 1], second, *parts[at + 1 :]))
    return replace(page, themes=(first, *page.themes[1:]))


@pytest.mark.parametrize("name", [*LAYOUTS, *CARDS])
def test_the_page_gives_the_same_tables_in_any_layout(name: str) -> None:
    found = tables(in_markup({**LAYOUTS, **CARDS}[name]))
    without = OFFSETS | OTHER.get(name, frozenset())
    rows, expected = content(found, without), content(SAVED, without)
    if name in WITH_NOTES:
        rows, expected = of_entries(rows), of_entries(expected)
    for table in expected:
        assert rows[table] == expected[table], table
    assert failed(found) == []
    runs_on = ["paragraphs_apart"] * (name == "wrapped without empty lines")  # right, but not for sure
    foot = ["left_out_like"] * (name == "the foot of a site beside something")
    assert failed(found, "warning") == ["address_one_spelling", *foot, *runs_on]


@pytest.mark.parametrize("name", [*LAYOUTS, *CARDS])
def test_a_theme_that_the_source_does_not_list_is_one_in_any_layout(name: str) -> None:
    found = tables(in_markup({**LAYOUTS, **CARDS}[name], changes.theme_added))
    assert counts(found)[:3] == (33, 28, 4)
    assert found.rows["themes"][-1]["theme"] == "Digitale weerbaarheid"
    assert [row["municipality"] for row in found.rows["entries"][-2:]] == ["Ommen", "Best"]


@pytest.mark.parametrize("name", ["bold municipality, bold title", "lines below a municipality", "a box as button"])
def test_a_title_without_a_name_above_it_is_no_name_where_others_have_one(name: str) -> None:
    text = "Ook kijken bewoners mee met de aanpak in hun wijk, en denken zij mee over wat er daarna nodig is."
    second = replace(SECOND, municipality="", nodes=(text,))
    found = tables({**LAYOUTS, **CARDS}[name](with_second_project(second)))
    assert counts(found)[0] == 32
    assert found.rows["entries"][10]["title"] == SECOND.title


@pytest.mark.parametrize("name", [*LAYOUTS, *CARDS])
def test_a_municipality_in_no_table_is_null_in_any_layout(name: str) -> None:
    found = tables(in_markup({**LAYOUTS, **CARDS}[name], changes.unknown_municipality))
    assert counts(found)[:3] == (31, 26, 3)
    assert entry(found, None)["position"] == entry(SAVED, "Deventer")["position"]


@pytest.mark.parametrize(
    ("name", "title", "municipality"),
    [
        ("municipality after the title, in brackets", "Samen sterk", "Bergen (L.)"),
        ("a badge after the title", "Samen sterk, fase 2", "Ommen"),
    ],
)
def test_a_municipality_after_a_title_is_no_part_of_it(name: str, title: str, municipality: str) -> None:
    page = split(saved_text())
    theme = page.themes[0]
    first = replace(theme, parts=(replace(SECOND, title=title, municipality=municipality), *theme.parts))
    found = tables({**LAYOUTS, **CARDS}[name](replace(page, themes=(first, *page.themes[1:])))).rows["entries"][0]
    assert (found["title"], found["municipality"]) == (title, municipality)


@pytest.mark.parametrize(
    "title",
    [
        "{title} ({municipality})", "{title} (gemeente {municipality})", "{municipality} – {title}",
        "<p>{municipality}: {title}</p>", "<strong>{title}</strong> | {municipality}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", ["Project", "Titel", "Projectnaam"])
def test_a_municipality_in_a_column_of_titles_is_no_part_of_them(title: str, head: str) -> None:
    row = f"<tr><td>{title}</td><td>{{text}}</td><td>{{contact}}</td></tr>"
    table = f"<table><thead><tr><th>{head}<th>Beschrijving<th>Contact</thead>{{}}</table>"
    found = tables(in_markup(each(row, frame=table)))
    assert counts(found) == counts(SAVED)
    assert [(row["municipality"], row["title"]) for row in found.rows["entries"]] == [
        (row["municipality"], row["title"]) for row in SAVED.rows["entries"]
    ]


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_text_with_short_paragraphs_that_was_wrapped_is_whole_again(gap: str) -> None:
    """The width cuts a name in the contact, whose second line has no room for the heading of a theme after it."""
    contact = (
        "Projectleider: Jan Jansen, jan.jansen@ommen.nl en Karel van den Veldekamperweg, "
        "beleidsadviseur openbare orde en veiligheid, 06-12345678"
    )
    texts = ("De gemeente Ommen werkt met bewoners aan een plan.", "Dat plan is bijna klaar.", "Het loopt goed.")
    page = split(saved_text())
    parts = [[part for part in theme.parts if isinstance(part, Entry)] for theme in page.themes]
    themes = tuple(
        replace(theme, parts=tuple(replace(part, nodes=texts, contact=contact) for part in own))
        for theme, own in zip(page.themes, parts, strict=True)
    )
    short = replace(page, themes=themes)
    found, expected = content(tables(wrapped(short, gap))), content(tables(lines(LINES)(short)))
    assert {**found, "notes": []} == {**expected, "notes": []}


@pytest.mark.parametrize("name", TAILS)
def test_the_foot_of_a_site_is_no_contact_and_no_entry(name: str) -> None:
    found = tables(in_markup(TAILS[name]))
    assert of_entries(content(found)) == of_entries(content(SAVED))
    assert found.rows["notes"][-1]["text"].startswith("Contact\nPrivacy")


@pytest.mark.parametrize("name", ["paragraphs", "lines"])
def test_the_foot_of_a_site_is_no_contact_of_an_entry_that_has_none(name: str) -> None:
    def without_the_last(text: str) -> str:
        before, _, last = text.rpartition("\nProjectleider")
        return before + last[last.find("\n") :]

    found = tables(in_markup(TAILS[name], without_the_last))
    assert found.rows["entries"][-1]["contact_line"] is None
    assert found.rows["notes"][-1]["text"].startswith("Contact\nPrivacy")


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_titled_by_its_project_needs_no_contact(name: str) -> None:
    found = tables(in_markup(PANELS[name], changes.contact_missing))
    assert counts(found) == (31, 26, 3, 40)
    assert entry(found, "Haarlem")["title"] == "Bestuurlijke weerbaarheid"
    assert entry(found, "Haarlem")["contact_line"] is None


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_titled_by_its_project_may_have_any_contact_label(name: str) -> None:
    found = tables(in_markup(PANELS[name], changes.unknown_label))
    assert counts(found) == (31, 26, 3, 41)
    assert contacts(found, entry(found, "Deventer")) == contacts(SAVED, entry(SAVED, "Deventer"))
    assert [row["found"] for row in found.rows["checks"] if row["check"] == "contact_label_known"] == ["Trekker"]


@pytest.mark.parametrize("write", [BOLD_TITLES, LABELS_ALONE, BOLD_LABELS_ALONE])
def test_a_bold_title_needs_no_contact(write: Writer) -> None:
    found = tables(in_markup(write, changes.contact_missing))
    assert counts(found) == (31, 26, 3, 40)
    assert entry(found, "Haarlem")["contact_line"] is None


def test_the_footer_of_an_article_may_have_any_contact_label() -> None:
    found = tables(in_markup(KICKERS, changes.unknown_label))
    assert contacts(found, entry(found, "Deventer")) == contacts(SAVED, entry(SAVED, "Deventer"))


@pytest.mark.parametrize("name", ["each project for two screens", "the page for two screens"])
def test_what_is_there_for_two_screens_needs_no_contact(name: str) -> None:
    assert counts(tables(in_markup(CARDS[name], changes.contact_missing))) == (31, 26, 3, 40)


@pytest.mark.parametrize("write", [PLACES, KICKERS])
def test_a_municipality_in_no_table_is_found_above_its_title_as_any_other(write: Writer) -> None:
    found = tables(in_markup(write, changes.unknown_municipality))
    assert counts(found) == (31, 26, 3, 41)
    assert entry(found, None)["title"] == entry(SAVED, "Deventer")["title"]


def test_a_page_without_any_label_has_its_contacts_in_lines_with_addresses() -> None:
    found = tables(in_markup(NO_LABELS))
    assert counts(found) == (31, 26, 3, 41)
    assert [row["title"] for row in found.rows["entries"]] == [row["title"] for row in SAVED.rows["entries"]]
    assert [row["email"] for row in found.rows["contacts"]] == [row["email"] for row in SAVED.rows["contacts"]]


def test_the_municipality_above_one_article_is_not_that_of_the_next() -> None:
    named = in_markup(ARTICLES).replace(b"<article>", b"<article><h3>Bonaire</h3>", 1)
    assert content(tables(named)) == content(SAVED)


@pytest.mark.parametrize("write", [UNLABELLED, LABELS_ALONE])
@pytest.mark.parametrize("change", [changes.theme_added, changes.theme_added_without_aim])
def test_a_new_theme_is_found_by_its_heading_alone(change: changes.Change, write: Writer) -> None:
    found = tables(in_markup(write, change))
    assert counts(found) == (33, 28, 4, 44)
    assert (found.rows["themes"][-1]["theme"], found.rows["themes"][-1]["entries"]) == ("Digitale weerbaarheid", 2)
    assert [row["title"] for row in found.rows["entries"]][-2:] == ["Veilig buitengebied", "Beste buren"]


def test_a_new_theme_that_its_cards_name_again_is_one() -> None:
    found = tables(in_markup(CARDS["a theme above each title"], changes.theme_added))
    assert content(found) == content(tables(changes.as_text("theme_added")))


@pytest.mark.parametrize(("write", "renamed"), [(UNLABELLED, 1), (HEADINGS, 3)])
def test_renamed_themes_are_found_by_their_headings(write: Writer, renamed: int) -> None:
    def rename(text: str) -> str:
        for old, new in list(RENAMED.items())[:renamed]:
            text = changes.replace(text, f"\n{old}\nProject", f"\n{new}\nProject")
        return text

    found = tables(in_markup(write, rename))
    assert {row["theme"] for row in found.rows["themes"]} >= set(list(RENAMED.values())[:renamed])
    assert [row["entries"] for row in found.rows["themes"]] == [10, 15, 6]
    assert [row["title"] for row in found.rows["entries"]] == [row["title"] for row in SAVED.rows["entries"]]


@pytest.mark.parametrize("name", BY_MUNICIPALITY)
def test_a_municipality_above_several_projects_is_that_of_each(name: str) -> None:
    found = tables(BY_MUNICIPALITY[name](with_second_project()))
    assert counts(found) == (32, 27, 3, 42)
    second = entry(found, "Zwolle", 2)
    assert (second["title"], second["text"], second["contact_line"]) == (SECOND.title, SECOND.nodes[0], SECOND.contact)
    assert [row["municipality"] for row in found.rows["mentions"] if row["entry_id"] == second["entry_id"]] == ["Ommen"]
    others = [row for row in found.rows["entries"] if row is not second]
    for column in ("municipality", "title", "text", "contact_line"):
        assert [row[column] for row in others] == [row[column] for row in SAVED.rows["entries"]], column
