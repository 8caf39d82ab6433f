"""The report of the saved page, open in a browser."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.editions import report
from tests.editions.browser import Browser, window
from tests.editions.material import write
from tests.pages.markups import saved


def make_report(folder: Path, data: bytes, before: bytes | None = None) -> Path:
    tables = write(folder, data, before)
    assert report.run(argparse.Namespace(out=tables)) == 0
    return tables / "report.html"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_report(tmp_path_factory.mktemp("report"), saved())


@pytest.fixture(scope="module")
def window_of_module() -> Iterator[Browser]:
    with window() as browser:
        yield browser


@pytest.fixture
def browser(window_of_module: Browser, page: Path) -> Browser:
    window_of_module.open(page)
    return window_of_module
