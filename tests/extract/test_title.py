"""What is in nearly every title at the same place is no part of any, whatever it is and however a page writes it."""

import pytest

from tests.datasets import Dataset, tables
from tests.pages.expected import Expected
from tests.pages.title_labels import LABELS, labelled
from tests.scoring import score


def written(label: str, form: str, at: int | None = None) -> tuple[Dataset, list[Expected]]:
    data, expected = labelled(label, form, at)
    return tables(data), expected


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS)
def test_a_label_of_all_titles_is_no_part_of_them(label: str, form: str) -> None:
    found, expected = written(label, form)
    assert score(expected, found)[1] == []


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("label", [label for name, label in LABELS.items() if name != "counted"])
def test_a_label_of_most_titles_tells_them_on_an_irregular_page(label: str, form: str) -> None:
    """Numbers alone do not: the lists in texts have them, too."""
    data, expected = labelled(label, form, p=0.15)
    assert score(expected, tables(data))[1] == []


@pytest.mark.parametrize("label", ["Porject: {title}", "Projet: {title}", "PROJECT: {title}"])
@pytest.mark.parametrize("form", ["text", "html"])
def test_a_typing_error_in_the_label_of_all_leaves_it_a_label(label: str, form: str) -> None:
    found, expected = written(label, form, at=5)
    assert score(expected, found)[1] == []


@pytest.mark.parametrize("sign", [":", " –", ";", " 3."])
def test_a_typing_error_in_a_label_is_told_by_the_label_whatever_sign_is_after_it(sign: str) -> None:
    data, expected = labelled(f"Project{sign} {{title}}", "text")
    wrong = data.replace(f"Project{sign}".encode(), f"Projekt{sign}".encode(), 1)
    assert score(expected, tables(wrong))[1] == []


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


@pytest.mark.parametrize(
    ("titles", "first"),
    [
        (["Ommen: samen sterk", "Veilig buiten", "Met elkaar"], "Ommen: samen sterk"),
        (["Ommen: samen sterk", "Raalte: veilig buiten", "Met elkaar"], "samen sterk"),
        (["Ommen: Samen sterk", "Veilig buiten", "Met elkaar"], "Samen sterk"),
    ],
)
def test_a_municipality_before_one_title_alone_is_of_it_where_the_title_goes_on(titles: list[str], first: str) -> None:
    project = "<h3>{}</h3><p>De gemeente {} gaat aan de slag.</p><p>Contact: Jan Vos, j.vos@{}.nl</p>"
    names = ["Ommen", "Raalte", "Kampen"]
    body = "".join(project.format(title, name, name.lower()) for title, name in zip(titles, names, strict=True))
    entries = tables(f"<!DOCTYPE html><main>{body}</main>".encode()).rows["entries"]
    assert (entries[0]["title"], [row["municipality"] for row in entries]) == (first, names)
