"""Fetching and building together: a new page becomes new tables, a loss is refused, history is kept."""

import csv
import shutil
from pathlib import Path

from tests.fetch.fetching import PATH, Place, tables, whole
from tests.fetch.server import Server, page
from tests.pages.changes import as_markup, replace, section
from tests.pages.markups import MARKUPS, saved_text

PAGE = MARKUPS["accordion"]()
WITHOUT_DEVENTER, WITH_OMMEN = as_markup("removed"), as_markup("added")


def without_gouda(text: str) -> str:
    return replace(text, section(text, "Project: Bestuurlijke weerbaarheid", "Project: "), "")


WITHOUT_GOUDA = without_gouda(saved_text()).encode()


def rows(place: Place, table: str) -> list[dict[str, str]]:
    with (place.folder / "processed" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bring(place: Place, tmp_path: Path, content: bytes, captured_at: str) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(content)
    assert place.fetch("--from", file, "--captured-at", captured_at).code == 0


def test_a_new_page_becomes_new_tables_with_its_changes(place: Place, server: Server) -> None:
    assert place.run("build").code == 0
    server.replies[PATH] = [page(WITH_OMMEN)]
    assert place.fetch().code == 0
    run = place.run("build")
    assert run.code == 0, run
    assert "Ommen" in {row["municipality"] for row in rows(place, "projects")}
    assert [row["change"] for row in rows(place, "changes") if row["level"] == "project"] == ["came"]
    assert [row["origin"] for row in rows(place, "snapshots")] == ["file", "live"]
    listed = place.run("snapshots")
    assert listed.code == 0
    assert "came: Ommen: Veilig buitengebied" in listed.out
    assert run.out.splitlines()[-2:] == [
        f"Changed since {rows(place, 'snapshots')[0]['snapshot_id']}", "  came: Ommen: Veilig buitengebied",
    ]  # fmt: skip


def test_a_loss_is_refused_until_someone_says_that_it_is_so(place: Place, server: Server) -> None:
    assert place.run("build").code == 0
    before = tables(place.folder / "processed")
    server.replies[PATH] = [page(WITHOUT_DEVENTER)]
    assert place.fetch().code == 0
    run = place.run("build")
    assert run.code == 1
    assert "Deventer" in run.err
    assert tables(place.folder / "processed") == before
    run = place.run("build", "--accept", "Deventer has ended its project")
    assert run.code == 0, run
    whole(place.folder / "processed")
    assert [row for row in rows(place, "checks") if "Deventer has ended its project" in row["detail"]]
    assert "Deventer" not in {row["municipality"] for row in rows(place, "projects")}


def test_the_reason_for_a_loss_stays(place: Place, server: Server) -> None:
    assert place.run("build").code == 0
    aside = shutil.copytree(place.folder / "processed", place.folder / "aside")
    server.replies[PATH] = [page(WITHOUT_DEVENTER)]
    assert place.fetch().code == 0
    assert place.run("build", "--accept", 'Deventer "has ended"\nits project').code == 0
    accepted = tables(place.folder / "processed")
    listed = (place.raw / "accepted.toml").read_text(encoding="utf-8")
    assert "Deventer" in listed
    again = place.run("build")
    assert again.code == 0, again
    assert tables(place.folder / "processed") == accepted
    assert 'accepted: Deventer "has ended" its project' in again.err
    assert place.run("build", "--out", "elsewhere").code == 0
    assert tables(place.folder / "elsewhere") == accepted
    shutil.rmtree(place.folder / "processed")
    aside.rename(place.folder / "processed")
    assert place.run("build").code == 0  # the same loss of the same page
    assert tables(place.folder / "processed") == accepted
    assert (place.raw / "accepted.toml").read_text(encoding="utf-8") == listed
    levels = [row["level"] for row in rows(place, "checks")]
    assert levels == sorted(levels, key=["error", "warning", "info"].index)


def test_a_reason_accepts_only_what_it_was_given_for(place: Place, tmp_path: Path) -> None:
    assert place.run("build").code == 0
    bring(place, tmp_path, WITHOUT_DEVENTER, "2022-01-01T00:00:00Z")
    assert place.run("build", "--accept", "Deventer has ended its project").code == 0
    file = tmp_path / "ommen.html"
    file.write_bytes(WITH_OMMEN)
    assert place.run("build", "--page", file).code == 0
    run = place.run("build")  # loses Ommen as well as Deventer
    assert run.code == 1
    assert "Ommen" in run.err
    shutil.rmtree(place.folder / "processed")
    bring(place, tmp_path, PAGE, "2022-02-01T00:00:00Z")
    assert place.run("build").code == 0
    assert not [row for row in rows(place, "checks") if row["check"] == "against_the_tables_before"]
    bring(place, tmp_path, WITHOUT_GOUDA, "2022-03-01T00:00:00Z")
    run = place.run("build")
    assert run.code == 1
    assert "Gouda" in run.err


def test_a_refused_response_leaves_the_tables_as_they_are(place: Place, server: Server) -> None:
    assert place.run("build").code == 0
    before = tables(place.folder / "processed")
    server.replies[PATH] = [page(b"<title>503</title><h1>Onderhoud</h1>")]
    run = place.fetch("--from", "live")
    assert run.code == 3
    assert "Warning: no origin gave the page; the newest saved page stays" in run.err
    assert place.run("build").code == 0
    assert tables(place.folder / "processed") == before


VERSIONS = {"2022-01-01T00:00:00Z": PAGE, "2022-06-01T00:00:00Z": WITHOUT_DEVENTER, "2023-01-01T00:00:00Z": WITH_OMMEN}


def test_an_older_capture_that_comes_later_gives_the_same_tables(place: Place, tmp_path: Path) -> None:
    for captured_at in VERSIONS:
        bring(place, tmp_path, VERSIONS[captured_at], captured_at)
    assert place.run("build").code == 0
    expected = tables(place.folder / "processed")
    assert {row["municipality"] for row in rows(place, "changes")} == {"Deventer", "Ommen"}
    for path in place.raw.glob("202*"):
        path.unlink()
    for captured_at in reversed(VERSIONS):
        bring(place, tmp_path, VERSIONS[captured_at], captured_at)
        shutil.rmtree(place.folder / "processed")
        assert place.run("build").code == 0
    assert tables(place.folder / "processed") == expected
