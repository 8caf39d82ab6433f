"""Was the page cut off? A document shows it at any place; text and pieces of HTML show it in most places."""

import re
from collections.abc import Callable

import pytest

from pipeline.definition.source import load_source
from pipeline.fetch.acceptance import CUT_OFF, assess
from pipeline.gazetteer.gazetteer import load_reference
from tests.pages.changes import CHANGES, as_markup, as_text, cut_near_the_end
from tests.pages.markups import MARKUPS, WRITERS, in_markup, saved, saved_text
from tests.pages.variants import VARIANTS

SOURCE, REFERENCE = load_source(), load_reference()
FORMS = ("accordion", "table", "headings")
SHARES = [n / 20 for n in range(2, 20)]
FROM_HALF_ON = [share for share in SHARES if share >= 0.5]  # before that too little is left to say what it was
# The last line of the saved page holds two people with an address each.
LAST_CONTACT = re.compile(r"\nProjectleiders: [^\n]+\Z")


def passes(data: bytes) -> bool:
    """Whether it is accepted; where not, because it was cut off."""
    verdict = assess(data, SOURCE, REFERENCE)
    assert verdict.records or (verdict.looks_like == CUT_OFF and "@" not in verdict.why), verdict
    return verdict.records is not None


def piece(document: bytes) -> bytes:
    """What is in the element `main` of a document, as when only that was saved."""
    return document[document.index(b">", document.index(b"<main")) + 1 : document.index(b"</main>")]


def boxed(document: bytes) -> bytes:
    """The element `main` of a document."""
    return document[document.index(b"<main") : document.index(b"</main>") + len(b"</main>")]


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("form", FORMS)
def test_a_document_cut_off_anywhere_is_refused(form: str, share: float) -> None:
    page = MARKUPS[form]()
    start, end = page.index(b"<main"), page.index(b"</main>")
    assert not passes(page[: int(start + share * (end - start))])


@pytest.mark.parametrize("share", FROM_HALF_ON)
@pytest.mark.parametrize("cut_out", [piece, boxed])
@pytest.mark.parametrize("form", FORMS)
def test_a_piece_of_html_cut_off_is_refused(form: str, cut_out: Callable[[bytes], bytes], share: float) -> None:
    page = cut_out(MARKUPS[form]())
    assert not passes(page[: int(share * len(page))])


@pytest.mark.parametrize("share", [0.5, 0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.94, 0.96, 0.98, 0.99])
def test_a_text_cut_off_is_refused(share: float) -> None:
    assert not passes(saved()[: int(share * len(saved()))])


def test_a_text_cut_off_within_its_last_contact_line_is_refused() -> None:
    page = saved()
    label, first_address_ends = page.rindex(b"Projectleiders"), page.rindex(b", ", 0, page.rindex(b", "))
    for end in range(label, len(page) - 1):
        assert passes(page[:end]) == (end == first_address_ends), page[label:end]


def test_a_text_cut_off_when_all_municipalities_were_named_is_refused() -> None:
    assert not passes(cut_near_the_end())


def test_a_text_cut_off_right_after_an_entry_shows_it_only_by_what_it_claims() -> None:
    lines = saved_text().split("\n")
    ends = [n for n, line in enumerate(lines, start=1) if re.match("(Projectleid|Contact projectleiding)", line)]
    whole = [passes("\n".join(lines[:end]).encode()) for end in ends[19:]]
    # After the 24th entry 24 of the 26 claimed municipalities were named: the page may as well have lost two.
    assert whole == [False] * 4 + [True] * 8


@pytest.mark.parametrize("name", [name for name in {**MARKUPS, **VARIANTS} if name not in ("broken", "utf-16")])
def test_a_whole_piece_of_html_passes(name: str) -> None:
    page = {**MARKUPS, **VARIANTS}[name]()
    if b"<main" in page:
        assert passes(piece(page))
        assert passes(boxed(page))


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_piece_of_html_passes(name: str) -> None:
    assert passes(piece(as_markup(name)))


def without_last_contact(text: str) -> str:
    shorter, found = LAST_CONTACT.subn("\n", text)
    assert found
    return shorter


@pytest.mark.parametrize("form", FORMS)
def test_a_last_entry_without_contact_is_no_cut_where_the_document_is_closed(form: str) -> None:
    assert passes(in_markup(WRITERS[form], without_last_contact))


def test_a_text_whose_last_entry_has_no_contact_cannot_be_told_from_a_cut_one() -> None:
    assert not passes(without_last_contact(saved_text()).encode())


def test_an_entry_without_contact_before_the_last_is_no_cut() -> None:
    assert passes(as_text("contact_missing"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_that_is_never_closed_is_refused_whatever_it_holds(encoding: str) -> None:
    page = MARKUPS["headings"]().decode()
    opened = page[: page.index("</body>")]
    assert not passes(opened.encode(encoding))
    assert not passes(re.sub("<html[^>]*>", "", opened).encode(encoding))
    assert passes((opened + "</HTML\n>").encode(encoding))


@pytest.mark.parametrize("hidden", ["<script>'</body></html>'</script>", "<!-- </body></html> -->", "<!-- </html>"])
def test_an_end_that_only_a_script_or_a_comment_names_is_none(hidden: str) -> None:
    assert not passes(re.sub(rb"</(body|html)>", b"", MARKUPS["headings"]()) + hidden.encode())


@pytest.mark.parametrize("closed", ['<a id="top" />', "<!-->", "<script src='a.js' />", "<!--[if !IE]><!-->"])
def test_what_closes_itself_does_not_stay_open(closed: str) -> None:
    page = MARKUPS["headings"]()
    assert passes(closed.encode() + piece(page))
    assert passes(page.replace(b"</h1>", b"</h1>" + closed.encode()))


def test_a_page_cut_off_within_a_character_is_named() -> None:
    page = saved()
    assert not passes(page[: page.rindex("ë".encode()) + 1])


def test_what_cannot_be_read_for_another_reason_is_not_called_cut_off() -> None:
    for data in (b"<h1>" * 20_000, bytes(range(256))):
        assert assess(data, SOURCE, REFERENCE).looks_like == "no text"


@pytest.mark.parametrize("opened", ["<!--", "<script>", "<title>", "<title", "<input type ", "<", "</script "])
def test_what_is_left_open_many_times_is_assessed_in_seconds(opened: str) -> None:
    """Where the time grows with the square of what is open, each of these takes an hour."""
    assert assess(MARKUPS["accordion"]()[:60_000] + opened.encode() * 300_000, SOURCE, REFERENCE).records is None
