"""What most tests start from: the source's definition, the reference table, and the saved page with its tables."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline.definition.source import Source
from pipeline.editions.published import Published, read_published
from pipeline.gazetteer.gazetteer import Reference
from pipeline.privacy import detector
from pipeline.records import Records
from pipeline.tables.schema import Rows
from tests import datasets
from tests.editions.material import write
from tests.fetch.fetching import Place, make_place
from tests.fetch.server import Server, serving
from tests.pages.markups import saved

ROOT = Path(__file__).resolve().parent.parent
LOUD = "NOT TESTED"


# The same examples in every run; `pytest --hypothesis-profile=explore` looks for new ones.
settings.register_profile("default", derandomize=True, database=None)
settings.register_profile("explore", max_examples=2_000, print_blob=True)
settings.load_profile("default")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for all tests that were skipped for the same want, where it says so loudly."""
    reasons = Counter(str(report.longrepr[-1]) for report in terminalreporter.stats.get("skipped", []))
    for reason, count in reasons.items():
        if LOUD in reason:
            terminalreporter.write_line(f"{reason.removeprefix('Skipped: ')} ({count} tests)", red=True, bold=True)


@pytest.fixture(scope="session", autouse=True)
def _checkout() -> None:
    """The command line is used from the checkout, and no terminal around the tests says how wide lines are."""
    os.chdir(ROOT)
    os.environ.pop("COLUMNS", None)  # readline, which pytest imports, sets it for every process that is started


@pytest.fixture(scope="session")
def source() -> Source:
    return datasets.source()


@pytest.fixture(scope="session")
def reference() -> Reference:
    return datasets.reference()


@pytest.fixture(scope="session")
def page() -> bytes:
    return saved()


@pytest.fixture(scope="session")
def dataset() -> datasets.Dataset:
    return datasets.saved_tables()


@pytest.fixture(scope="session")
def records(dataset: datasets.Dataset) -> Records:
    return dataset.records


@pytest.fixture(scope="session")
def rows(dataset: datasets.Dataset) -> Rows:
    return dataset.rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the saved page, in a folder that the tests of one file share."""
    return write(tmp_path_factory.mktemp("tables"), saved())


@pytest.fixture(scope="module")
def published(folder: Path) -> Published:
    return read_published(folder)


@pytest.fixture
def server() -> Iterator[Server]:
    """A web server on loopback that answers as the test says."""
    with serving() as running:
        yield running


@pytest.fixture
def place(tmp_path: Path, server: Server) -> Place:
    """A folder with the saved page, whose source points to that server."""
    return make_place(tmp_path, server.address)


# The second detector takes seconds to load: only the tests that are about it have it.
@pytest.fixture(autouse=True)
def _without_detector(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "real_detector" not in request.fixturenames:
        monkeypatch.setattr(detector, "load", lambda: None)


@pytest.fixture
def real_detector() -> detector.Finder:
    found = detector.load()
    if found is None:
        pytest.skip("NOT TESTED: the second look at the public edition, since deduce is not installed")
    return found
