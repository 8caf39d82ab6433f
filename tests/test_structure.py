"""The layout of the code: a stage imports only what is before it, and reading a page needs no table library."""

import ast
import pickle
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TypeGuard

import pytest

from pipeline.definition.source import Source
from pipeline.gazetteer.gazetteer import Reference
from pipeline.parse import parse
from pipeline.records import Records
from tests.datasets import saved_tables
from tests.pages.markups import MARKUPS, saved

PIPELINE = Path(__file__).resolve().parent.parent / "pipeline"
# The folders, and the modules beside them, in the order of the data: each imports only from those before it.
ORDER = (
    "records", "text", "bounded", "definition", "gazetteer", "contacts", "read", "segment", "extract", "correct",
    "parse", "dedupe", "tables", "storage", "snapshots", "warc", "check", "write", "editions", "privacy", "explain",
    "review", "fetch", "archives", "build", "__main__",
)  # fmt: skip
READING = {*ORDER[: ORDER.index("parse") + 1]}


LONGEST_OF_SEGMENTING = 200  # lines of a module
MEDIAN_OF_FUNCTIONS, LONGEST_OF_FUNCTIONS = 7, 44  # lines, with the signature and the docstring

# The stages that decide something about the page by numbers, and which numbers of theirs decide nothing: codes, marks,
# the size of a buffer and of what a message shows.
LIMITED = (
    "definition", "gazetteer", "contacts", "read", "segment", "extract", "dedupe", "snapshots", "warc", "check",
    "privacy", "fetch", "archives",
)  # fmt: skip
NO_LIMITS = {
    "NO_LEVEL", "LABEL_AND_VALUE", "ALL_ROWS", "PIECE", "LONGEST_SHOWN", "REDIRECTS", "TRY_AGAIN",
    "GONE", "DONE", "REFUSED", "USAGE", "NOTHING", "UNUSUAL_END",
}  # fmt: skip


@cache
def modules(package: str = "") -> set[str]:
    """The modules of the pipeline, or of one of its packages, which is one itself: `segment`, `segment.facts`."""
    paths = (path.relative_to(PIPELINE).with_suffix("").parts for path in PIPELINE.rglob("*.py"))
    names = {".".join(parts[:-1] if parts[-1] == "__init__" else parts) for parts in paths} - {""}
    return {name for name in names if f"{name}.".startswith(f"{package}." if package else "")}


def path_of(module: str) -> Path:
    path = PIPELINE / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def parsed(module: str) -> ast.Module:
    return ast.parse(path_of(module).read_text(encoding="utf-8"))


def at_once(tree: ast.AST) -> Iterator[ast.AST]:
    """What of a module is outside its functions, what only a type checker sees included."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from at_once(node)


def named(node: ast.AST) -> set[str]:
    """What a statement imports, by full names: a module, and what it takes out of that."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        assert not node.level, "an import is written with its full name"
        return {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return set()


@cache
def imports(tree: ast.Module, late: bool = True) -> set[str]:
    """The modules of the pipeline that a module imports, with the packages that those are in.

    With `late` also those that it imports within a function.
    """
    nodes = ast.walk(tree) if late else at_once(tree)
    names = {name.removeprefix("pipeline.") for node in nodes for name in named(node) if name.startswith("pipeline.")}
    packages = {name.rpartition(".")[0] for name in names}
    return (names | packages) & modules()


def reached(module: str, late: bool = True) -> set[str]:
    """All modules of the pipeline that a module needs."""
    found: set[str] = set()
    waiting = {module}
    while waiting:
        waiting = {name for each in waiting for name in imports(parsed(each), late)} - found
        found |= waiting
    return found


def stages_reached(stage: str) -> set[str]:
    """The stages that a stage needs, whatever it takes of them: one may be a package."""
    needed = {name for module in modules(stage) for name in reached(module)}
    return {name.partition(".")[0] for name in needed} & set(ORDER) - {stage}


def test_every_package_that_is_imported_is_declared_with_a_reason() -> None:
    declared = (PIPELINE.parent / "pyproject.toml").read_text(encoding="utf-8")
    lines = re.findall(r'^    "[a-z].*[<>=].*', declared, re.MULTILINE)
    assert lines
    assert [line for line in lines if "# " not in line] == []
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PIPELINE.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    named = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    named += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    packages = packages_distributions()
    found = {name for each in named for name in packages.get(each.partition(".")[0], [])}
    assert "lxml" in found
    assert not [name for name in found if not re.search(rf"\b{name.lower()}\b", "\n".join(lines))]


def test_every_way_to_import_is_seen() -> None:
    tree = ast.parse(
        "import pipeline.read.lines\n"
        "from pipeline.text import normalise\n"
        "from pipeline.segment import facts\n"
        "from pipeline.records import Page\n"
        "if TYPE_CHECKING:\n    from pipeline.definition.source import Source\n"
        "class Late:\n    def late(self):\n        from pipeline.read.html.walk import Walk\n"
    )
    early = {"read", "read.lines", "text", "text.normalise", "segment", "segment.facts", "records"}
    early |= {"definition", "definition.source"}
    assert imports(tree, late=False) == early
    assert imports(tree) == early | {"read.html", "read.html.walk"}


def test_no_module_needs_itself() -> None:
    for name in modules():
        assert name not in reached(name, late=False), name


def test_a_stage_imports_only_what_is_before_it() -> None:
    for place, stage in enumerate(ORDER):
        assert stages_reached(stage) <= set(ORDER[:place]), stage


def test_segmenting_is_made_of_small_modules_and_none_needs_itself() -> None:
    assert len(modules("segment")) > 2
    for name in modules("segment"):
        assert len(path_of(name).read_text(encoding="utf-8").splitlines()) <= LONGEST_OF_SEGMENTING, name
        assert name not in reached(name), name


def test_every_folder_has_its_place_in_the_order() -> None:
    assert {name.partition(".")[0] for name in modules()} == set(ORDER)


def test_every_folder_says_what_goes_in_and_what_comes_out() -> None:
    for path in PIPELINE.glob("*/__init__.py"):
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert "\nIn: " in said, path
        assert " Out: " in said, path


def test_fetching_needs_only_saved_pages_and_what_a_build_asks_of_them_and_none_needs_fetching() -> None:
    assert stages_reached("fetch") <= {*ORDER[: ORDER.index("check") + 1]}
    for stage in ORDER:
        assert "fetch" not in stages_reached(stage), stage


def test_reading_knows_nothing_of_tables_files_and_the_network() -> None:
    assert stages_reached("parse") <= READING
    assert stages_reached("dedupe") <= READING


def constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr | None]]:
    """The names that a module gives to values once, and the values; of several at once, to each all of them."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                yield from ((each.id, node.value) for each in ast.walk(target) if isinstance(each, ast.Name))


def is_number(value: ast.expr | None) -> bool:
    values = value.elts if isinstance(value, ast.Tuple) else [value]
    return all(isinstance(each, ast.Constant) and type(each.value) in {int, float} for each in values)


def test_a_number_that_decides_is_in_the_limits_of_its_stage() -> None:
    for stage in LIMITED:
        found = {name for module in modules(stage) for name, value in constants(parsed(module)) if is_number(value)}
        assert found <= {name for name, _ in constants(parsed(f"{stage}.limits"))} | NO_LIMITS, stage


def test_a_limit_has_its_reason_above_it_and_is_used() -> None:
    used = {node.id for name in modules() for node in ast.walk(parsed(name)) if is_loaded(node)}
    for stage in LIMITED:
        path = path_of(f"{stage}.limits")
        lines = path.read_text(encoding="utf-8").splitlines()
        assert [line for before, line in pairwise(lines) if line[:1].isupper() and before[:1] != "#"] == [], path
        assert {name for name, _ in constants(parsed(f"{stage}.limits"))} <= used, path


def is_loaded(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def test_functions_are_short() -> None:
    nodes = (node for name in modules() for node in ast.walk(parsed(name)))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = [(node.end_lineno or 0) - node.lineno + 1 for node in functions]
    assert median(lengths) <= MEDIAN_OF_FUNCTIONS
    longest = [node.name for node, length in zip(functions, lengths, strict=True) if length > LONGEST_OF_FUNCTIONS]
    assert longest == []


def test_a_name_that_a_module_gives_has_one_meaning() -> None:
    """Of constants, and of functions and classes for others, but for those that every command has."""
    given = Counter(name for module in modules() for name in {name for name, _ in constants(parsed(module))})
    kinds = (ast.FunctionDef, ast.ClassDef)
    nodes = (node for module in modules() - {"__main__"} for node in parsed(module).body)
    given.update(node.name for node in nodes if isinstance(node, kinds) and node.name[0] != "_")
    assert {name for name, modules_of_it in given.items() if modules_of_it > 1} == {"add_arguments", "run"}


def test_reading_a_page_needs_no_table_library_and_no_network_library() -> None:
    code = (
        "import sys; from pipeline.parse import parse; from pipeline.definition.source import "
        "load_source;from pipeline.gazetteer.gazetteer import load_reference;parse(open(sys.argv[1], "
        "'rb').read(), load_source(), "
        "load_reference());print(sorted({'pandas', 'pyarrow', 'requests', 'urllib3', 'numpy', 'jinja2'} & "
        "sys.modules.keys()))"
    )
    page = PIPELINE.parent / "raw" / "undated-7c887f1bb5ac.txt"
    ran = subprocess.run([sys.executable, "-c", code, str(page)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_records_source_and_reference_can_be_sent_to_another_process(source: Source, reference: Reference) -> None:
    data = MARKUPS["accordion"]()
    there = pickle.loads(pickle.dumps((parse, data, source, reference)))
    read, *arguments = there
    records: Records = read(*arguments)
    assert pickle.loads(pickle.dumps(records)) == records == parse(data, source, reference)


def test_reading_depends_on_nothing_but_its_arguments(source: Source, reference: Reference) -> None:
    before = parse(saved(), source, reference)
    parse(MARKUPS["table"](), source, reference)
    assert parse(saved(), source, reference) == before == saved_tables().records


def test_what_is_known_of_the_page_is_no_code() -> None:
    """No rule names a municipality of the page, a title or an address: that would be a table from entry to answer."""
    rows = saved_tables().rows
    answers = {row[column] for row in rows["projects"] for column in ("municipality", "title", "gm_code")} - {None}
    answers |= {row[column] for row in rows["contacts"] for column in ("name", "email")} - {None}
    for module in {"dedupe.projects", "parse", *reached("dedupe.projects"), *reached("parse")}:
        tree = parsed(module)
        texts = {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not texts & answers, module


def test_the_page_is_named_in_its_definition_alone(source: Source) -> None:
    name = source.page["name"]
    names = {source.page["publisher"], source.page["heading"], name, name.replace("-", "_"), name.replace("-", " ")}
    for path in PIPELINE.rglob("*"):
        if path.suffix in {".py", ".html", ".css", ".js"}:
            text = path.read_text(encoding="utf-8").casefold()
            assert not [each for each in names if each.casefold() in text], path


def test_no_test_is_named_after_a_person(request: pytest.FixtureRequest) -> None:
    people = {row[column] for row in saved_tables().rows["contacts"] for column in ("name", "email")} - {None}
    written = {form.casefold() for value in people for form in (value, value.encode("unicode_escape").decode())}
    ids = [item.nodeid.casefold() for item in request.session.items]
    assert not [number for number, name in enumerate(ids) if any(value in name for value in written)]
