"""What comes into raw/ can be built, and what is refused by a count can be accepted with a reason."""

import re
import tomllib
from pathlib import Path

import pytest

from pipeline.check.accepted_losses import load_accepted
from tests.fetch.fetching import PATH, Place, kept, live, said
from tests.fetch.server import Server, page
from tests.pages.markups import MARKUPS, saved

PAGE = MARKUPS["accordion"]().decode()
# The lines with contacts, and what is left of the page without them.
WITHOUT_CONTACTS = re.sub(r"<p[^>]*>(?:(?!</p>).)*?@.*?</p>", "", PAGE, flags=re.DOTALL).encode()
REASON = "de contacten staan nu elders"


def of_another_page(place: Place, name: str, bounds: str) -> None:
    """As the definition were that of a page that holds about so much."""
    text, found = re.subn(rf"(?m)^{name} = \[.*\]$", f"{name} = {bounds}", place.source.read_text())
    assert found
    place.source.write_text(text)


def test_a_page_whose_contacts_were_taken_off_is_refused_before_it_is_saved(place: Place, server: Server) -> None:
    server.replies[PATH] = [page(WITHOUT_CONTACTS)]
    live(place, 3, "expected 8 to 600 contacts, found", 'make fetch ACCEPT="reason"')
    assert not kept(place)
    said(place.run("build"), 0)


def test_it_can_be_accepted_with_a_reason_and_then_be_built(place: Place, server: Server) -> None:
    said(place.run("build"), 0)
    server.replies[PATH] = [page(WITHOUT_CONTACTS)]
    said(place.fetch("--from", "live", "--accept", REASON), 0, "new page, 31 entries")
    live(place, 0, "the same content")  # it is asked once
    run = place.run("build")
    said(run, 1, "contacts that were lost", "--accept")  # another question, of the tables before
    said(place.run("build", "--accept", REASON), 0, f"accepted: {REASON}")
    said(place.run("build"), 0, "Warning  count_contacts: expected 8 to 600")
    listed = load_accepted(place.raw / "accepted.toml")
    assert {entry.reason for entry in listed} == {REASON}
    assert "count_contacts" in {entry.loss.check for entry in listed}


def test_a_page_that_is_saved_already_can_be_accepted_by_the_build(place: Place) -> None:
    file = place.folder / "page.html"
    file.write_bytes(WITHOUT_CONTACTS)
    said(place.run("build", "--page", file), 1, "count_contacts", 'make build ACCEPT="reason"')
    said(place.run("build", "--page", file, "--accept", REASON), 0, f"accepted: {REASON}")
    said(place.run("build", "--page", file), 0)
    assert tomllib.loads((place.raw / "accepted.toml").read_text())["accepted"][0]["check"] == "count_contacts"


@pytest.mark.parametrize("name", ["themes", "entries", "projects", "municipalities", "contacts"])
def test_the_gate_asks_of_every_count_what_the_build_asks(
    name: str, place: Place, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> None:
    of_another_page(place, name, "[1000, 2000]")
    server.replies[PATH] = [page(PAGE.encode())]
    live(place, 3, f"expected 1000 to 2000 {name}, found", "ACCEPT")
    said(place.fetch("--from", "live", "--accept", REASON), 0, "new page")


def test_what_is_not_refused_by_a_count_is_not_accepted(place: Place, server: Server) -> None:
    for body in (b"<html><title>404</title><p>Niet gevonden</p></html>", PAGE.encode()[:-4000], saved()[:-700]):
        server.replies[PATH] = [page(body)]
        run = place.fetch("--from", "live", "--accept", REASON)
        said(run, 3, "refused, it looks like")
        assert "ACCEPT" not in run.err
    assert not (place.raw / "accepted.toml").exists()


def test_a_text_that_claims_more_than_it_holds_can_be_accepted(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(saved().replace(b"26 gemeenten", b"32 gemeenten"))
    said(
        place.fetch("--from", file), 1, "of the municipalities that the introduction claims expected at least", "ACCEPT"
    )
    said(place.fetch("--from", file, "--accept", REASON), 0, "new page")
    said(place.run("build", "--page", file), 0, f"accepted: {REASON}")
