"""The measurements run and say what they promise; how fast is for `make bench` to tell."""

import pytest

from tests.bench import main
from tests.repeats import Maker, recognition


def test_every_measurement_is_printed_with_its_bound(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--quick"])
    printed = capsys.readouterr().out
    for said in (
        "at most 10",
        "at least 4",
        "at least 1 ",
        "at most 1.35",
        "at most 1.5",
        "at least 0.99",
        "wrong merges",
    ):
        assert said in printed


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
