"""Parts of a cluster that are killed in the middle of the work, or have a full disk: the same rows in the end."""

from pathlib import Path
from resource import RLIMIT_FSIZE, setrlimit
from signal import SIGINT

import pytest

from tests.archives.processes import LONGEST_WAIT, archives_of_page, begin, cluster, is_begun, kill, wait_for
from tests.archives.sets import Rows, archives, every_row

ARCHIVES = 8


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives_of_page(tmp_path_factory.mktemp("collection"), ARCHIVES)


@pytest.fixture(scope="module")
def undisturbed(collection: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert archives(collection, "--out", out, "--cluster", "none", "--workers", 2) == 0
    return every_row(out)


# `make bench-archives` does the same at more moments.
@pytest.mark.parametrize(("who", "done"), [("worker", 1), ("nanny", 2), ("scheduler", 3), ("client", 4)])
def test_what_is_killed_costs_no_row(collection: Path, undisturbed: Rows, tmp_path: Path, who: str, done: int) -> None:
    said = kill(collection, tmp_path / "out", who, done)
    assert every_row(tmp_path / "out") == undisturbed
    assert not list(tmp_path.glob("out/.*.new"))
    if who == "scheduler":
        assert "answers no more. What was read is kept; run it again" in said.splitlines()[-1]


def test_who_stops_it_waits_for_what_is_begun_and_a_second_run_does_the_rest(
    collection: Path, undisturbed: Rows, tmp_path: Path
) -> None:
    client = begin(collection, out := tmp_path / "out", "none")
    wait_for(lambda: is_begun(out))
    client.send_signal(SIGINT)
    assert client.communicate(timeout=LONGEST_WAIT)[1].startswith("Refused: Stopped.")
    assert len(list(out.glob("archive=*"))) < ARCHIVES
    assert archives(collection, "--out", out, "--cluster", "none", "--workers", 2) == 0
    assert every_row(out) == undisturbed


def test_a_full_disk_of_one_worker_fails_its_archives_and_a_second_run_reads_them(
    collection: Path, undisturbed: Rows, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with cluster(tmp_path, limit=lambda: setrlimit(RLIMIT_FSIZE, (10_000, 10_000))) as of_it:
        assert archives(collection, "--out", tmp_path / "out", "--cluster", of_it.address) == 1
    said = capsys.readouterr().out
    assert "File too large" in said
    assert f"Archives {len(list(tmp_path.glob('out/archive=*')))} of {ARCHIVES} read" in said
    assert archives(collection, "--out", tmp_path / "out", "--cluster", "none", "--workers", 2) == 0
    assert every_row(tmp_path / "out") == undisturbed
