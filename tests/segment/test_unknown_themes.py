"""Themes that the source does not know are told by what is below their headings."""

from collections.abc import Sequence

import pytest

from tests.datasets import tables

THEMES = ("De organisatie", "De wijk")
ENTRIES = {
    "headings with labels": "<h3>{title}</h3><p>Gemeente: {name}</p>{text}",
    "panels": "<details><summary>{title}</summary><p>Gemeente: {name}</p>{text}</details>",
    "list": "<ul><li><strong>{title}</strong><p>Gemeente: {name}</p>{text}</li></ul>",
    "names of owners": "<h3>Gemeente {name}</h3><h4>{title}</h4>{text}",
}
NAMES = ("Ommen", "Raalte", "Kampen", "Dalfsen", "Staphorst", "Deventer", "Olst-Wijhe", "Hellendoorn")


def themes(form: str, headings: Sequence[str], change: tuple[str, str] = ("", "")) -> list[str | None]:
    """The themes of sixteen entries of a form, eight below each heading, where a text is changed for another."""
    text = "<p>De gemeente {name} gaat aan de slag.</p><p>Contact: Jan Vos, j.vos@{domain}.nl</p>"
    body = "".join(
        f"<h2>{heading}</h2>"
        + "".join(
            ENTRIES[form].format(title=f"Samen {n}", name=name, text=text.format(name=name, domain=name.lower()))
            for n, name in enumerate(NAMES)
        )
        for heading in headings
    )
    page = f"<!DOCTYPE html><main>{body.replace(*change)}</main>"
    return [row["theme"] for row in tables(page.encode()).rows["entries"]]


@pytest.mark.parametrize("form", ["headings with labels", "panels", "list"])
def test_the_few_headings_above_titles_are_themes_whatever_else_is_above_others(form: str) -> None:
    assert themes(form, THEMES) == [theme for theme in THEMES for _ in NAMES]


def test_a_heading_below_the_level_of_a_known_theme_is_none() -> None:
    known = ("Weerbaar bestuur en organisatie", "Gebiedsgerichte aanpak ondermijning")
    change = ("Gemeente Kampen", "Waterschap Salland")
    assert themes("names of owners", known, change) == [theme for theme in known for _ in NAMES]
