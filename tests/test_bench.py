"""The measurements run and say what they promise; how fast is for `make bench` to tell."""

import subprocess
import sys

import pytest

from tests.bench_reading import PAGES, TOOLS, alone, unseen_pages
from tests.bench_stages import Stages, profile
from tests.dedupe.repeats import Maker, recognition
from tests.measuring import ROOT, Bound
from tests.segment.test_blocks import CONTACT, with_text


def test_every_measurement_is_printed_with_its_bound() -> None:
    # In a process of its own: between runs memory is tidied up, and that of a process of tests is large.
    command = [sys.executable, "-m", "tests.bench", "--quick"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    for said in (
        *(f"A page to records: {page}, " for page in PAGES),
        "alone, ms    in turns, ms",
        "at most 7 ",
        "at most 5 (aim)",
        "at most 12",
        "at most 8 (aim)",
        "at least 6",
        "at least 1 ",
        "segment: facts",
        "at most 1.5",
        "at most 1 (aim)",
        "at most 1.35",
        "at least 0.99",
        "wrong merges",
    ):
        assert said in printed


def test_no_tool_reads_a_page_that_another_has_read() -> None:
    for page in PAGES:
        pages = unseen_pages(page, 5)
        assert len(set(pages)) == 5
        assert {len(each) for each in pages} == {len(pages[0])}


def test_a_page_is_measured_from_the_first_on_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def of_process(*arguments: str) -> dict[str, float]:
        asked.append(arguments)
        return {arguments[1]: float(len(asked))}

    monkeypatch.setattr("tests.bench_reading.of_process", of_process)
    found = alone("site", 3, 3)
    assert asked == [("tests.bench_reading", name, "site", "3") for _ in range(3) for name in TOOLS]
    assert list(found.values()) == [5, 6, 7, 8]


def test_the_stages_of_reading_add_up() -> None:
    measured = {"decode": 1, "parse": 2, "read": 10, "segment": 9, "facts": 3, "label": 7, "blocks": 1}
    found = profile({**measured, "names": 2, "contacts": 4, "extract": 11, "whole": 30})
    assert found["decode"] + found["parse"] + found["content and walk"] == measured["read"]
    assert found["segment: facts"] + found["segment: decoding, with habits"] == measured["label"]
    assert found["names and titles"] + found["contacts"] + found["rest of extract"] == 11


def test_every_stage_runs_on_what_comes_before_it() -> None:
    """On a page with lines right after an entry that may be of it, which the blocks depend on."""
    stages, data = Stages(), with_text(CONTACT, "Er is veel overleg met bewoners in de wijk.")
    for before, stage in stages.measured().values():
        stage(before(data))
    assert stages.blocks(stages.labelled(data)) == stages.segmented(data)[1]


def test_a_bound_is_of_what_was_found_and_not_of_what_is_beside_it() -> None:
    assert Bound("ratio", 6, at_most=7, beside=9).row == ("ratio", "6", "9", "at most 7", "met")
    assert Bound("ratio", 8, at_most=7, beside=6).row[-1] == "NOT MET"
    assert Bound("ratio", 8, at_most=7, aim=True).row[-1] == "missed"


def test_planted_repeats_are_found_and_nothing_is_merged_that_differs() -> None:
    outcome = recognition(2_000)
    assert outcome.recall >= 0.99
    assert outcome.wrong == 0


def test_the_same_seed_makes_the_same_entries() -> None:
    assert Maker(1).entries(50) == Maker(1).entries(50)
    assert Maker(1).entries(50) != Maker(2).entries(50)


def test_every_kind_of_repeat_is_planted() -> None:
    _, projects, how = Maker().entries(2_000)
    assert set(how) == {"first", *Maker().perturbations}
    assert 0.5 < len(set(projects)) / len(projects) < 0.9
