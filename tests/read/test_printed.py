"""HTML of printed pages is told from that of a site, whatever has a place on it."""

import pytest

from pipeline.definition.source import Source
from pipeline.records import Refusal
from tests.read.reading import lines

ENTRY = ["Projecttitel: Alfaplan", "Projectleider: Jan Jansen, j.jansen@assen.nl"]
LINES = [f"De gemeente Assen traint raadsleden, deel {n}." for n in range(50)]


def test_lines_at_places_on_paper_are_read_from_the_top_down(source: Source) -> None:
    html = "".join(
        f'<p style="position:absolute;top:{18 * n}px;left:51px">{line}</p>' for n, line in reversed([*enumerate(LINES)])
    )
    assert " ".join(lines(html, source)).startswith(LINES[0])


@pytest.mark.parametrize("form", ["<p>{}</p>", "<div>{}</div>", "{}<br>", "<section><nav>{}</nav></section>"])
def test_what_has_no_place_is_read_before_or_after_the_lines_that_have_one(form: str, source: Source) -> None:
    texts = [f"De raad t{'oe' * n} begint." for n in range(50)]
    placed = "".join(f'<p style="position:absolute;top:{18 * n}px">{text}</p>' for n, text in enumerate(texts))
    entry = "".join(map(form.format, ENTRY))
    assert lines(f"<h2>Assen</h2><div>{placed}</div>{entry}", source) == ["Assen", *texts, *ENTRY]


def test_a_site_with_some_boxes_at_places_is_no_printed_page(source: Source) -> None:
    """Even where its text is in no paragraph."""
    placed = "".join(f'<p style="position:absolute;top:{18 * n}px">Menu</p>' for n in range(50))
    html = f"{placed}{''.join(f'<div>{line}</div>' for line in LINES)}<nav>Naar het begin</nav>"
    assert lines(html, source)[50:] == LINES


def test_places_in_a_style_sheet_make_no_printed_page(source: Source) -> None:
    rules = ".a{position:absolute;top:0}" * 50
    html = f'<style>{rules}</style><p>{LINES[0]}</p><div style="position:absolute;top:9px">{LINES[1]}</div>'
    assert lines(html, source) == LINES[:2]


def test_a_page_of_nothing_but_places_in_a_comment_is_empty(source: Source) -> None:
    with pytest.raises(Refusal, match="The HTML is empty"):
        lines(f"<!DOCTYPE html><!-- {'position:absolute;top:0<' * 50} -->".encode(), source)


def test_boxes_with_a_place_within_each_other_are_read_once(source: Source) -> None:
    boxes = "".join(f'<div style="position:absolute;top:{n}px">{line}</div>' for n, line in enumerate(LINES))
    html = f'<div style="position:absolute;top:1.2.3px">{boxes}</div>'
    assert lines(html, source) == LINES


def test_sheets_end_at_rules_and_lines_at_breaks_alone(source: Source) -> None:
    texts = [f"De raad t{'oe' * n} begint." for n in range(50)]  # of digits alone, each sheet would begin the same
    sheets = ["<br>".join(f"{text}\n\ue101\ue102\rEn\tzo." for text in texts[n : n + 5]) for n in range(0, 50, 5)]
    assert lines("<hr><a name=2></a>".join(sheets), source) == [f"{text} En zo." for text in texts]


def test_boxes_between_breaks_part_lines(source: Source) -> None:
    sheets = "<br>".join(f"<div>De raad t{'oe' * n} begint.</div>En zo." for n in range(50))
    assert lines(f"{sheets}<hr><a name=2></a>Einde", source)[:2] == ["De raad t begint.", "En zo."]
