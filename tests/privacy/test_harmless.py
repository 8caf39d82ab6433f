"""The public edition is not refused for edits that name nobody, whatever they shift."""

import argparse
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.privacy import public_edition
from tests.editions.material import write
from tests.pages.changes import as_text, replace
from tests.pages.markups import saved_text
from tests.privacy.public import public_tables

INTRODUCTION = "Om de aanpak van weerbaar bestuur"
# What an editor may write anywhere: counts, money, years, places, streets, municipal numbers, words with a capital.
SENTENCES = (
    "Er zijn 14073 inwoners en 140182 meldingen.",
    "Dat kostte € 100.000 in 2019-2021, of 14.010 euro per jaar.",
    "Bel 14 0412 voor meer informatie.",
    "Op 12 mei 2021 om 10.30 uur was er een bijeenkomst in het gemeentehuis.",
    "Zie https://www.rijksoverheid.nl/documenten/2021/05/12/140412 voor het rapport.",
    "Het College van B en W heeft dit vastgesteld. De Raad stemde in.",
    "Dit is ISO 27001 en artikel 2.10a van de wet, versie 1.2.3-140412.",
    "In de Bibob-toets staat 06:30 tot 18:00 uur als openingstijd.",
    "Wij werken samen met de politie, het RIEC en de Belastingdienst.",
    "Dossiers komen door de Koninklijke Marechaussee in iBase en Analyst’s Notebook te staan.",
    "De aanpak van Openbare Orde en Veiligheid is er met de Stuurgroep Weerbare Samenleving.",
    "Mail naar info@gouda.nl of bestuur@zwolle.nl voor vragen.",
)


def at_paragraph(text: str, number: int, sentence: str) -> str:
    """The page with a sentence at the end of one of its longer paragraphs."""
    lines = text.split("\n")
    paragraphs = [n for n, line in enumerate(lines) if len(line) > 120]
    n = paragraphs[number % len(paragraphs)]
    return "\n".join([*lines[:n], f"{lines[n]} {sentence}", *lines[n + 1 :]])


@cache
def bars_before() -> int:
    return public_tables(saved_text())[1].count("█")


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 200), st.sampled_from(SENTENCES)), min_size=1, max_size=6))
def test_edits_that_name_nobody_leave_nothing_to_refuse(edits: list[tuple[int, str]]) -> None:
    text = saved_text()
    for number, sentence in edits:
        text = at_paragraph(text, number, sentence)
    _, shown = public_tables(text)
    assert shown.count("█") == bars_before()
    assert all(sentence in shown for _, sentence in edits)


def test_a_name_that_is_an_english_word_is_none_in_what_is_said_of_the_data(tmp_path: Path) -> None:
    """Jan ten Have leads a project; the report says "would have"."""
    assert public_edition.run(argparse.Namespace(out=write(tmp_path, as_text("added")))) == 0


@pytest.mark.parametrize("shift", [1, 14_000])
def test_no_offset_is_taken_for_a_number(shift: int, tmp_path: Path) -> None:
    """Offsets as 14010 and 140182 look like municipal numbers, and hashes hold anything."""
    text = replace(saved_text(), INTRODUCTION, f"{'Een goed bestuur is weerbaar. ' * (shift // 30 + 1)}{INTRODUCTION}")
    assert public_edition.run(argparse.Namespace(out=write(tmp_path, text.encode()))) == 0
