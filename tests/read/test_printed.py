"""HTML of printed pages is told from that of a site, whatever has a place on it."""

from pipeline.definition.source import Source
from tests.read.reading import lines

LINES = [f"De gemeente Assen traint raadsleden, deel {n}." for n in range(50)]


def test_lines_at_places_on_paper_are_read_from_the_top_down(source: Source) -> None:
    html = "".join(
        f'<p style="position:absolute;top:{18 * n}px;left:51px">{line}</p>' for n, line in reversed([*enumerate(LINES)])
    )
    assert " ".join(lines(html, source)).startswith(LINES[0])


def test_places_in_a_style_sheet_make_no_printed_page(source: Source) -> None:
    rules = ".a{position:absolute;top:0}" * 50
    html = f'<style>{rules}</style><p>{LINES[0]}</p><div style="position:absolute;top:9px">{LINES[1]}</div>'
    assert lines(html, source) == LINES[:2]


def test_boxes_with_a_place_within_each_other_are_read_once(source: Source) -> None:
    boxes = "".join(f'<div style="position:absolute;top:{n}px">{line}</div>' for n, line in enumerate(LINES))
    html = f'<div style="position:absolute;top:1.2.3px">{boxes}</div>'
    assert lines(html, source) == LINES


def test_sheets_end_at_rules_and_lines_at_breaks_alone(source: Source) -> None:
    texts = [f"De raad t{'oe' * n} begint." for n in range(50)]  # of digits alone, each sheet would begin the same
    sheets = ["<br>".join(f"{text}\n\ue101\ue102\rEn zo." for text in texts[n : n + 5]) for n in range(0, 50, 5)]
    assert lines("<hr><a name=2></a>".join(sheets), source) == [f"{text} En zo." for text in texts]
