"""Whatever comes first: what is saved says the same of what the page was, and when."""

import random
from itertools import groupby
from pathlib import Path

import pytest

from pipeline.snapshots.again import CAME_AGAIN
from pipeline.snapshots.captured import distinct
from pipeline.snapshots.snapshot import REJECTED, snapshots
from pipeline.snapshots.store import Capture, add

TEXTS = {letter: f"Wat de pagina {letter} zegt.\n".encode() for letter in "abc"}


def saved(raw: Path) -> str:
    letters = {text: letter for letter, text in TEXTS.items()}
    return "".join(letters[one.read()] for one in distinct(snapshots(raw)))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("course", ["aba", "aabaa", "abab", "abcba", "abbacaaabc"])
def test_content_that_comes_back_does_so_in_whatever_order_captures_come(
    course: str, seed: int, tmp_path: Path
) -> None:
    captures = [
        Capture(TEXTS[letter], "https://example.nl/", {"how": "file"}, f"2022-01-{day:02}T00:00:00Z")
        for day, letter in enumerate(course, start=1)
    ]
    for capture in random.Random(seed).sample(captures, len(captures)):
        add(tmp_path, capture)
    assert saved(tmp_path) == "".join(letter for letter, _ in groupby(course))


def test_a_line_that_was_not_written_to_its_end_costs_no_other(tmp_path: Path) -> None:
    first, between, again = (
        Capture(TEXTS[letter], "https://example.nl/", {"how": "file"}, f"2022-01-0{day}T00:00:00Z")
        for letter, day in (("a", 1), ("b", 2), ("a", 3))
    )
    add(tmp_path, first)
    noted = tmp_path / REJECTED / CAME_AGAIN
    noted.parent.mkdir()
    noted.write_text('[]\n{"sha256": null}\n{"sha256', encoding="utf-8")
    assert add(tmp_path, again) == []
    assert len(add(tmp_path, between)) == 2
    assert saved(tmp_path) == "aba"
