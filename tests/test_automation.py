"""What runs by itself: hooks before a commit, workflows, the scheduled refresh; and the citation."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.pages.changes import replace
from tests.pages.markups import saved_text
from tests.test_readme import ROOT, TARGETS

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CITATION = ROOT / "CITATION.cff"


def loaded(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def workflow(name: str) -> dict[str, Any]:
    return loaded(ROOT / ".github" / "workflows" / f"{name}.yml")


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def flaws(schema: str, path: Path) -> str:
    """What a schema says against a file; nothing where it holds."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True)
    return ran.stdout + ran.stderr if ran.returncode else ""


# The citation


def test_the_citation_is_valid() -> None:
    assert flaws("citation-file-format", CITATION) == ""


def test_a_citation_of_an_unknown_type_is_not(tmp_path: Path) -> None:
    wrong = tmp_path / "CITATION.cff"
    wrong.write_text(replace(CITATION.read_text(encoding="utf-8"), "type: website", "type: webpage"), encoding="utf-8")
    assert "'webpage' is not one of" in flaws("citation-file-format", wrong)


# Hooks


def test_the_hooks_run_what_make_check_runs() -> None:
    recipe = MAKEFILE.partition("\ncheck:")[2].partition("\n\n")[0]
    checks = [line.strip().replace("$(PY)", ".venv/bin/python") for line in recipe.splitlines()[1:]]
    (repository,) = loaded(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    assert [hook["entry"] for hook in repository["hooks"]] == checks
    whatever_changed = {"language": "system", "pass_filenames": False, "always_run": True}
    settings = [{name: hook[name] for name in {*hook} - {"id", "name", "entry"}} for hook in repository["hooks"]]
    assert settings == [whatever_changed] * len(checks)


# Workflows


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_is_one(path: Path) -> None:
    assert flaws("github-workflows", path) == ""


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_pins_its_actions_and_its_system(path: Path) -> None:
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"]) for step in steps(path.stem) if "uses" in step)
    jobs = loaded(path)["jobs"].values()
    assert all(job["runs-on"][-1].isdigit() and job["timeout-minutes"] for job in jobs)
    assert loaded(path)["permissions"]


def test_what_runs_by_itself_names_what_exists() -> None:
    scripts = [str(step["run"]) for path in WORKFLOWS for step in steps(path.stem) if "run" in step]
    scripts += [(ROOT / "tools" / "refresh").read_text(encoding="utf-8")]
    code = "\n".join(line for script in scripts for line in script.splitlines() if not line.lstrip().startswith("#"))
    assert set(re.findall(r"\bmake ([a-z-]+)", code)) <= TARGETS
    named = re.findall(r"^(?:sh )?(\.ci/\w+|tools/\w+)$", code, re.MULTILINE)
    assert named == ["tools/refresh", ".ci/run"]
    assert all((ROOT / script).is_file() for script in named)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_tests_run_with_every_supported_python() -> None:
    supported = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    first, after = map(int, re.fullmatch(r">=3\.(\d+),<3\.(\d+)", supported).groups())
    (job,) = workflow("tests")["jobs"].values()
    assert job["strategy"]["matrix"]["python"] == [f"3.{minor}" for minor in range(first, after)]


# The refresh

MAKE = """#!/bin/sh
case "$1" in
fetch)
    mkdir -p raw/rejected
    [ -z "${ASIDE:-}${REFUSED:-}" ] || echo '{}' >raw/rejected/page.json
    [ -z "${REFUSED:-}" ] || exit "$REFUSED"
    [ ! -e "$PAGE" ] || .venv/bin/python -m pipeline fetch --from "$PAGE" --captured-at 2022-01-02T03:04Z
    ;;
build) .venv/bin/python -m pipeline build ;;
esac
"""
"""In the place of make: it fetches a file instead of the live page, and sets up nothing."""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The project as a repository with one commit."""
    folder = tmp_path / "clone"
    for part in ("pipeline", "raw", "tools"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "rejected", ".*"))
    program(tmp_path / "bin" / "make", MAKE)
    program(folder / ".venv" / "bin" / "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    shutil.copy(ROOT / ".gitignore", folder)
    subprocess.run([sys.executable, "-m", "pipeline", "build"], cwd=folder, check=True, capture_output=True)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Before")
    return folder


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def environment(clone: Path, **more: str) -> dict[str, str]:
    who = {f"GIT_{role}_{what}": "somebody" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    path = f"{clone.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return os.environ | who | {"PATH": path, "PAGE": str(clone.parent / "new.txt")} | more


def git(clone: Path, *words: str) -> str:
    ran = subprocess.run(["git", *words], cwd=clone, check=True, capture_output=True, text=True, env=environment(clone))
    return ran.stdout.strip()


def refresh(clone: Path, **more: str) -> int:
    command = ["sh", str(clone / "tools" / "refresh")]
    return subprocess.run(command, env=environment(clone, **more), capture_output=True).returncode


def subjects(clone: Path) -> list[str]:
    return git(clone, "log", "--format=%s").splitlines()


def test_a_page_that_changed_is_committed_with_its_changes(clone: Path) -> None:
    changed = replace(saved_text(), "Professionalisering gemeentebestuur", "Een gemeentebestuur van vaklui")
    (clone.parent / "new.txt").write_text(changed, encoding="utf-8")
    assert refresh(clone) == 0
    newest, before = subjects(clone)
    assert newest.startswith("Refresh: 20220102T030400Z-")
    assert before == "Before"
    body = git(clone, "log", "-1", "--format=%b")
    assert "31 entries" in body
    assert "retitled: Brunssum: Professionalisering gemeentebestuur → Een gemeentebestuur van vaklui" in body
    assert git(clone, "status", "--porcelain") == ""
    assert {path.partition("/")[0] for path in git(clone, "diff", "--name-only", "HEAD~1").splitlines()} == {
        "raw", "processed"
    }  # fmt: skip


def test_where_nothing_changed_nothing_is_committed(clone: Path) -> None:
    assert refresh(clone) == 0
    assert subjects(clone) == ["Before"]


@pytest.mark.parametrize("code", ["1", "3"])
def test_a_refresh_that_gets_no_page_fails_and_commits_nothing(clone: Path, code: str) -> None:
    assert refresh(clone, REFUSED=code) != 0
    assert subjects(clone) == ["Before"]


def test_tables_that_are_refused_are_not_committed(clone: Path) -> None:
    fewer = saved_text().partition("\nAntidemocratische gedragingen\n")[0]
    (clone.parent / "new.txt").write_text(fewer, encoding="utf-8")
    assert refresh(clone) != 0
    assert subjects(clone) == ["Before"]


def test_what_is_not_the_page_fails_the_refresh_though_another_origin_gave_it(clone: Path) -> None:
    assert refresh(clone, ASIDE="1") != 0
