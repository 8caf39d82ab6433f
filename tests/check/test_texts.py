"""Texts that hold a line that most have, or that end within sentences, are told; those of the saved page are not."""

import pytest

from tests.datasets import failed, tables

NAMES = ("Zwolle", "Tiel", "Gouda", "Almelo", "Venlo", "Breda")
TITLES = (
    "Samen sterk",
    "Oog voor de wijk",
    "Ken je risico",
    "Veilig besturen",
    "De haven in beeld",
    "De weerbare raad",
)


def page(text: str) -> bytes:
    """A page of six projects, each with this text."""
    projects = (
        f"<h3>{title}</h3><p>In de gemeente {name}:</p>{text}<p>Projectleider: Jan Jansen, j.jansen@voorbeeld.nl</p>"
        for name, title in zip(NAMES, TITLES, strict=True)
    )
    return f"<!DOCTYPE html><h2>Weerbaar bestuur en organisatie</h2>{''.join(projects)}".encode()


SENTENCES = "<p>De gemeente traint haar medewerkers.</p><p>Daarna volgt een bijeenkomst.</p>"


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        (SENTENCES, False),
        (f"<p>Klik voor meer</p>{SENTENCES}", True),
        (f"{SENTENCES}<a href='/x'>Nog een stap</a>{SENTENCES}", True),
        (f"<h4>Aanleiding</h4>{SENTENCES}", False),
        (f"<p>Looptijd: 2019-2021</p>{SENTENCES}", False),
    ],
)
def test_a_short_line_that_most_texts_have_is_told(text: str, is_told: bool) -> None:
    assert ("line_of_one_text" in failed(tables(page(text)), "warning")) == is_told


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        (SENTENCES, False),
        (
            "<p>De gemeente traint<br>haar medewerkers en<br>bestuurders, en vraagt<br>daarna wat dat opleverde.</p>",
            True,
        ),
        ("<p>De gemeente let op:</p><ul><li>de haven</li><li>de wijk</li></ul>", False),
    ],
)
def test_lines_that_end_within_sentences_are_told(text: str, is_told: bool) -> None:
    assert ("lines_end_sentences" in failed(tables(page(text)), "warning")) == is_told
