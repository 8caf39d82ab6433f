"""Titles that may be none are told; those of the saved page and of the pages made from it are not."""

import pytest

from pipeline.check.outcomes import Places
from pipeline.check.titles import titles
from pipeline.records import Records
from pipeline.tables.schema import Row, Rows
from tests.datasets import saved_tables


def entry(n: int, title: str | None, municipality: str = "", project: str = "", text: str = "") -> Row:
    return {
        "entry_id": f"e{n}",
        "theme_id": "t",
        "text": text or f"Tekst {n}",
        "start": 0,
        "title": title,
        "municipality": municipality or f"Gemeente {n}",
        "project_id": project or f"p{n}",
    }


def named(*entries: Row) -> dict[str, str]:
    """The checks that fail, with what they name."""
    rows: Rows = {"entries": [*entries], "evidence": []}
    found = titles(rows, Places(saved_tables().records.page, rows))
    return {check.check: str(check.detail) for check in found if not check.passed}


OTHERS = [entry(n, title) for n, title in enumerate(["Bewust weerbaar", "De haven in beeld", "Samen sterk"], start=7)]


def test_nothing_is_told_of_the_saved_page(records: Records, rows: Rows) -> None:
    assert all(check.passed for check in titles(rows, Places(records.page, rows)))


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        ("Aanpak huisjesmelkers", False), ("AANPAK Huisjesmelkers!", False), ("De aanpak huisjesmelkers", False),
        ("Bestrijding huisjesmelkers", True), ("Aanpak van huisjesmelkers", True),
    ],
)  # fmt: skip
def test_unequal_titles_of_a_project_are_told_with_both(other: str, is_told: bool) -> None:
    found = named(entry(1, "Aanpak huisjesmelkers", project="p"), entry(2, other, project="p"), *OTHERS)
    assert found == ({"titles_of_a_project": f"entry e2: “{other}” and “Aanpak huisjesmelkers”"} if is_told else {})


def test_a_project_that_a_theme_has_twice_word_by_word_is_told() -> None:
    first = entry(1, "Samen", project="p", text="Tekst")
    assert named(first, entry(2, "Samen", project="p"), *OTHERS) == {}
    assert named(first, entry(2, "Samen", project="p", text="Tekst") | {"theme_id": "u"}, *OTHERS) == {}
    twice = named(first, entry(2, "Samen", project="p", text="Tekst"), *OTHERS)
    assert twice == {"project_once_a_theme": "entry e2"}


def test_one_title_at_three_municipalities_is_told() -> None:
    two = [entry(1, "Meer lezen"), entry(2, "Meer lezen!")]
    assert named(*two, *OTHERS) == {}
    assert named(*two, entry(3, "meer  lezen"), *OTHERS) == {
        "title_of_one_municipality": "entry e1; entry e2; entry e3"
    }
    assert named(*(entry(n, "Meer lezen", "Ommen", "p") for n in range(3)), *OTHERS) == {}


@pytest.mark.parametrize(
    "title",
    [
        "Laatst bijgewerkt: 12 mei 2021", "Stand van 12-05-2021", "Nieuws 3.4.21", "Meer op www.ommen.nl",
        "Zie https://ommen.nl", "Vragen aan j.jansen@ommen.nl",
    ],
)  # fmt: skip
def test_a_date_an_address_or_a_link_is_no_title(title: str) -> None:
    assert named(entry(1, title), *OTHERS) == {"title_is_no_date": "entry e1"}


TWELVE_WORDS = "Samen werken aan een veilige wijk met bewoners, ondernemers en alle scholen"


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        (" ".join(["woord"] * 41), True),
        (f"{TWELVE_WORDS}. De gemeente werkt", True),
        (f"{TWELVE_WORDS} en de gemeente samen", False),
        ("Weerbaar. Samen sterk", False),
    ],
)
def test_a_title_that_holds_text_as_well_is_told(title: str, is_told: bool) -> None:
    assert named(entry(1, title), *OTHERS) == ({"title_is_no_text": "entry e1"} if is_told else {})


@pytest.mark.parametrize("title", ["Weerbaar 2021", "Agenda 2020-2024", "Project 12 mei", "Nul meldingen in 1 jaar"])
def test_a_year_or_a_number_may_be_in_a_title(title: str) -> None:
    assert named(entry(1, title), *OTHERS) == {}


def test_a_word_that_more_than_half_of_the_titles_begin_with_is_told() -> None:
    half = [entry(n, title) for n, title in enumerate(["Deel wijk", "Deel haven", "Het deel dorp"])]
    assert named(*half, *OTHERS) == {}
    assert named(*half, *OTHERS[:2]) == {"titles_begin_differently": "entry e0; entry e1; entry e2"}


def test_a_project_that_is_repeated_counts_once() -> None:
    repeats = [entry(n, "Deel wijk", "Ommen", "p") for n in range(5)]
    assert named(*repeats, *OTHERS) == {}


def test_entries_without_title_are_told_elsewhere() -> None:
    assert named(*(entry(n, None) for n in range(5))) == {}
