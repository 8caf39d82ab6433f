"""What must hold whatever the bytes: tables or a refusal, no word lost unsaid or glued, and tables that hold."""

import re
import traceback
from dataclasses import dataclass
from unicodedata import normalize

from lxml.html import defs

from pipeline.read.encoding import decode
from pipeline.read.markdown import is_markdown
from pipeline.read.plain_text import LIGATURES
from pipeline.read.unpacking import unpacked
from pipeline.records import Page, Refusal
from pipeline.text.normalise import clean
from tests.conservation import BOXES, glued, lost, shown
from tests.datasets import Dataset, failed, tables

MADE_WRONG = frozenset(
    "nothing_lost entries_whole quotes_hold offsets_hold keys_unique references_resolve values_fit".split()
)
"""Checks that fail only where the pipeline errs, whatever the page."""
SHORTEST_REASON = 20  # characters of a refusal that says why
STEERS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u180e\u200e\u200f\u202a-\u202e\u2066-\u206f]")
CONTROLS = dict.fromkeys({*range(32)} - set(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f")))  # are no text, and are in no tag
# "[plan](plan.pdf)": where a link of Markdown leads.
TARGET = re.compile(r"(\[[^\[\]]*\])\([^()\s]*\)")
# A tag in Markdown is handed on to browsers (CommonMark 0.31, 6.6), which show none of its words: those of boxes begin
# a line. "<jan@ommen.nl>" is shown, and "<naam>" is kept, though no browser shows it: somebody may have written it.
ELEMENTS = "|".join(
    defs.tags | set("bdi data dialog joomla-hidden-mail listing main nobr picture search template xmp".split())
)
TAG_IN_MARKDOWN = re.compile(rf"</?({ELEMENTS})(?=[\s/>])[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Fault:
    """What does not hold: its kind, by which faults are told apart, and what shows it."""

    kind: str
    what: str


def fault(data: bytes) -> Fault | None:
    """What is wrong with what the pipeline makes of some bytes; None where all holds."""
    try:
        dataset = tables(data)
    except Refusal as refusal:
        return Fault("refusal without a reason", str(refusal)) if len(str(refusal)) < SHORTEST_REASON else None
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return Fault(f"{type(error).__name__} in {last.name}", str(error))
    page = dataset.records.page
    return _of_tables(dataset) or _of_cells(dataset) or _of_text(page) or _of_words(page, data)


def _of_cells(dataset: Dataset) -> Fault | None:
    """No cell holds what steers a terminal or turns a text around, whatever is on the page."""
    cells = (str(cell) for table in dataset.rows.values() for row in table for cell in row.values())
    steering = [cell for cell in cells if not cell.isprintable() and STEERS.search(cell)]
    return Fault("steering cell", repr(steering[:3])) if steering else None


def _of_tables(dataset: Dataset) -> Fault | None:
    wrong = sorted(MADE_WRONG & set(failed(dataset)))
    details = (row["detail"] for row in dataset.rows["checks"] if row["check"] in wrong)
    return Fault(" ".join(wrong), "; ".join(map(str, details))) if wrong else None


def _of_text(page: Page) -> Fault | None:
    """Every line is as all lines are: composed, on one line, without what nobody sees."""
    unclean = [line.text for line in page.lines if clean(line.text) != line.text]
    return Fault("unclean line", repr(unclean)) if unclean else None


def _of_words(page: Page, data: bytes) -> Fault | None:
    text = reference(page, data)
    # What is one word in the bytes was not glued by reading: browsers show nothing of a choice but its options.
    if joined := [word for word in glued(page, text) if word.encode() not in data]:
        return Fault("glued", " ".join(joined))
    if missing := lost(page, text):
        return Fault("lost", " ".join(missing))
    return None


def reference(page: Page, data: bytes) -> str:
    """What a browser shows of the bytes that a page is of."""
    packed = unpacked(data)
    characters = decode(packed.data, packed.charset).text.translate(CONTROLS)
    if page.media_type != "text/html":  # an address of Markdown's is in `links`, and "ﬁ" is two letters
        if is_markdown(characters):
            characters = TARGET.sub(r"\1", characters)
            characters = TAG_IN_MARKDOWN.sub(lambda tag: "\n" * (tag[1].lower() in BOXES), characters)
        return LIGATURES.sub(lambda each: normalize("NFKC", each[0]), characters)
    return shown(characters)
