"""Repairs of the source: each proves that its flaw is still there."""

from dataclasses import replace
from hashlib import sha256

import pytest

from pipeline.definition.source import Repair, Source
from pipeline.read.page import prove_repairs, read_page
from pipeline.records import Refusal

FLAWED = b"Voor:\n- Ee\nn ding en meer\n- Ander"
REPAIR = Repair("cut", "Voor:", "- Ee\nn ding", "- Een ding", "why", 1, (sha256(FLAWED).hexdigest(),))


def mended(data: bytes, source: Source, repair: Repair = REPAIR) -> list[str]:
    repaired = replace(source, repairs=(repair,))
    page = read_page(data, repaired)
    prove_repairs(page, repaired)
    return [line.text for line in page.lines]


def test_a_repair_mends_its_flaw_and_nothing_else(source: Source) -> None:
    assert mended(FLAWED, source) == ["Voor:", "- Een ding en meer", "- Ander"]


def test_a_repair_that_matches_nothing_on_its_page_refuses(source: Source) -> None:
    other = b"Voor:\n- Een ding en meer"
    with pytest.raises(Refusal, match=r"'cut'.*source.toml"):
        mended(other, source, replace(REPAIR, pages=(sha256(other).hexdigest(),)))


def test_a_repair_that_matches_more_often_than_expected_refuses(source: Source) -> None:
    twice = FLAWED + b"\n" + FLAWED
    with pytest.raises(Refusal, match="2 times"):
        mended(twice, source, replace(REPAIR, pages=(sha256(twice).hexdigest(),)))


def test_on_any_other_page_the_flaw_is_mended_where_it_is(source: Source) -> None:
    assert mended(b"Meer\n" + FLAWED, source) == ["Meer", "Voor:", "- Een ding en meer", "- Ander"]
    assert mended(b"Elders:\n- Ee\nn ding", source) == ["Elders:", "- Ee", "n ding"]
    assert mended(b"Voor:\n- Ee", source) == ["Voor:", "- Ee"]


def test_every_listed_repair_says_why(source: Source) -> None:
    for repair in source.repairs:
        assert repair.name
        assert repair.why.endswith(".")
        assert repair.expect > 0


def test_the_one_repair_of_the_saved_page_is_told(rows: dict[str, list[dict[str, object]]]) -> None:
    assert [row["found"] for row in rows["checks"] if row["check"] == "repair"] == ["1 time"]
