"""What is in nearly every title at the same place is no part of any, whatever it is and however a page writes it."""

from dataclasses import replace

import pytest

from tests.datasets import Dataset, tables
from tests.pages.expected import Expected
from tests.pages.irregular import HTML, Irregular, as_text, made
from tests.pages.markups.page import Entry, Theme
from tests.scoring import score

LABELS = {
    "label": "Project: {title}",
    "article": "Het project: {title}",
    "number": "Project {n}. {title}",
    "name": "Project {name}: {title}",
    "bullet": "• Project: {title}",
    "plural": "Projecten: {title}",
    "quotation marks": "“{title}”",
    "label and quotation marks": "Project: “{title}”",
    "wide colon": "Project：{title}",
    "another word": "Wat: {title}",
    "name and label": "{name} – Project: {title}",
    "counted": "{n}. {title}",
}


def written(label: str, form: str, at: int | None = None) -> tuple[Dataset, list[Expected]]:
    """The saved page with another label before each title, or before the one at a position only."""
    page, count = made(0, 0, form), 0

    def of_entry(part: Entry | str) -> Entry | str:
        nonlocal count
        if not isinstance(part, Irregular):
            return part
        count += 1
        line = label.format(title=part.expected.title, name=part.municipality, n=count)
        return replace(part, title=line) if at in (None, count) else part

    def of_theme(theme: Theme) -> Theme:
        return replace(theme, parts=tuple(map(of_entry, theme.parts)))

    page = replace(page, themes=tuple(map(of_theme, page.themes)))
    write = as_text if form == "text" else HTML[0]
    return tables(write(page)), [entry.expected for entry in page.entries if isinstance(entry, Irregular)]


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS)
def test_a_label_of_all_titles_is_no_part_of_them(label: str, form: str) -> None:
    found, expected = written(label, form)
    assert score(expected, found)[1] == []


@pytest.mark.parametrize("label", ["Porject: {title}", "Projet: {title}", "PROJECT: {title}"])
@pytest.mark.parametrize("form", ["text", "html"])
def test_a_typing_error_in_the_label_of_all_leaves_it_a_label(label: str, form: str) -> None:
    found, expected = written(label, form, at=5)
    assert score(expected, found)[1] == []


def test_another_word_before_one_title_is_a_part_of_it() -> None:
    found, expected = written("Traject: {title}", "text", at=5)
    title = f"Traject: {expected[4].title}"
    assert [row["title"] for row in found.rows["entries"]][4] == title


@pytest.mark.parametrize(
    ("label", "told"), [("“{title}”", ["“", "”"]), ("Wat {n}: {title}", ["Wat 0:"]), ("{title}", [])]
)
def test_what_is_on_most_titles_is_told_once(label: str, told: list[str]) -> None:
    found, _ = written(label, "html")
    rows = [row for row in found.rows["checks"] if row["check"] == "title_signs"]
    assert [row["found"] for row in rows] == [f"“{sign}”" for sign in told]
    assert all(row["level"] == "info" for row in rows)
