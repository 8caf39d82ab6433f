"""Which projects of a page are those of an earlier one."""

import pytest

from pipeline.dedupe.again import found_again
from pipeline.records import Entry
from tests.datasets import reference
from tests.dedupe.test_projects import PARAGRAPHS, entry

TEXT, OTHER = "\n".join(PARAGRAPHS[:2]), "\n".join(PARAGRAPHS[2:])
VERSION = f"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]} Dat gaat goed, en wordt voortgezet."


def again(then: list[Entry], now: list[Entry]) -> dict[int, int]:
    return found_again(then, now, reference().current)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (entry("Samen sterk", TEXT), entry("Samen sterk", OTHER)),
        (entry("Samen sterk", TEXT), entry("De wijk aan zet", TEXT)),
        (entry("Samen sterk", TEXT), entry("De wijk aan zet", VERSION)),
        (entry("De aanpak van drugs op school", TEXT), entry("De aanpak van drugs op scholen", OTHER)),
        (entry("Samen sterk", TEXT, "Uden"), entry("Samen sterk", VERSION, "Maashorst")),
        (entry("Samen sterk", TEXT, None), entry("Samen sterk", TEXT, "Ommen")),
        (entry("Samen sterk", TEXT, "Ede"), entry("Samen sterk", TEXT, "Ommen")),
    ],
    ids=["text", "title", "title and words", "words of a title", "merged", "found", "corrected"],
)
def test_a_project_that_was_edited_is_the_same(then: Entry, now: Entry) -> None:
    assert again([then], [now]) == {0: 0}


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (entry("Samen sterk", TEXT), entry("De wijk aan zet", OTHER)),
        (entry("Samen sterk", TEXT, "Ede"), entry("Samen sterk", VERSION, "Ommen")),
        (entry("Samen sterk", TEXT, None), entry("Samen sterk", OTHER, "Ommen")),
        (entry("Fase 1", "Beschrijving volgt."), entry("Fase 2", "Beschrijving volgt.")),
    ],
    ids=["another", "copied by a neighbour", "same title of nobody", "numbers"],
)
def test_another_project_is_not(then: Entry, now: Entry) -> None:
    assert again([then], [now]) == {}


def test_one_that_took_the_title_of_another_is_not_that() -> None:
    then = [entry("Samen sterk", TEXT)]
    now = [entry("Samen sterk", OTHER), entry("De wijk aan zet", VERSION)]
    assert again(then, now) == {1: 0}


def test_of_two_that_fit_the_later_is_taken() -> None:
    assert again([entry("Samen sterk", TEXT), entry("Samen sterk", TEXT)], [entry("Samen sterk", TEXT)]) == {0: 1}


def test_of_very_many_projects_of_one_municipality_each_that_was_edited_is_found() -> None:
    names = [f"{letter}{other}" for letter in "bdfghjklmn" for other in "aeiou"]
    titles = [f"Aanpak {one}ring {other}ling" for one in names for other in names[:3]]
    then = [entry(title, f"{TEXT} Het gaat om {title}.") for title in titles]
    now = [entry(title, f"{VERSION} Het gaat om {title}.") for title in titles]
    assert again(then, now) == {n: n for n in range(len(titles))}
