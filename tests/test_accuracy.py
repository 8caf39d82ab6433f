"""Irregular pages are read within bounds; the pages are what they are said to be, and the score finds what is wrong."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from pipeline.tables.schema import Row
from tests.accuracy import DOCS, in_words, main, percent
from tests.datasets import Dataset, saved_tables, tables
from tests.pages.expected import Expected, expected
from tests.pages.irregular import AFTER, CLOSINGS, HTML, ITEMS, LABELS, SUBHEADINGS, irregular
from tests.pages.made import GROUPS, PROBABILITIES
from tests.pages.markups import saved_text, split
from tests.scoring import Difference, Score, entries, score

FORMS = ("text", "html")
SEEDS = range(len(HTML))  # each markup once
SAVED = expected(split(saved_text()))


# What is asked of the tables


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("p", "most_lost_and_invented", "least_right"),
    [(0.05, 0.002, 0.985), (0.15, 0.006, 0.975), (0.3, 0.02, 0.955)],
)
def test_irregular_pages_are_read_within_bounds(
    p: float, most_lost_and_invented: float, least_right: float, form: str
) -> None:
    found = of_irregular(p, form)
    assert (found.lost + found.invented) / found.entries <= most_lost_and_invented
    assert found.right / found.fields >= least_right


def of_irregular(p: float, form: str) -> Score:
    pages = [irregular(seed, p, form) for seed in SEEDS]
    return sum((score(wanted, tables(data))[0] for data, wanted in pages), Score())


# The pages


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_page_with_nothing_irregular_holds_what_the_saved_page_does(form: str, seed: int) -> None:
    data, wanted = irregular(seed, 0, form)
    assert wanted == SAVED == entries(saved_tables())
    assert score(wanted, tables(data))[1] == []


@pytest.mark.parametrize("form", FORMS)
def test_the_same_seed_makes_the_same_page_and_another_another(form: str) -> None:
    assert irregular(1, 0.15, form) == irregular(1, 0.15, form)
    assert irregular(1, 0.15, form) != irregular(2, 0.15, form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", SEEDS)
def test_all_that_is_expected_is_on_the_page(form: str, seed: int) -> None:
    data, wanted = irregular(seed, 0.3, form)
    shown = unescape(re.sub(r"<[^>]*>", "", data.decode()))
    for entry in wanted:
        lines = [entry.title, *entry.text.split("\n"), *(entry.contact_line or "").split("\n")]
        assert [line for line in lines if line.removeprefix("- ") not in shown] == []


def test_every_irregularity_occurs() -> None:
    pages = [irregular(seed, 0.3, "text") for seed in SEEDS]
    lines = {line for data, _ in pages for line in data.decode().split("\n")}
    assert {f"- {item}" for item in ITEMS} | {*AFTER, *CLOSINGS, *SUBHEADINGS} <= lines
    assert [label for label in LABELS if not any(line.startswith(f"{label}: ") for line in lines)] == []
    for form in ("{municipality}", "{title}", "{municipality}: {title}", "{title} ({municipality})"):
        assert any(form.format(**vars(entry)) in lines for entry in SAVED), form
        assert any(f"Project: {form}".format(**vars(entry)) in lines for entry in SAVED) == ("title" in form), form
    contact_lines = [entry.contact_line for _, wanted in pages for entry in wanted]
    assert None in contact_lines
    assert any("\n" in line for line in contact_lines if line)
    assert any(":" not in line for line in contact_lines if line)


@pytest.mark.parametrize("seed", range(36))
def test_what_would_be_a_matter_of_opinion_is_left_out(seed: int) -> None:
    data, wanted = irregular(seed, 0.3, "text")
    lines = [line.rstrip(",") for line in data.decode().split("\n")]
    assert "Programmamanager Weerbare Organisatie" not in lines, "a job title alone may be a sub-heading"
    assert wanted[9].contact_line, "nothing else parts its text from a paragraph of no project"
    for before, entry, (above, line) in zip([None, *wanted], wanted, heads(lines, wanted), strict=False):
        is_open = before and before.theme == entry.theme and not before.contact_line
        if is_open or entry.title.endswith("."):
            assert line != entry.title or above == entry.municipality, "it may be a sub-heading or a sentence"


def heads(lines: list[str], wanted: list[Expected]) -> Iterator[tuple[str, str]]:
    """The two lines above each text."""
    at = 0
    for entry in wanted:
        at = lines.index(entry.text.partition("\n")[0], at + 1)
        yield lines[at - 2], lines[at - 1]


# The score


def changed(row: Row | None = None, at: int = 0, without: int | None = None, **values: object) -> Dataset:
    """The saved tables with an entry more, an entry less, or other values in one."""
    rows = [dict(each) for each in saved_tables().rows["entries"]]
    rows[at].update(values)
    if without is not None:
        del rows[without]
    if row:
        rows.insert(at, row)
    return replace(saved_tables(), rows={**saved_tables().rows, "entries": rows})


def told(dataset: Dataset, detail: str, level: str = "warning", check: str = "entry_has_title") -> Dataset:
    """The same with a check that fails."""
    failed = {"check": check, "level": level, "passed": False, "expected": "", "found": "", "detail": detail}
    return replace(dataset, rows={**dataset.rows, "checks": [*dataset.rows["checks"], failed]})


def is_told(dataset: Dataset) -> bool:
    one, differences = score(SAVED, dataset)
    assert differences
    assert one.silent == (not all(difference.is_told for difference in differences))
    return not one.silent


def test_the_saved_page_is_exact() -> None:
    assert score(SAVED, saved_tables()) == (Score(1, 1, 31, 186, 186), [])


@pytest.mark.parametrize("at", [0, 9, 30])
def test_a_lost_entry_is_found(at: int) -> None:
    one, (difference,) = score(SAVED, changed(without=at))
    assert (one.exact, one.lost, one.invented, one.fields - one.right, one.silent, one.unnamed) == (0, 1, 0, 6, 1, 1)
    assert (difference.field, difference.expected) == ("lost", SAVED[at].title)


@pytest.mark.parametrize("at", [0, 9, 30])
def test_an_invented_entry_is_found(at: int) -> None:
    made_up = {**saved_tables().rows["entries"][4], "entry_id": "a/b/c", "title": "Resultaten", "text": "Zie hier."}
    one, (difference,) = score(SAVED, changed(made_up, at))
    assert (one.exact, one.lost, one.invented, one.fields - one.right, one.silent, one.unnamed) == (0, 0, 1, 0, 1, 1)
    assert (difference.field, difference.entry, difference.found) == ("invented", "a/b/c", "Resultaten")


@pytest.mark.parametrize("field", ["theme", "municipality", "title", "text", "contact_line"])
def test_a_wrong_field_is_found(field: str) -> None:
    one, (difference,) = score(SAVED, changed(at=7, **{field: "Iets anders"}))
    assert (one.exact, one.lost, one.invented, one.fields - one.right) == (0, 0, 0, 1)
    assert (difference.field, difference.found) == (field, "Iets anders")


def test_a_wrong_contact_is_found() -> None:
    dataset = saved_tables()
    contacts = [{**row, "name": row["name"] and row["name"].title()} for row in dataset.rows["contacts"]]
    _, differences = score(SAVED, replace(dataset, rows={**dataset.rows, "contacts": contacts}))
    assert {difference.field for difference in differences} == {"contacts"}


def test_an_entry_that_is_right_may_be_named_all_the_same() -> None:
    ids = [row["entry_id"] for row in saved_tables().rows["entries"][:2]]
    assert score(SAVED, told(saved_tables(), "; ".join(ids)))[0].alarms == 2
    assert score(SAVED, told(changed(at=0, title="Iets anders"), "; ".join(ids)))[0].alarms == 1


def test_a_field_that_a_markup_publishes_otherwise_is_not_compared() -> None:
    one, differences = score(SAVED, changed(at=7, title="Iets anders"), ("theme", "text"))
    assert (one.fields, one.exact, differences) == (62, 1, [])


def test_a_check_tells_of_an_entry_by_its_name_its_lines_or_the_note_that_holds_it() -> None:
    wrong, lost = changed(at=4, title="Iets anders"), changed(without=4)
    row = saved_tables().rows["entries"][4]
    first = saved_tables().records.page.text.count("\n", 0, row["start"]) + 1
    note = {"note_id": "note-7", "start": row["start"], "end": row["end"]}
    assert not is_told(wrong)
    assert is_told(told(wrong, f"entry {row['entry_id']}"))
    assert is_told(told(wrong, f"a/b/c; {row['entry_id']}#1"))
    assert not is_told(told(wrong, f"{row['entry_id']}-en-meer"))
    for dataset in (wrong, lost):
        assert is_told(told(dataset, f"line {first}"))
        assert is_told(told(dataset, f"lines {first - 3} to {first}"))
        assert not is_told(told(dataset, f"line {first - 1}"))
        assert not is_told(told(dataset, "note-7"))
        noted = replace(dataset, rows={**dataset.rows, "notes": [note]})
        assert is_told(told(noted, "note-7"))
        assert is_told(told(dataset, "", level="error")), "a page that is refused"
        assert not is_told(told(dataset, f"line {first}", check="address_one_spelling"))


def test_an_entry_that_goes_on_with_the_next_tells_of_it() -> None:
    """One was taken for a part of the other."""
    dataset = saved_tables()
    first, second = dataset.rows["entries"][:2]
    merged = changed(at=0, without=1, text=f"{first['text']}\n{second['text']}", end=second["end"])
    assert [difference.field for difference in score(SAVED, merged)[1]] == ["text", "lost"]
    assert is_told(told(merged, first["entry_id"]))


# The command and its file


def test_every_group_is_a_row_of_the_file() -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    for name in GROUPS:
        assert len([line for line in lines if line.startswith(f"| {name} | ")]) == 1, name
    assert len([line for line in lines if line.startswith("| ")]) == len(GROUPS) + 2 + 2 + 3
    assert len([name for name in GROUPS if name.startswith("irregular")]) == len(PROBABILITIES) * len(FORMS)


def test_a_quick_run_prints_every_group_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = DOCS.read_bytes()
    assert main(["--quick"]) == 0
    printed = capsys.readouterr().out
    assert [name for name in GROUPS if name not in printed] == []
    assert "trafilatura" in printed
    assert DOCS.read_bytes() == before


def test_a_difference_is_shown_from_where_the_values_part() -> None:
    difference = Difference("a/b/c", "text", "x" * 1000 + "right", "x" * 1000 + "wrong", is_told=False)
    assert re.search(r"a/b/c: text, not told\n  expected 'x{40}right'\n  found    'x{40}wrong'", in_words(difference))


def test_only_all_is_a_hundred_per_cent() -> None:
    assert (percent(3, 3), percent(99_999, 100_000)) == ("100.00 %", "99.99 %")
