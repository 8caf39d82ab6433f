"""The documents for those who carry the work on: links lead somewhere, commands run, words and versions agree."""

import json
import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from pipeline.__main__ import COMMANDS
from tests.test_readme import ARCHITECTURE, ROOT, TARGETS

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *DECISIONS, ROOT / "tests" / "README.md"])
WRITTEN_BY_HAND = [path for path in DOCUMENTS if path.name not in ("accuracy.md", "tables.md")]
GLOSSARY = """
theme aim entry project title contact mention note block line role panel furniture evidence capture snapshot edition
""".split()
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
RELEASED = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", CHANGES, re.MULTILINE)
MADE_UP = {"saved.txt"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code(text: str) -> list[str]:
    """What is between backquotes, and the lines of blocks."""
    blocks = re.findall(r"^ *```\w*\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^ *```\w*\n.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return [*re.findall(r"`([^`\n]+)`", rest), *(line.strip() for block in blocks for line in block.splitlines())]


def anchors(path: Path) -> set[str]:
    """The headings of a document, as links name them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)", text):
        path = (document.parent / target).resolve() if target else document
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), f"{target}#{anchor}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_command_exists(document: Path) -> None:
    for line in code(document.read_text(encoding="utf-8")):
        assert set(re.findall(r"\bmake ([a-z-]+)", line)) <= TARGETS, line
        assert set(re.findall(r"python -m pipeline ([a-z]+)", line)) <= COMMANDS.keys(), line
        for arguments in re.findall(r"python -m pytest (.+)", line):
            paths = [word.partition("::") for word in shlex.split(arguments) if word.startswith("tests")]
            for path, _, test in paths:
                assert (ROOT / path).exists(), line
                assert not test or f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), line


@pytest.mark.parametrize("document", [ROOT / "CONTRIBUTING.md", *DECISIONS], ids=name)
def test_every_file_exists(document: Path) -> None:
    for word in code(document.read_text(encoding="utf-8")):
        if re.fullmatch(r"\.?[\w-]+(?:/[\w.-]+)+/?|[\w.-]+\.(?:md|toml|cff)", word):
            assert (ROOT / word).exists() or word in MADE_UP or word.startswith(".cache/"), word


def test_every_name_in_a_recipe_is_in_the_code() -> None:
    found = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("pipeline", "tests")
        for kind in ("py", "toml", "csv")
        for path in (ROOT / folder).rglob(f"*.{kind}")
        if path != Path(__file__)
    )
    recipes = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Recipes")[2]
    named = {word for word in code(recipes) if re.fullmatch(r"[A-Z]{4,}|[a-z]+(?:_[a-z]+)+|\[+\w+\]+", word)}
    assert len(named) > 5
    assert [word for word in sorted(named) if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", found)] == []


@pytest.mark.parametrize("document", WRITTEN_BY_HAND, ids=name)
def test_prose_is_no_wider_than_code(document: Path) -> None:
    lines = document.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 120 and not line.startswith("|")] == []


def test_every_test_that_shows_a_fault_exists() -> None:
    text = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    tables = re.findall(r"^\| what was done .*\n\| ---.*\n((?:\| .*\n)+)", text, re.MULTILINE)
    rows = [row for table in tables for row in table.splitlines()]
    named = re.findall(r"`(test_\w+)` in `(tests/[\w/.]+)` \|$", text, re.MULTILINE)
    assert len(named) == len(rows) > 20
    for test, file in named:
        assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), test


def test_the_glossary_has_every_word_once() -> None:
    words = re.findall(r"^\| ([a-z]+) \| [A-Z].+\.(?: |$)", ARCHITECTURE.partition("## The words")[2], re.MULTILINE)
    assert sorted(set(words)) == sorted(words)
    assert set(GLOSSARY) <= set(words)


@pytest.mark.parametrize("document", DECISIONS, ids=name)
def test_a_decision_says_what_was_weighed_and_what_would_change_it(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Weighed", "Decided", "What would change it"]
    assert f"(decisions/{document.name})" in ARCHITECTURE


def test_the_newest_version_is_that_of_the_project_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))  # which has that of the project
    package = json.loads((ROOT / "processed" / "datapackage.json").read_text(encoding="utf-8"))
    assert RELEASED[0][0] == citation["version"] == package["version"]


def test_changes_are_listed_newest_first_by_what_they_are() -> None:
    assert re.findall(r"^## (.+)$", CHANGES, re.MULTILINE) == [
        "[Unreleased]", *(f"[{version}] - {day}" for version, day in RELEASED)
    ]  # fmt: skip
    versions = [tuple(map(int, version.split("."))) for version, _ in RELEASED]
    assert all(newer > older for newer, older in pairwise(versions))
    assert sorted(RELEASED, key=lambda each: each[1], reverse=True) == RELEASED
    kinds = set(re.findall(r"^### (.+)$", CHANGES, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_a_table_is_named_where_it_came(rows: dict[str, list[dict[str, object]]]) -> None:
    for table in rows:
        assert f"`{table}`" in CHANGES, table
