"""The words of Dutch: they are data, each list decides something, and none of them is in code or in the source."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline.definition.dutch import DUTCH, LISTS, as_number, load_dutch
from pipeline.definition.source import DEFINITION
from pipeline.privacy.decisions import PUBLIC_LIST
from pipeline.records import Refusal

PIPELINE = DUTCH.parent.parent
# Names of columns, roles and kinds that are words of Dutch as well.
ENGLISH = {"contact", "email", "mail", "project", "integrity", "of", "is", "was", "had", "and", "at", "a", "test"}
WORDS = {word.strip("-").casefold() for lists in LISTS.values() for listed in lists.values() for word in listed}
# Words that are frequent in Dutch and are none of English, of HTML or of a table's columns.
FREQUENT = set(
    "aan alle alleen als bij binnen daar dag dan dat de deze dit door een eerste elk en gaan geen gemeente "
    "gemeenten graag haar hebben heeft het hier hoe hun iedere jaar kan kunnen maand maar maken meer met minuten "
    "moet moeten naar naast niet nieuwe nog nu om onder ons ook op pagina projecten punt samen sinds te tegen "
    "telefoon thema tijdens toen tot tussen uit uur van vanaf vanuit veel voor vragen waar wat welke werd wijk "
    "worden wordt zich zij zijn zoals zonder".split()
)
# Of Germany; values of a column of the table of municipalities, and an example in a description.
ALLOWED = {
    "privacy/reaches.py": {"de", "nu"},
    "tables/schema.py": {"gemeente", "meer"},
    "write/croissant.py": {"en"},  # a code of languages
}
WRITTEN_IN_DUTCH = {"editions/docs.py", "editions/spreadsheet.py"}  # for readers: these words decide nothing
ESCAPES = re.compile(r"\\[a-zA-Z]")
# What decides in a regular expression: "(?:van|der|den)".
ALTERNATIVES = re.compile(r"[^\W\d_]+(?:\|[^\W\d_]+)+")


def listed(value: Any) -> Iterator[str]:
    """Every text of the lists in a value of TOML."""
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from [item] if isinstance(item, str) and isinstance(value, list) else listed(item)


def texts(nodes: Iterable[ast.AST]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def lists_of(tree: ast.Module) -> Iterator[list[str]]:
    """What a module lists: texts in a tuple, a list or a set, words that are split, alternatives of a pattern."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            yield texts(node.elts)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            yield [word for text in texts([node.func.value]) for word in text.split()]
    for text in texts(ast.walk(tree)):
        yield from (found.split("|") for found in ALTERNATIVES.findall(text))


def is_dutch(words: list[str]) -> bool:
    """Whether two words of a list or more, and half of it, are of Dutch; names of elements of HTML are by chance."""
    found = [word for word in words if word.strip(" :-").casefold() in WORDS - ENGLISH]
    return len(found) > 1 and len(found) * 2 >= len(words)


def lists_in(code: str) -> list[list[str]]:
    """The lists of words of Dutch in the text of a module."""
    return [words for words in lists_of(ast.parse(code)) if is_dutch(words)]


def dutch_in(code: str) -> set[str]:
    """The frequent words of Dutch in the texts of a module, but for what it says of itself and its parts."""
    tree = ast.parse(code)
    said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    written = texts(node for node in ast.walk(tree) if node not in said)
    return {word for text in written for word in re.findall(r"[^\W\d_]+", ESCAPES.sub(" ", text.casefold()))} & FREQUENT


def test_no_code_lists_words_of_dutch() -> None:
    """A kind of what there is may be named in code, since the tables have it as a value: `gemeente`."""
    kinds = LISTS["municipalities"]["kinds"]
    for path in sorted(PIPELINE.rglob("*.py")):
        assert [found for found in lists_in(path.read_text(encoding="utf-8")) if found != kinds] == [], path


@pytest.mark.parametrize(
    "code",
    ['{"van", "der"}', '"van der".split()', 're.compile(r" (?:Van|Den) ")', '("van ", "x", "en:")'],
)
def test_a_list_in_code_is_found(code: str) -> None:
    assert lists_in(code)


def test_no_code_has_a_word_of_dutch() -> None:
    """In a pattern or by itself: such a word decides something."""
    for path in sorted(PIPELINE.rglob("*.py")):
        name = path.relative_to(PIPELINE).as_posix()
        assert name in WRITTEN_IN_DUTCH or dutch_in(path.read_text(encoding="utf-8")) <= ALLOWED.get(name, set()), name


@pytest.mark.parametrize(
    "code", ['re.compile(r"\\s(?:om )?\\d")', 'rf"{DAY} uur\\b"', 'text.endswith("uur")', 'word == "Van"']
)
def test_a_word_in_code_is_found(code: str) -> None:
    assert dutch_in(f'"""Een pagina."""\n{code}')


def test_a_word_has_one_home_among_dutch_the_page_and_the_public_edition() -> None:
    """With a capital or without, and whatever signs are around it: "Contact:" is "contact"."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (DUTCH, DEFINITION, PUBLIC_LIST)]
    homes = Counter(word for file in files for word in {word.strip(" -:").casefold() for word in listed(file)})
    assert [word for word, number in homes.items() if number > 1] == []


def test_each_list_is_one_of_texts_and_holds_none_twice() -> None:
    for section, lists in LISTS.items():
        for name, words in lists.items():
            assert words, (section, name)
            assert all(isinstance(word, str) and word == word.strip() for word in words), (section, name)
            assert len(set(words)) == len(words), (section, name)


def test_each_list_is_used() -> None:
    named = {text for path in PIPELINE.rglob("*.py") for text in texts(ast.walk(ast.parse(path.read_text("utf-8"))))}
    names = {name for section, lists in LISTS.items() for name in (section, *lists)}
    assert names - named == set()


def test_each_list_says_what_it_decides() -> None:
    lines = DUTCH.read_text(encoding="utf-8").splitlines()
    assert [line for before, line in pairwise(lines) if " = [" in line and not before.startswith("# ")] == []


def test_numbers_below_a_hundred_are_read_in_digits_and_in_words() -> None:
    numbers = ("1", "een", "zestien", "zesentwintig", "ACHTENTACHTIG", "negenennegentig", "honderd", "")
    assert [as_number(number) for number in numbers] == [1, 1, 16, 26, 88, 99, None, None]


def test_a_file_that_is_no_toml_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "dutch.toml"
    path.write_text("[numbers\n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"dutch\.toml: expected TOML"):
        load_dutch(path)
