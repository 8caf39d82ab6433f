"""The labelling of a page: its two tables, the best sequence, the page's habits, and the example of the documents."""

import re
from functools import partial
from itertools import pairwise, product
from pathlib import Path

import pytest

from pipeline.read.page import read_page
from pipeline.records import Labelling, Role, Steps
from pipeline.segment import facts, labelling, viterbi
from pipeline.segment.labelling import labelling_of
from pipeline.segment.viterbi import best_states, margins
from pipeline.segment.weights import NEVER, OF_FACT, STATE_NAMES, STATES, STEPS, score
from tests.datasets import contacts, entry, reference, saved_tables, source, tables
from tests.pages.irregular import irregular
from tests.pages.layouts import LABELLED, each
from tests.pages.markups import MARKUPS, in_markup, saved, saved_text, split
from tests.pages.variants import CELLS, NUMBERED_HEADS, VARIANTS, tables_with

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "segmentation.md").read_text(encoding="utf-8")
OF_FORM = {facts.PANEL}  # speaks by the page's habits alone
NO_BOUND = 10**9
PAGES = {
    "the saved page": saved,
    **{name: MARKUPS[name] for name in ("site", "table", "nested accordion")},
    **{name: VARIANTS[name] for name in ("contact before the text", "cards")},
    "irregular text": lambda: irregular(3, 0.3, "text")[0],
    "irregular html": lambda: irregular(4, 0.3, "html")[0],
}


def labelled(page: bytes) -> Labelling:
    return labelling_of(read_page(page, source()), source(), reference())


def bits() -> dict[int, str]:
    """The names of all facts, by their bits."""
    named = {value: name for name, value in vars(facts).items() if name.isupper() and isinstance(value, int)}
    thresholds = {name for name in named.values() if name.startswith(("MOST_", "LONGEST_"))} | {"LETTERS_APART"}
    return {value: name for value, name in named.items() if name not in thresholds}


def test_every_fact_has_a_row_of_weights_and_a_bit_of_its_own() -> None:
    assert set(bits()) - OF_FORM == set(OF_FACT)
    assert all(bit.bit_count() == 1 for bit in bits())


@pytest.mark.parametrize("name", PAGES)
def test_what_is_left_out_for_speed_changes_no_role(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = labelled(PAGES[name]()).states
    monkeypatch.setattr(
        labelling, "best_states", lambda scores, steps: viterbi.best_states(scores, steps, NO_BOUND, NO_BOUND)
    )
    assert labelled(PAGES[name]()).states == quick


def total(states: tuple[int, ...], scores: list[tuple[int, ...]], steps: Steps) -> int:
    """The sum of a sequence of states."""
    between = (dict(steps.after[before]).get(after, NEVER) for before, after in pairwise(states))
    ends = steps.first[states[0]] + steps.last[states[-1]]
    return ends + sum(between) + sum(row[state] for row, state in zip(scores, states, strict=True))


def test_the_best_sequence_and_its_margins_are_those_of_all_sequences() -> None:
    of_lines = (facts.TITLE_LABEL | facts.BRIEF, facts.ENDS_SENTENCE, facts.ONLY_CONTACTS, facts.LEADS_AWAY)
    scores = [score(facts.ALWAYS | of_line) for of_line in of_lines]
    sums = {states: total(states, scores, STEPS) for states in product(range(len(STATES)), repeat=len(scores))}
    best = max(sums, key=sums.__getitem__)
    assert tuple(best_states(scores, STEPS)) == best
    found = margins(Labelling(of_lines, best, tuple(scores), STEPS))
    for n, (_, margin) in enumerate(found):
        others = (value for states, value in sums.items() if STATES[states[n]] is not STATES[best[n]])
        assert margin == sums[best] - max(others)


def test_a_page_in_no_order_has_margins_as_well() -> None:
    """What is left out for speed would be better here."""
    contact = "Projectleider: Jan Jansen, j.jansen@ommen.nl"
    texts = [
        f"{begin} {'samen met de politie in de wijken ' * 8}verder" for begin in ("Dit gaat", "- Dat gaat", "Zij gaan")
    ]
    entry = ["Project: Samen", texts[2], contact]
    dataset = tables("\n".join(["Project: Samen sterk", contact, texts[0], contact, *texts[1:], *entry]).encode())
    assert min(row["margin"] for row in dataset.rows["lines"]) == 0
    assert all(row["passed"] for row in dataset.rows["checks"] if row["check"] == "values_fit")


def test_the_last_line_is_not_before_the_first() -> None:
    lines = "Ommen", "j.jansen@ommen.nl", "Hier staat iets anders."
    contact = "Piet Smit, p.smit@ommen.nl"
    assert labelled("\n".join(lines).encode()).facts[0] == labelled("\n".join([*lines, contact]).encode()).facts[0]


def test_the_example_of_the_guide_is_right_to_the_last_sum() -> None:
    rows = re.findall(r"^\| `(.*?)` \| (\w+) \| (.*): \*\*(\d+)\*\* \|$", GUIDE, re.MULTILINE)
    assert len(rows) == 5
    found = labelled("\n".join(row[0] for row in rows).encode())
    named = {name.lower().replace("_", " "): bit for bit, name in bits().items()}
    for (_, role, addends, sum_), of_line, state in zip(rows, found.facts, found.states, strict=True):
        assert STATES[state] == Role(role)
        points = dict(addend.rsplit(" ", 1) for addend in addends.split(", "))
        spoke = {name: OF_FACT[bit][state] for name, bit in named.items() if bit in OF_FACT and of_line & bit}
        assert {name: int(value.replace("−", "-")) for name, value in points.items()} == {
            name: value for name, value in spoke.items() if value or name in points
        }
        assert score(of_line)[state] == sum(spoke.values()) == int(sum_)
    best, second, margin = (int(number) for number in re.findall(r"\*\*(\d+)\*\*(?! \|)", GUIDE))
    scores = tuple(map(score, found.facts))
    assert total(found.states, list(scores), STEPS) == best
    note = STATE_NAMES.index("note")
    assert total((*found.states[:3], note, note), list(scores), STEPS) == second == best - margin
    assert margins(Labelling(found.facts, found.states, scores, STEPS))[3] == (note, margin)


def test_the_guide_names_every_module() -> None:
    folder = Path(facts.__file__).parent
    assert set(re.findall(r"`(\w+\.py)`", GUIDE)) | {"labelling.py"} == {
        path.name for path in folder.glob("*.py") if path.name != "__init__.py"
    }


def test_the_states_are_named_in_the_order_of_the_tables() -> None:
    assert len(STATE_NAMES) == len(STATES)


def test_a_project_like_the_others_is_one_without_the_label_of_its_title_and_with_another_of_its_contact() -> None:
    html = in_markup(each(LABELLED)).decode()
    before, title, after = html.partition("<h3>Project: Binnenspiegel</h3>")
    after = after.replace("<p>Projectleider:", "<p>Trekker:", 1)
    dataset = tables((before + title.replace("Project: ", "") + after).encode())
    found = entry(dataset, "Tytsjerksteradiel")
    assert (found["title"], len(contacts(dataset, found))) == ("Binnenspiegel", 1)
    assert found["text"] == entry(saved_tables(), "Tytsjerksteradiel")["text"]
    assert len(dataset.rows["entries"]) == 31


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Wat: {}", "{}"), ("Project “{}”", "{}"), ("1.1 {}", "{}"), ("--- {} ---", "{}"), ("“{}”", "{}"),
        ("# {}", "{}"), ("{} (fase 2)", "{} (fase 2)"),
    ],
)  # fmt: skip
def test_what_nearly_all_titles_begin_or_end_with_is_no_part_of_any(line: str, title: str) -> None:
    text = re.sub(r"(?m)^Project: (.*)$", lambda match: line.format(match[1]), saved_text())
    expected = [title.format(one.title) for one in split(saved_text()).entries]
    assert [row["title"] for row in tables(text.encode()).rows["entries"]] == expected


def test_labels_that_only_this_page_has_are_told_from_what_they_label() -> None:
    entries = iter(split(saved_text()).entries)
    text = re.sub(
        r"(?m)^Project: (.*)$", lambda match: f"Waar: {next(entries).municipality}\nWat: {match[1]}", saved_text()
    )
    text = re.sub(r"(?m)^(?:Projectleid\w+|Contact projectleiding): ", "Wie: ", text)
    dataset = tables(text.encode())
    expected = [(one.municipality, one.title) for one in split(saved_text()).entries]
    assert [(row["municipality"], row["title"]) for row in dataset.rows["entries"]] == expected
    assert len(dataset.rows["contacts"]) == 41


def test_the_title_of_a_card_may_be_a_link_to_its_page() -> None:
    head = "<header><a href='/{n}'>{title}</a><div>{municipality}</div></header>"
    page = in_markup(each(f"<article>{head}{{text}}<p>{{contact}}</p></article>"))
    found, expected = tables(page).rows["entries"], saved_tables().rows["entries"]
    assert [(row["title"], row["text"]) for row in found] == [(row["title"], row["text"]) for row in expected]


@pytest.mark.parametrize("head", ["#", "Volgnummer"])
def test_a_column_of_numbers_is_no_part_of_a_title_or_a_text(head: str) -> None:
    row = "<td>{n}</td><td>{municipality}</td>" + CELLS
    found = tables(in_markup(partial(tables_with, (head, *NUMBERED_HEADS[1:]), row=row))).rows["entries"]
    for column in ("municipality", "title", "text"):
        assert [each[column] for each in found] == [each[column] for each in saved_tables().rows["entries"]], column
