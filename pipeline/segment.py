"""A `Page` to blocks: every line belongs to exactly one of introduction, aim, theme heading, entry or note."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from pipeline.aims import SAME_WORDS, is_aim_name, shared_words, theme_span, words_of
from pipeline.heads import is_title
from pipeline.outline import TITLE_LINES, Outline
from pipeline.records import Block, Kind, Page, Part
from pipeline.reference import Reference
from pipeline.signs import Signs
from pipeline.source import Source

LEVELS = 6  # of headings
LABELLED = frozenset({Kind.PLACE, Kind.LABEL})
LONGEST_CONTACT = 3  # lines, from the first that continues a contact to the one with its address


def segment(page: Page, source: Source, reference: Reference) -> tuple[Block, ...]:
    """The blocks of a page, in page order, without a gap."""
    signs = Signs(page, source, reference)
    return _Segmenter(page, source, signs, Outline(page, signs)).blocks()


class _Segmenter:
    """One pass over the outline of a page. Line numbers are 0-based, ends exclusive."""

    def __init__(self, page: Page, source: Source, signs: Signs, outline: Outline) -> None:
        self.lines = page.lines
        self.panels = page.panels
        self.source = source
        self.signs = signs
        self.outline = outline
        self.around, self.innermost = _nest(page)
        # The headings that may name what entries below them are about, by level; index 0 is not used.
        self.headings: list[list[int]] = [[] for _ in range(LEVELS + 1)]
        for n, line in enumerate(self.lines):
            if line.level and line.kind is Kind.HEADING and n not in outline.is_title:
                self.headings[line.level].append(n)

    def blocks(self) -> tuple[Block, ...]:
        """All lines in blocks."""
        outline = self.outline
        titles = {outline.head(title): title for title in outline.titles}
        stops = sorted({*outline.themes, *titles, len(self.lines)})
        blocks = self._introduction(stops[0])
        theme: int | None = None
        for n, end in pairwise(stops):
            if n in titles:
                block = self._entry(n, titles[n], end, theme)
            else:
                theme = n
                block = Block(Part.THEME, n, n + 1, n)
            blocks.append(block)
            if block.end < end:
                blocks.append(Block(Part.NOTE, block.end, end, theme))
        return tuple(blocks)

    # Entries

    def _entry(self, first: int, title: int, limit: int, theme: int | None) -> Block:
        """The entry whose titles begin at `first`; what stands behind its contact line or its panel is not of it."""
        panel = self.innermost[title]
        if panel is not None:
            limit = min(limit, self.panels[panel][1])
        begin = self._text_begin(title, limit)
        contact = self._contact_lines(begin, limit)
        text, end = (begin, contact[0]), contact[1]
        if contact[0] == begin and contact[0] < contact[1] < limit:
            text, end = (contact[1], limit), limit  # the contact stands before the text
        return Block(Part.ENTRY, first, end, theme, title, text, contact, self._scope(first, title))

    def _text_begin(self, title: int, limit: int) -> int:
        """Where the text of an entry begins: behind its title and the labels below that."""
        begin = title + (title not in self.outline.untitled)
        label = self.lines[title].label
        if label and label.alone and label.kind == "title" and begin < limit and self._is_title(begin):
            begin += 1  # the label stood alone: the title is the next line
        while begin < limit and (self._labels_text(begin) or (self.signs.places[begin] and begin == title + 1)):
            begin += 1
        return begin

    def _is_title(self, n: int) -> bool:
        """Whether a line is the title that a label before it announces, and nothing of its own."""
        return self.signs.labels[n] is None and is_title(self.lines[n])

    def _labels_text(self, n: int) -> bool:
        """Whether a line names the municipality by its label, or is nothing but a label of what follows."""
        label = self.lines[n].label
        is_label = label is not None and label.alone and label.kind in {"text", "municipality"}
        return is_label or self.lines[n].kind in LABELLED or n in self.signs.named

    def _contact_lines(self, begin: int, limit: int) -> tuple[int, int]:
        """Where the contact lines of an entry begin and end; where it has none, both are where its text ends.

        A known label tells, else one that is not known, else that a line is nothing but contacts.
        """
        signs = self.signs
        at = next((n for n in range(begin, limit) if signs.labels[n] == "contact"), None)
        if at is None:
            at = next((n for n in range(limit - 1, begin - 1, -1) if signs.is_unlabelled_contact(n)), None)
        if at is None:
            return limit, limit
        while at > begin and (signs.is_unlabelled_contact(at - 1) or signs.names_address(at - 1)):
            at -= 1
        end = at + 1
        label = self.lines[at].label
        is_list = label is not None and label.alone and label.kind == "contact" and end < limit
        if is_list:
            end += 1  # the label stood alone: the contact is the next line
        while further := self._further_contact(end, limit, is_list):
            end = further
        if not (label and label.colon) and any(signs.is_of_the_site(n) for n in range(at, end)):
            return at, at  # the foot of the site
        return at, end

    def _further_contact(self, n: int, limit: int, is_list: bool) -> int | None:
        """Where a contact that line `n` begins or continues ends: at its address, a few lines on; None if it does not.

        In a list of people below a label, names alone go on too.
        """
        signs = self.signs
        if n < limit and (self._is_labelled_contact(n, limit) or signs.is_unlabelled_contact(n)):
            return n + 1
        last = n
        while last < min(n + LONGEST_CONTACT, limit):
            is_place = signs.places[last] and last + 1 < limit and signs.is_unlabelled_contact(last + 1)
            if not (is_place or signs.continues_contact(last)):
                break
            last += 1
            if signs.has_reach(last - 1):
                return last
        return n + 1 if is_list and last > n else None

    def _is_labelled_contact(self, n: int, limit: int) -> bool:
        """Whether a further contact line begins: a label alone does only where what it labels follows."""
        if self.signs.labels[n] != "contact":
            return False
        return not self.signs.stands_alone(n) or (n + 1 < limit and self.signs.is_unlabelled_contact(n + 1))

    def _scope(self, first: int, title: int) -> int | None:
        """The panel or section title in whose scope an entry stands that has none of its own."""
        places = self.signs.places
        if any(self.lines[n].kind in TITLE_LINES or places[n] for n in range(first, title)):
            return None
        panel = self.innermost[first]
        while panel is not None:
            start = self.panels[panel][0]
            if start < first and places[start]:
                return start
            panel = self.around[panel]
        heading = self._heading_above(first, self.lines[title].level or LEVELS + 1)
        if heading is not None:
            return heading if places[heading] else None
        return self._place_before(first) if self.outline.named_by_place else None

    def _heading_above(self, first: int, level: int) -> int | None:
        """The last heading before line `first`, within its theme, that stands higher than `level`.

        One in a panel that has ended before is none.
        """
        before = (numbers[: bisect_left(numbers, first)][-1:] for numbers in self.headings[1:level])
        heading = max((n for last in before for n in last if self._is_around(n, first)), default=-1)
        return heading if heading > self._theme_before(first) else None

    def _is_around(self, n: int, first: int) -> bool:
        """Whether the panel in which line `n` stands, if it stands in one, goes on to line `first`."""
        panel = self.innermost[n]
        return panel is None or self.panels[panel][1] > first

    def _place_before(self, first: int) -> int | None:
        """The last line of its theme that names a municipality for the entries behind it."""
        places = self.signs.places
        return next((n for n in range(first - 1, self._theme_before(first), -1) if places[n]), None)

    def _theme_before(self, n: int) -> int:
        """The heading of the theme in which line `n` stands; -1 where it stands in none."""
        at = bisect_left(self.outline.themes, n)
        return self.outline.themes[at - 1] if at else -1

    # The introduction

    def _introduction(self, end: int) -> list[Block]:
        """The introduction, the aims in it, and what stands behind the first aim without being one."""
        lines = [self.lines[theme] for theme in self.outline.themes]
        headings = [words_of(line.text[slice(*theme_span(line))]) for line in lines]
        aims = [n for n in range(end - 1) if self._is_aim(n, headings)]
        blocks = [Block(Part.INTRODUCTION, 0, aims[0] if aims else end)] if (aims[0] if aims else end) else []
        for n, behind in zip(aims, [*aims[1:], end], strict=False):
            last = n + 2
            while last < behind and self.lines[last].kind is Kind.ITEM:
                last += 1
            blocks.append(Block(Part.AIM, n, last))
            if last < behind:
                blocks.append(Block(Part.NOTE, last, behind))
        return blocks

    def _is_aim(self, n: int, headings: list[frozenset[str]]) -> bool:
        """Whether a line of the introduction titles an aim: like a heading, and with the words of a theme's."""
        signs = self.signs
        if not signs.like_heading(n) or signs.like_heading(n + 1) or self.lines[n + 1].kind is Kind.ITEM:
            return False
        text = self.lines[n].text
        words = words_of(text)
        return any(shared_words(words, heading) >= SAME_WORDS for heading in headings) or is_aim_name(text, self.source)


def _nest(page: Page) -> tuple[list[int | None], list[int | None]]:
    """For each panel the panel around it, and for each line the innermost panel that holds it.

    None where there is none.
    """
    around: list[int | None] = []
    innermost: list[int | None] = [None] * len(page.lines)
    is_open: list[int] = []
    for number, (first, end) in enumerate(page.panels):
        while is_open and page.panels[is_open[-1]][1] <= first:
            is_open.pop()
        around.append(is_open[-1] if is_open else None)
        is_open.append(number)
        innermost[first:end] = [number] * (end - first)
    return around, innermost
