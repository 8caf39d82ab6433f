"""`make browse`: the SQLite file in Datasette, from the projects on."""

import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from pipeline.__main__ import main
from pipeline.editions import sqlite
from pipeline.tables.editions import sqlite_name
from pipeline.tables.schema import BY_NAME

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds; a busy machine is slow


def test_it_opens_with_the_projects_on_a_free_port(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metadata = tmp_path / "browse.json"
    assert main(["sqlite", "--out", str(folder), "--metadata", str(metadata)]) == 0
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >{opened}.part && mv {opened}.part {opened}\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    database = folder / sqlite_name("weerbaar-bestuur")
    command = [sys.executable, str(ROOT / "tools" / "browse.py"), str(database), str(metadata)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            until = time.monotonic() + PATIENCE
            while not opened.exists() and time.monotonic() < until:
                time.sleep(0.1)
            url = opened.read_text(encoding="utf-8").strip()
            with urlopen(f"{url}.json") as answer:
                found = json.load(answer)
        finally:
            server.send_signal(2)
    assert url.endswith("/weerbaar_bestuur/projects")
    assert found["facet_results"].keys() == {"province", "theme_names"}
    assert {each["value"]: each["count"] for each in found["facet_results"]["province"]["results"]}["Zuid-Holland"] > 5


def test_what_is_faceted_is_in_the_tables() -> None:
    for name, facets in sqlite.FACETS.items():
        columns = {column.name: column.type for column in BY_NAME[name].columns}
        for facet in facets:
            assert columns[facet["array"]] == "list" if isinstance(facet, dict) else facet in columns
