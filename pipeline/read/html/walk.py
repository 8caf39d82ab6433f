"""The walk over the tree of an HTML page: what ends a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pipeline.read.html.anchors import Anchors
from pipeline.read.html.attributes import number
from pipeline.read.html.badges import is_beside_title
from pipeline.read.html.boilerplate import is_boilerplate, is_content, is_missed, is_panel
from pipeline.read.html.content import SHOWS_NOTHING, Content
from pipeline.read.html.element import BLOCK, BOXES_LEFT_OUT, Element, name_of
from pipeline.read.html.open_line import OpenLine
from pipeline.read.html.side_by_side import is_label_of_pair
from pipeline.read.html.texts import (
    NOT_READ,
    bare_beside,
    beginning,
    lines_within,
    markup_in,
    texts_of,
    weight,
    whole_text,
)
from pipeline.read.lines import Lines
from pipeline.read.links import Targets
from pipeline.records import Kind
from pipeline.text.normalise import split_words

# Kinds of labels that begin a line of their own where they are bold in the middle of one.
BEGINS_A_LINE: Final = frozenset({"title", "contact"})
Handler = Callable[["Walk", Element], None]


class Walk(OpenLine):
    """One walk over one tree: where a box begins or ends, so does a line."""

    def __init__(
        self,
        content: Content,
        lines: Lines,
        readers: Mapping[str, Handler],
        handlers: Mapping[str, Handler],
        targets: Targets,
    ) -> None:
        """`readers` read an element of each name; `handlers` the boxes that are more than their text and children."""
        super().__init__(lines, Anchors(lines, targets, content.cloaked))
        self.content = content
        self.readers = readers
        self.handlers = handlers
        self.nested = 0  # how many lists and tables are around what is being read
        self.is_below, self.looked_at = False, 0  # a heading is above; how many lines were looked at for one
        self.items_are_panels = False  # the list that is being read is but the layout of projects
        self.theme = ""  # the last theme that a row named
        self.cloaked = content.cloaked
        self.linked: list[int] = []  # the lines in which a link leads to no address
        self.passed: list[Element] = []  # openers where they are
        self.contents: list[Element] = []  # lists of links to places on the page
        self.opened: set[Element] = set()  # those that were read with their panels
        self.elsewhere = content.titles.keys() | content.openers | content.copies  # read as another place says
        # Most elements are read by their names alone; of these, attributes or other elements say more.
        noted = content.marked | content.struck | content.with_role | content.badges
        self.notable = self.elsewhere | noted | content.cloaked.keys()

    def run(self) -> None:
        """Read the content."""
        for element in self.content.beside:
            self.leave_out(element, name_of(element))
        if bare := bare_beside(self.content.whole):
            self.lines.left_out.add(bare, "bare text")
        self.inside(self.content.whole)
        self.flush()
        unread = [opener for opener in self.passed if opener not in self.opened]
        read = set(map(whole_text, self.opened)) if unread else set[str]()
        for opener in unread:  # its panel is left out, or opened by another one
            self.leave_out(opener, "copy" if whole_text(opener) in read else "opener")
        if self.contents:
            self._leave_out_contents()

    def leave_out(self, element: Element, reason: str, is_text: bool = False) -> None:
        """Count an element that is not content; what may be a project, or the contact or the text of one, is told."""
        framed = element.get("srcdoc")
        for each in (element, markup_in(framed)) if framed else (element,):
            if each.tag not in NOT_READ and (texts := texts_of(each)):
                self.lines.left_out.add(texts, reason, texts, lines_within(each, self.cloaked), is_text=is_text)

    def _leave_out_contents(self) -> None:
        """Count tables of contents; what of them is nowhere else may be told, since links may lead to "#" alone."""
        read = {word for line in self.lines.found for word in split_words(line[1])}
        texts = [text for element in self.contents for text in texts_of(element)]
        self.lines.left_out.add(texts, "contents", [text for text in texts if not read.issuperset(split_words(text))])

    def leave_out_instead(self, text: str, address: str) -> None:
        """Count the words instead of which an address is read: "Dit e-mailadres is beveiligd", "[email protected]"."""
        self.lines.left_out.add([word for word in text.split() if word not in address], "instead of an address")

    def read_as(self, kind: Kind, element: Element, level: int = 0, is_part: bool = False) -> None:
        """Read an element whose lines are of one kind; of a part of such an element, find out whether it is text."""
        before = self.kind, self.level
        self.kind, self.level = kind, level
        if not (is_part and self.is_no_text(element)):
            linked = self.anchors.begin(element, self.inline) if element.tag == "a" else None
            self.inside(element)
            if linked:
                self.anchors.end(self.inline)
        else:
            self.leave_out(element, "unseen")
            self.anchors.look_for(element, len(self.lines.found))
        self.flush()
        self.kind, self.level = before

    def is_below_heading(self) -> bool:
        """Whether a heading is among the lines so far, of which each is looked at once."""
        if not self.is_below:
            self.is_below = any(line[2] for line in self.lines.found[self.looked_at :])
            self.looked_at = len(self.lines.found)
        return self.is_below

    def panel(self, read: Callable[[], None]) -> None:
        """Read what makes a panel: its lines are a range of their own."""
        panels, found = self.lines.panels, self.lines.found
        first, panel = len(found), len(panels)
        panels.append((0, 0))
        read()
        panels[panel] = (first, len(found))

    # Elements

    def inside(self, element: Element) -> None:
        """Read what an element holds: its text, its children and what follows each of them."""
        inline = self.inline
        if (text := element.text) and (inline or not text.isspace()):
            inline.append(text)
        if len(element):  # to go through none takes as long as to go through some
            readers = self.readers
            for child in element:
                readers[child.tag](self, child)
                if (tail := child.tail) and (inline or not tail.isspace()):
                    inline.append(tail)

    def read(self, element: Element) -> None:
        """Read any element, as its name says."""
        self.readers[element.tag](self, element)

    def box(self, element: Element) -> None:
        """Read a block: what comes before it and in it are lines of their own."""
        if self.inline:
            self.flush()
        if element not in self.notable or not self._read_notable(element):
            if handler := self.handlers.get(element.tag):
                handler(self, element)
            elif len(element) or self.anchors.around:
                self.inside(element)
            elif text := element.text:  # most of a page: a paragraph and nothing in it
                self.make_line(text)
        if self.inline:
            self.flush()

    def _read_notable(self, element: Element) -> bool:
        """Read a block that is none of the page, struck out, a panel from elsewhere or a heading, if it is."""
        content = self.content
        if element in content.struck and not self.struck:
            self.struck = True
            self.box(element)
            self.struck = False
        elif element in content.openers:
            self.passed.append(element)  # read where its panel is
        elif element in content.marked and is_boilerplate(element, content, self.source):
            self.leave_out(element, "boilerplate", is_missed(element, content))
        elif element in self.elsewhere:
            self._panel_elsewhere(element)
        elif (role := element.get("role")) is None or element.tag in self.handlers:
            return False
        elif role == "heading":
            self.read_as(Kind.HEADING, element, min(max(number(element.get("aria-level"), 2), 1), 6))
        elif role == "button" and element.get("aria-expanded"):
            self.handlers["summary"](self, element)
        else:
            return False
        return True

    def _panel_elsewhere(self, element: Element) -> None:
        """Read a panel that something elsewhere opens: it is content, even where its element would not be."""
        if element in self.content.copies:
            self.leave_out(element, "copy")
            return
        title = self.content.titles[element]

        def read() -> None:
            if title in self.opened:
                self.content.read_again(weight(title))
            self.opened.add(title)
            self.handlers["summary"](self, title)
            self.inside(element)
            self.flush()

        self.panel(read)

    def bold(self, element: Element) -> None:
        """Read what is bold: a label in it begins a line, and a labelled title ends one where a sentence follows."""
        goes_on = (element.tail or "").lstrip()[:1].isupper()
        label = self.source.label(beginning(element)) if self.inline or goes_on else None
        is_pair = element.tail is None and not self.inline and is_label_of_pair(element)
        if label and label.colon and label.kind in BEGINS_A_LINE and self.inline:
            self.flush()
        self.styled_text(Kind.BOLD, element)
        if is_pair:
            self.inline.append(": ")
        if goes_on and label and label.kind == "title" and not label.alone:
            self.flush()

    def styled_text(self, style: Kind, element: Element) -> None:
        """Read what is in a line, and note where it is all of the line so far."""
        is_first = not self.inline
        self.inline_text(element)
        if is_first and self.inline:
            self.styled = (style, len(self.inline))

    def inline_text(self, element: Element) -> None:
        """Read an element that is in a line of text."""
        before = element.getprevious() if element.tag == "span" and self.inline else None
        if before is not None and before.tag == "span" and not before.tail:
            self.seams.append(len(self.inline))
        if element in self.notable and self._read_notable_words(element):
            return
        if self.kind is Kind.PANEL and element.keys() and self.is_no_text(element):
            self.leave_out(element, "unseen")
        else:
            self.inside(element)

    def _read_notable_words(self, element: Element) -> bool:
        """Read words that are struck out, read elsewhere, hide an address or are beside a title, if they are."""
        if element in self.content.struck and not self.struck:
            self.struck_out(element)
        elif element in self.elsewhere:
            if element in self.content.openers:
                self.passed.append(element)
            else:
                self.box(element)
        elif address := self.cloaked.get(element):
            self.inline.append(address)
            # It was never closed, and the page goes on in it.
            if any(each is not element for each in element.iter(*BLOCK)):
                self.inline.append(" ")
                self.inside(element)
            else:
                self.leave_out_instead(whole_text(element), address)
        elif self.is_badge(element) and self.is_in_title(element):
            self.badges.append(whole_text(element))
        else:
            return False
        return True

    def is_badge(self, element: Element) -> bool:
        """Whether an element is a badge at one end of its line."""
        return element in self.content.badges and is_beside_title(element, self.content.counted, self.source)

    def is_no_text(self, element: Element) -> bool:
        """Whether what is in the title of a panel says what a click does: "Sluit"."""
        label = self.source.label(beginning(element))
        return label is not None and label.alone and label.kind == "furniture"

    def struck_out(self, element: Element) -> None:
        """Read what is struck out."""
        self.handlers["del"](self, element)

    def line_break(self, _: Element) -> None:
        """End the line at a `br`."""
        self.flush()

    def not_content(self, element: Element) -> None:
        """Leave an element out, unless it is content all the same."""
        if is_panel(element, self.content, self.source):
            self._panel_elsewhere(element)
        elif is_content(element, self.content, self.source):
            self.box(element)
        else:
            self.leave_out(element, element.tag, is_missed(element, self.content))
            if element.tag in BOXES_LEFT_OUT:
                self.flush()
            elif element.tag not in SHOWS_NOTHING and element.get("type") != "hidden":
                self.gap()

    def control(self, element: Element) -> None:
        """Read what is in a line as a control is: apart from the words on both sides of it."""
        self.gap()
        self.inline_text(element)
        self.gap()
