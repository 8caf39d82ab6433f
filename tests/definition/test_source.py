"""The definition of the source: what was edited wrongly is named."""

import re
from pathlib import Path

import pytest

from pipeline.definition.source import DEFINITION, load_source
from pipeline.records import Refusal
from tests.pages.changes import replace

# What is replaced by what, and what is said of it.
EDITS = {
    "no TOML": ("[page]", "[page", "TOML"),
    "a section is gone": ("[ranges]", "[rangs]", "'ranges'"),
    "a name is gone": ("heading = ", "header = ", "'heading' in 'page'"),
    "one number for two": ("themes = [2, 8]", "themes = [2]", "'themes' in 'ranges'"),
    "a number for a list": ("themes = [2, 8]", "themes = 2", "'themes' in 'ranges'"),
    "a text for a number": ("themes = [2, 8]", 'themes = ["2", 8]', "number 1 of 'themes'"),
    "a truth for a number": ("lost = 0.2", "lost = true", "'lost' in 'losses'"),
    "a text for a list": ('theme = ["Programmalijn"]', 'theme = "Thema"', "'theme' in 'labels'"),
    "a bound of fetching is gone": ("total_time = ", "total = ", "'total_time' in 'fetch'"),
    "a bound of the archive is a text": ("tries = 20", 'tries = "20"', "'tries' in 'archive' in 'fetch'"),
    "no regular expression": (r"claim = '\b(", r"claim = '\b((", "regular expression"),
    "no group": (r"claim = '\b(", r"claim = '\b(?:", "group"),
    "a theme with more": ('aim = "Omgaan', 'goal = "x"\naim = "Omgaan', "'goal'"),
    "a repair without reason": ("why = ", "reason = ", "'why' in number 1 of 'repairs'"),
    "a value for a section": ("[losses]\nlost = 0.2", "[other]", "'losses'"),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_wrong_edit_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    old, new, said = EDITS[name]
    path = tmp_path / "source.toml"
    path.write_text(replace(DEFINITION.read_text(encoding="utf-8"), old, new), encoding="utf-8")
    with pytest.raises(Refusal) as refusal:
        load_source(path)
    assert str(path) in str(refusal.value)
    assert said in str(refusal.value)


def test_a_file_in_another_encoding_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "source.toml"
    path.write_bytes(DEFINITION.read_text(encoding="utf-8").encode("utf-16"))
    with pytest.raises(Refusal, match="UTF-8"):
        load_source(path)


@pytest.mark.parametrize("claim", ["(" * 5_000 + ")" * 5_000, "(a{99999999999999999999})"])
def test_an_expression_that_python_gives_up_is_refused(claim: str, tmp_path: Path) -> None:
    path = tmp_path / "source.toml"
    text = DEFINITION.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^claim = .*$", lambda _: f"claim = '{claim}'", text, count=1), encoding="utf-8")
    with pytest.raises(Refusal, match="expected a regular expression"):
        load_source(path)


def test_a_definition_that_is_nested_too_deep_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "source.toml"
    path.write_text(f"x = {'[' * 100_000}", encoding="utf-8")
    with pytest.raises(Refusal, match=f"{path}.*nested too deep"):
        load_source(path)


def test_a_source_without_repairs_is_whole(tmp_path: Path) -> None:
    text = DEFINITION.read_text(encoding="utf-8")
    start, end = text.index("[[repairs]]"), text.index("# How the page is brought in")
    path = tmp_path / "source.toml"
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    assert load_source(path).repairs == ()
