"""Why a line is what it is: a sum that adds up, the next best role, and what was extracted."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.explain import line as explain
from pipeline.explain.line import FACTS, OF_BIT, addends, shortened
from pipeline.explain.readings import Readings, readings
from pipeline.records import Labelling
from pipeline.segment.viterbi import margins
from pipeline.segment.weights import NEVER, OF_FACT, STATE_NAMES, STATES
from pipeline.text.terminal import WIDTH_IN_A_PIPE
from tests.datasets import saved_tables, tables
from tests.pages.markups import MARKUPS, RAW, SAVED_SHA256
from tests.privacy.public import listing

(SAVED,) = RAW.glob(f"*{SAVED_SHA256[:12]}.txt")


def told(capsys: pytest.CaptureFixture[str], *words: str, page: Path = SAVED) -> str:
    assert main(["explain", "--page", str(page), *words]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["explain", "--page", str(SAVED), *words]) == 1
    return capsys.readouterr().err


def title_line() -> int:
    """The number of the line of a title, from 1."""
    return next(int(row["line"]) for row in saved_tables().rows["lines"] if row["role"] == "title")


# The sum


def test_every_fact_is_described() -> None:
    assert OF_BIT.keys() == OF_FACT.keys()
    assert len(FACTS) == len(set(FACTS.values())) == len(OF_BIT)


def cases(labelling: Labelling) -> list[tuple[Readings, int]]:
    """Both readings for each line, with its margin."""
    return [(readings(labelling, n, second), margin) for n, (second, margin) in enumerate(margins(labelling))]


@pytest.mark.parametrize("name", ["the saved page", "accordion", "table", "nested accordion", "word paste"])
def test_the_sums_of_a_line_differ_by_its_margin(name: str) -> None:
    dataset = saved_tables() if name == "the saved page" else tables(MARKUPS[name]())
    for both, margin in cases(dataset.records.labelling):
        found = addends(both)
        assert sum(own for _, own, _ in found) - sum(other for *_, other in found) == margin


def test_the_other_reading_gives_the_line_another_role_and_none_that_does_is_better() -> None:
    labelling = saved_tables().records.labelling
    for both, margin in cases(labelling)[::10]:
        others = [state for state, role in enumerate(STATES) if role != both.roles[0]]
        assert both.own[1] in others
        assert min(difference(labelling, both.n, state) for state in others) == margin


def difference(labelling: Labelling, n: int, state: int) -> int:
    """How much less speaks for a page in which the line has this state; very much where it cannot have it."""
    both = readings(labelling, n, state)
    return sum(own - other for _, own, other in addends(both)) if both.own[1] == state else -NEVER


def test_lines_that_would_change_are_told_in_runs() -> None:
    labelling = saved_tables().records.labelling
    others = list(labelling.states)
    for n in (9, 10, 11, 13):
        others[n] = STATE_NAMES.index("note")
    assert list(Readings(labelling, 40, others).reread()) == [
        "lines 10 to 12 would be note", "line 14 would be note",
    ]  # fmt: skip


# What is told


def test_a_line_is_told_with_its_role_its_facts_and_the_next_best(capsys: pytest.CaptureFixture[str]) -> None:
    number = title_line()
    row = saved_tables().rows["lines"][number - 1]
    text = told(capsys, str(number))
    assert text.startswith(f"Line {number} of {SAVED.name}\n")
    for expected in ("role       title", f"entry_id   {row['entry_id']}", f"margin     {row['margin']} points"):
        assert expected in text
    assert "title label: begins with a label of titles" in text
    assert re.search(rf"after line {number - 1}, theme", text)
    assert re.search(r"^together +-?\d+ +-?\d+$", text, re.MULTILINE)
    assert "next best" in text


def test_what_was_extracted_is_told_with_its_rule(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "ondermijning@haarlem.nl")
    assert re.search(r"projects\.emails contacts\.email +ondermijning@haarlem\.nl +contact grammar", text)
    text = told(capsys, str(title_line() + 1))
    assert re.search(r"entries\.text +lines 10 to 11 +lines between title and contact", text)
    assert "Nothing was extracted from it." in told(capsys, "1")


def test_an_uncertain_line_is_called_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "uncertain" not in told(capsys, "1")
    monkeypatch.setattr(explain, "LEAST_CERTAIN", 1000)
    assert "points, so it is uncertain" in told(capsys, "1")


@pytest.mark.parametrize("words", [["PILOT integrale  beveiliging"], ["pilot", "Integrale", "beveiliging"]])
def test_words_find_their_line_whatever_their_case(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, *words)
    assert text.count("Line ") == 1
    assert "note_id    note-1" in text


def test_accents_and_signs_do_not_matter(capsys: pytest.CaptureFixture[str]) -> None:
    assert "coördinatiepunt" in told(capsys, "coordinatiepunt ondermijning.")


def test_several_numbers_are_several_lines(capsys: pytest.CaptureFixture[str]) -> None:
    numbers = [1, 12, 116, 40, 256]
    text = told(capsys, *map(str, numbers))
    assert [int(number) for number in re.findall(r"^Line (\d+)", text, re.MULTILINE)] == numbers
    assert "more line" not in text


def test_of_many_lines_the_first_are_told_and_the_others_named(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "projectleider")
    assert len(re.findall(r"^Line \d+", text, re.MULTILINE)) == explain.MOST_EXPLAINED
    assert re.search(r"\n\d+ more lines with these words: \d+(, \d+)+\n$", text)


@pytest.mark.parametrize("words", ["nergens te vinden", "?", ""])
def test_words_that_no_line_holds_are_refused(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"no line of {SAVED.name} holds {words!r}" in refused(capsys, words)


@pytest.mark.parametrize("number", ["0", "257", "99999"])
def test_a_line_that_is_not_there_is_refused(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"{SAVED.name} has no line {number}. It has 256 lines." in refused(capsys, number)


def test_a_number_of_more_digits_than_python_reads_is_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, "9" * 5_000)
    assert f"{SAVED.name} has no line 9999" in said
    assert len(said) < 500


def test_without_words_the_usage_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["explain"])
    assert ended.value.code == 2
    assert "LINE-OR-WORDS" in capsys.readouterr().err


def test_without_a_page_it_is_the_newest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "1"]) == 0
    assert capsys.readouterr().out.startswith("Line 1 of ")


def test_a_page_in_html_is_explained_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(MARKUPS["details by title"]())
    assert "title label: begins with a label of titles" in told(capsys, "Binnenspiegel", page=page)


def test_who_is_left_out_of_the_tables_is_left_out_here(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = next(row for row in saved_tables().rows["contacts"] if row["name"] and row["email"])
    assert row["name"] in told(capsys, row["email"])
    monkeypatch.setattr(explain, "load_suppressed", lambda: listing(row["email"]))
    assert "no line" in refused(capsys, row["email"])
    line = next(str(each["line"]) for each in saved_tables().rows["lines"] if each["end"] >= row["end"])
    assert row["name"] not in told(capsys, line)


def test_in_a_pipe_no_line_is_endless(capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-m", "pipeline", "explain", "--page", str(SAVED), "Zwolle"]
    ran = subprocess.run(command, capture_output=True, check=True, text=True, env={"PYTHONIOENCODING": "utf-8"})
    assert max(len(line) for line in ran.stdout.splitlines()) <= WIDTH_IN_A_PIPE
    assert ran.stderr == ""


def test_a_long_text_is_shown_without_its_middle() -> None:
    assert shortened("een twee drie vier vijf", 12) == "een t … vijf"
    assert shortened("een\ntwee", 12) == "een / twee"
