"""The documents for users speak of commands, files and counts that exist."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import yaml

from pipeline import __version__
from tests.datasets import saved_tables

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
USED = ("README", "docs/using", "docs/refreshing", "docs/corrections", "docs/personal-data")
FOR_USERS = "\n".join((ROOT / f"{document}.md").read_text(encoding="utf-8") for document in USED)
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCUMENTS = ("docs/architecture.md", "docs/python.md", "docs/reliability.md", "tests/README.md")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
CODE = re.findall(r"`([^`\n]+)`", FOR_USERS) + [
    line for block in re.findall(r"```\w*\n(.*?)```", FOR_USERS, re.S) for line in block.splitlines()
]
ELSEWHERE = {"robots.txt", "raw/accepted.toml"}
BARE = ("", "processed/", "pipeline/editions/")  # the folders of which files are named without the folder
MADE_WHEN_NEEDED = {"processed/public", "raw/rejected"}


def test_every_file_exists() -> None:
    files, folders = present()
    for code in CODE:
        if re.fullmatch(r"[\w/.-]+\.(?:csv|json|txt|toml|py|md|html|parquet|lock)", code) and not code.startswith("."):
            places = [code] if "/" in code else [f"{folder}{code}" for folder in BARE]
            assert code in ELSEWHERE or files & set(places), code
        if re.fullmatch(r"[\w/.-]+/", code) and not code.startswith("http"):
            assert code.rstrip("/") in folders | MADE_WHEN_NEEDED, code
    for script in re.findall(r"\bsh ([\w/]+)", " ".join(CODE)):
        assert script in files, script


def present() -> tuple[set[str], set[str]]:
    """The files of the project, as paths from its root, and their folders."""
    parts = [part for part in ROOT.iterdir() if part.name[0] != "."]
    files = {str(path.relative_to(ROOT)) for part in parts for path in (part, *part.rglob("*")) if path.is_file()}
    return files, {str(folder) for file in files for folder in Path(file).parents}


def test_every_module_is_in_the_map_and_nothing_else() -> None:
    folders = [path.parent for path in (ROOT / "pipeline").glob("*/__init__.py")]
    modules = [path.relative_to(each).as_posix() for each in folders for path in each.rglob("*.py")]
    modules += [path.name for path in (ROOT / "pipeline").glob("*.py")]
    named = re.findall(r"^ {4,6}([\w/]+\.py) ", ARCHITECTURE, re.MULTILINE)
    assert sorted(named) == sorted(name for name in modules if not name.endswith("__init__.py"))
    for name in re.findall(r"^ {4}(\w+)/ ", ARCHITECTURE, re.MULTILINE):
        assert (ROOT / "pipeline" / name).is_dir() or (ROOT / name).is_dir(), name


def test_every_file_that_the_documents_name_exists() -> None:
    files, folders = present()
    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        for name in re.findall(
            r"`((?:pipeline|docs|tests|truth|golden|guard|pages|contacts|dedupe|fetch)/[\w./]*)`", text
        ):
            found = {name.rstrip("/"), f"tests/{name}".rstrip("/")}
            assert found & (files | folders), name


def test_a_command_is_in_one_table() -> None:
    cells = re.findall(r"^\| (`[^|]*`) \|", FOR_USERS + CONTRIBUTING, re.MULTILINE)
    named = [code for cell in cells for code in re.findall(r"`([^`]*(?:make|python)[^`]*)`", cell)]
    assert named
    assert len(named) == len(set(named))


def test_citation_package_and_readme_name_the_same_licences_and_none_for_texts_of_others() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == __version__
    assert "license" not in citation  # of the whole there is no one licence
    named = {(each["type"], each.get("license")) for each in citation["references"]}
    package = json.loads((ROOT / "processed" / "datapackage.json").read_text(encoding="utf-8"))
    (data, _) = package["licenses"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert named == {("website", None), ("data", data["name"]), ("software", project["license"])}
    terms = README.partition("## Terms")[2]
    assert data["name"].replace("-", " ") in terms
    assert project["license"] in terms


def test_the_counts_are_those_of_the_tables() -> None:
    rows = saved_tables().rows
    for name, count in re.findall(r"^\| `(\w+)\.csv`[^|]*\| (\d+) \|", README, re.MULTILINE):
        assert len(rows[name]) == int(count), name


def test_make_help_lists_every_target_that_is_documented() -> None:
    ran = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = set(re.findall(r"^make ([\w-]+)", ran.stdout, re.MULTILINE))
    documented = re.findall(r"`make ([a-z-]+)", FOR_USERS + CONTRIBUTING)
    assert documented
    assert set(documented) <= listed


def test_nothing_is_left_to_fill_in() -> None:
    assert "<!--" not in README
    assert "TODO" not in README


def test_browsing_writes_the_sqlite_file_once() -> None:
    ran = subprocess.run(["make", "-n", "browse"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.count("-m pipeline sqlite") == 1
