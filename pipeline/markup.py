"""HTML to lines, by what is published and not by class names: the tree is lxml's, walked once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from lxml import etree

from pipeline import hidden
from pipeline.lines import Lines
from pipeline.records import Kind, Refusal, Remark
from pipeline.source import LONGEST_LABEL
from pipeline.words import clean, fold, joined

Element = etree._Element

# Elements that never hold content of the page.
NOT_CONTENT: Final = frozenset(
    ["nav", "aside", "footer", "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video", "map", "select", "option", "datalist", "textarea", "input", "head", "title", "meta", "link", "base", "menu", "search", "dialog"]
)
# Their words would be counted as left out, but nobody reads them.
NOT_WORDS: Final = frozenset(["script", "style", "template", "head", "title", "meta", "link", "base", "svg"])
# Elements that stand in a line of text; every unknown element does too, unless it has a hyphen (a custom element is a box of its own).
INLINE: Final = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "output", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "joomla-hidden-mail"]
)
BLOCK: Final = frozenset(
    ["address", "article", "blockquote", "body", "caption", "center", "col", "colgroup", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "header", "hgroup", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "button", "h1", "h2", "h3", "h4", "h5", "h6", "br"]
)
# What the walk does with an element of each name.
SKIP, INLINE_TEXT, BOX, BREAK = range(4)
TREATMENT: Final = {
    **dict.fromkeys(BLOCK, BOX),
    **dict.fromkeys(INLINE, INLINE_TEXT),
    **dict.fromkeys(NOT_CONTENT, SKIP),
    "br": BREAK,
}
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
BOILERPLATE_ROLES: Final = frozenset(
    ["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar"]
)
# Beginnings of class names and ids, or of parts of them, that mark boilerplate where no element and no role does.
BOILERPLATE_NAMES: Final = ("cookie", "consent", "breadcrumb", "skiplink", "sidebar", "navbar")
# A footer of a card or panel may hold the contact of a project; that of a site has one of these names.
NAMES: Final = frozenset({"class", "id"})
SITE_FOOTERS: Final = frozenset(["footer", "site-footer", "page-footer", "main-footer", "global-footer"])
# Rows of a table and pairs of a definition list are read in this order, so that a contact never stands before the text.
READING_ORDER: Final = ("theme", "municipality", "title", None, "text", "contact")
ADDRESS: Final = re.compile(r"[\[({]\s*(?:at|a|apenstaartje)\s*[\])}]", re.IGNORECASE)


def _words(element: Element) -> int:
    return sum(len(text.split()) for text in element.itertext() if text)


# Attributes by which a button, a tab or a link names the panel that it opens; of `href`, only a fragment does, where the link toggles.
OPENS: Final = ("aria-controls", "data-bs-target", "data-target", "data-toggle", "data-bs-toggle")


@lru_cache(maxsize=4096)
def _named_boilerplate(names: str) -> bool:
    """Whether a class or an id is that of boilerplate."""
    names = names.lower()
    parts = names.replace("skip-", "skip").replace("-", " ").replace("_", " ").split()
    return any(part.startswith(BOILERPLATE_NAMES) for part in parts) or not SITE_FOOTERS.isdisjoint(names.split())


def read_html(data: bytes, lines: Lines) -> None:
    """Add each line of an HTML page, given as UTF-8.

    Raises:
        Refusal: the bytes hold no elements, or are nested deeper than any page is.
    """
    try:
        root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except etree.XMLSyntaxError as error:
        raise Refusal(f"The HTML holds no element that can be read ({error.msg}). Save the page again.") from error
    if root is None:
        raise Refusal("The HTML is empty. Save the page again.")
    try:
        Walk(root, lines, data).run()
    except RecursionError as error:
        raise Refusal("The HTML is nested deeper than any page is meant to be: this is not the page.") from error


FIND_OPENERS = {name.encode(): etree.XPath(f"//*[@{name}]") for name in OPENS}
FIND_LABELLED = etree.XPath("//*[@aria-labelledby][@role='tabpanel' or @role='region']")
FIND_IDS = etree.XPath("//*[@id]")
FIND_MAIN = etree.XPath("//main | //*[@role='main']")


def _beside(main: Element, whole: Element) -> Iterator[Element]:
    """The elements beside the path from the body to main."""
    child = main
    while child is not whole:
        parent = child.getparent()
        yield from (other for other in parent if other is not child)
        child = parent


class Walk:
    """One walk over one tree. Text gathers in `inline` until a box begins or ends, which makes a line of it."""

    def __init__(self, root: Element, lines: Lines, data: bytes) -> None:
        self.lines = lines
        self.source = lines.source
        self.inline: list[str] = []
        self.kind = Kind.PARAGRAPH
        self.level = 0
        self.label = ""  # stands before the next line: the head of a column or the term of a definition
        self.theme = ""  # the last theme that a row named
        self.root = root
        self.content = self._content()
        self.titles, self.controls = self._panel_titles(data)
        self.cloaks = self._cloaks() if b"addy" in data else {}
        self.boxes: dict[str, Callable[[Element], None]] = {
            "li": self._item, "details": self._details, "summary": self._summary, "table": self._table, "dl": self._definitions,
            "button": self._button, "form": self._form, "header": self._header, "pre": self._preformatted, "article": self._panel,
        }  # fmt: skip

    def run(self) -> None:
        """Read the content, and leave out what stands before the page's own heading."""
        self._inside(self.content)
        self._flush()
        self._drop_before_heading()

    # What is content

    def _content(self) -> Element:
        """The one main element where it holds projects; otherwise the body."""
        body = self.root.find("body")
        whole = self.root if body is None else body
        mains = FIND_MAIN(self.root)
        if len(mains) != 1 or not self._holds_contact(mains[0]):
            return whole
        for element in _beside(mains[0], whole):
            self._leave_out(element, element.tag)
        return mains[0]

    def _holds_contact(self, element: Element) -> bool:
        """Whether a contact label stands in it, with a colon or alone."""
        for text in element.itertext():
            split = self.source.split_label(clean(text[: 2 * LONGEST_LABEL]))
            if (split and split[0] == "contact") or self.source.label_kind(clean(text)) == "contact":
                return True
        return False

    def _is_boilerplate(self, element: Element) -> bool:
        """Whether its role or its name marks an element as boilerplate, unless it holds whole projects."""
        for name, value in element.items():
            if (name in NAMES and _named_boilerplate(value)) or (name == "role" and value in BOILERPLATE_ROLES):
                return not self._kinds_of_labels(element) >= {"title", "contact"}
        return False

    def _kinds_of_labels(self, element: Element) -> set[str]:
        """The kinds of labels with which lines in it begin."""
        return {
            split[0] for text in element.itertext() if ":" in text and (split := self.source.split_label(clean(text)))
        }

    def _panel_titles(self, data: bytes) -> tuple[dict[Element, str], set[Element]]:
        """The title of each panel that a button, tab or link opens, and those that open them: a title is read where its panel stands."""
        titles: dict[Element, str] = {}
        controls: set[Element] = set()
        openers = [opener for name, find in FIND_OPENERS.items() if name in data for opener in find(self.root)]
        labelled = FIND_LABELLED(self.root) if b"aria-labelledby" in data else []
        if not openers and not labelled:
            return titles, controls
        ids = {element.get("id"): element for element in FIND_IDS(self.root)}
        for opener in openers:
            target = next((opener.get(name) for name in (*OPENS[:3], "href") if opener.get(name)), "")
            self._name_panel(ids.get(target.lstrip("#")), opener, titles, controls)
        for panel in labelled:
            if panel not in titles:
                self._name_panel(panel, ids.get(panel.get("aria-labelledby")), titles, controls)
        return titles, controls

    def _name_panel(
        self, panel: Element | None, opener: Element | None, titles: dict[Element, str], controls: set[Element]
    ) -> None:
        if panel is None or opener is None or panel is opener:
            return
        title = clean("".join(opener.itertext()))
        if title:
            titles.setdefault(panel, title)
            controls.add(opener)

    def _cloaks(self) -> dict[str, str]:
        scripts = (script.text for script in self.root.iter("script") if script.text and "addy" in script.text)
        return {name: address for script in scripts for name, address in hidden.joomla_cloaks(script).items()}

    def _leave_out(self, element: Element, reason: str) -> None:
        if element.tag not in NOT_WORDS and (words := _words(element)):
            self.lines.left_out[reason] += words

    def _drop_before_heading(self) -> None:
        """What stands before the page's own heading is navigation, even where nothing marks it."""
        heading = joined(self.source.page["heading"])
        found = self.lines.found
        at = next((n for n, (kind, text, _) in enumerate(found) if kind is Kind.HEADING and joined(text) == heading), 0)
        if at:
            self.lines.left_out["before the heading"] += sum(len(text.split()) for _, text, _ in found[:at])
            del found[:at]
            self.lines.panels[:] = [(max(first - at, 0), end - at) for first, end in self.lines.panels if end > at]

    # Lines

    def _flush(self) -> None:
        """End the line."""
        if not self.inline:
            return
        text = "".join(self.inline)
        self.inline.clear()
        if text.isspace():
            return
        if self.label:
            text, self.label = self._labelled(text), ""
        self.lines.add(text, self.kind, self.level)

    def _labelled(self, text: str) -> str:
        text = clean(text)
        return text if self.source.split_label(text) else f"{self.label}: {text}"

    def _add(self, text: str, kind: Kind, level: int = 0) -> None:
        self._flush()
        self.lines.add(text, kind, level)

    # The walk

    def _inside(self, element: Element) -> None:
        """Read what an element holds: its text, its children and what follows each of them."""
        inline = self.inline
        if element.text:
            inline.append(element.text)
        for child in element:
            tag = child.tag
            treatment = TREATMENT.get(tag)
            if treatment is None:
                treatment = BOX if "-" in tag else INLINE_TEXT
            if treatment == BOX:
                self._box(child)
            elif treatment == INLINE_TEXT:
                self._inline(child)
            elif treatment == BREAK:
                self._flush()
            else:
                self._not_content(child)
            tail = child.tail
            if tail and (inline or not tail.isspace()):
                inline.append(tail)

    def _box(self, child: Element) -> None:
        """Read a block: what stands before it and in it are lines of their own."""
        if self.inline:
            self._flush()
        if child in self.controls:
            return
        if self._is_boilerplate(child):
            self._leave_out(child, "boilerplate")
        elif child in self.titles:
            self._controlled(child)
        else:
            self._block(child)
        if self.inline:
            self._flush()

    def _block(self, child: Element) -> None:
        tag = child.tag
        if tag == "p":
            self._inside(child)
        elif tag in HEADINGS:
            self._heading(child, HEADINGS[tag])
        elif tag in self.boxes:
            self.boxes[tag](child)
        elif child.get("role") == "heading":
            self._heading(child, _number(child.get("aria-level"), 2))
        else:
            self._inside(child)

    def _inline(self, child: Element) -> None:
        if child in self.controls:
            return
        if child in self.titles:
            self._box(child)
        elif child.tag == "a":
            self._link(child)
        elif address := self._hidden_address(child):
            self.inline.append(address)
        else:
            self._inside(child)

    def _hidden_address(self, element: Element) -> str | None:
        if code := element.get("data-cfemail"):
            return hidden.cloudflare(code)
        if element.tag == "joomla-hidden-mail":
            return hidden.joomla_element(element)
        return self.cloaks.get(element.get("id", "")) if self.cloaks else None

    def _link(self, link: Element) -> None:
        """Read a link; the address that a `mailto:` link writes to stands behind its text, in <>, unless the text holds it."""
        if address := self._hidden_address(link):
            self.inline.append(address)
            return
        addresses = hidden.linked(link.get("href") or "")
        if not addresses:
            self._inside(link)
            return
        text = clean("".join(link.itertext()))
        before = len(self.inline)
        self._inside(link)
        shown = clean("".join(self.inline[before:])) or text
        if "@" not in shown and not ADDRESS.search(shown):
            self.inline.append(" " + " ".join(f"<{address}>" for address in addresses))
        elif "@" in shown and not any(fold(address) in fold(shown) for address in addresses):
            remark = Remark(
                "link_address",
                "warning",
                "the link writes to the address it shows",
                "another address",
                f"link in line {self._line()}",
            )
            self.lines.remarks.append(remark)

    def _line(self) -> int:
        return len(self.lines.found) + 1

    def _not_content(self, element: Element) -> None:
        """Leave an element out; but a footer of a panel or an article may name the contact of a project."""
        if element.tag == "footer" and element.getparent().tag in {"article", "section", "details", "li", "td"}:
            label = self.source.split_label(clean("".join(element.itertext())))
            if label and label[0] == "contact":
                self._box(element)
                return
        self._leave_out(element, element.tag)

    # Boxes

    def _heading(self, element: Element, level: int) -> None:
        self._as(Kind.HEADING, element, level)

    def _summary(self, element: Element) -> None:
        self._as(Kind.PANEL, element)

    def _as(self, kind: Kind, element: Element, level: int = 0) -> None:
        """Read an element whose lines are of one kind."""
        before = self.kind, self.level
        self.kind, self.level = kind, level
        self._inside(element)
        self._flush()
        self.kind, self.level = before

    def _panel(self, element: Element, title: str = "") -> None:
        first = len(self.lines.found)
        place = len(self.lines.panels)
        self.lines.panels.append((0, 0))
        if title:
            self._add(title, Kind.PANEL)
        self._inside(element)
        self._flush()
        self.lines.panels[place] = (first, len(self.lines.found))

    def _controlled(self, element: Element) -> None:
        """A panel is content even where its element would not be one."""
        self._panel(element, self.titles[element])

    def _details(self, element: Element) -> None:
        self._panel(element)

    def _button(self, button: Element) -> None:
        """A button that opens what follows it names that; any other is a control."""
        following = button.getnext()
        opens = button.get("aria-expanded") is not None or (
            following is not None
            and (
                following.get("hidden") is not None or "display:none" in (following.get("style") or "").replace(" ", "")
            )
        )
        heading = button.getparent().tag in HEADINGS
        if opens or heading:
            self._as(Kind.PANEL if opens else Kind.HEADING, button, 0 if opens else self.level)
        else:
            self._leave_out(button, "button")

    def _form(self, form: Element) -> None:
        """A search form is a control; a form around the whole page is how some systems are built."""
        if next(form.iter("h1", "h2", "h3", "main", "p"), None) is None:
            self._leave_out(form, "form")
        else:
            self._inside(form)

    def _header(self, header: Element) -> None:
        """The banner of a site is not content; the header of an article or one with the page's heading is."""
        in_content = (
            any(parent.tag in {"main", "article", "section"} for parent in header.iterancestors())
            or self.content.tag == "main"
        )
        if in_content or header.find(".//h1") is not None:
            self._inside(header)
        else:
            self._leave_out(header, "header")

    def _preformatted(self, element: Element) -> None:
        for line in "".join(element.itertext()).splitlines():
            self._add(line, Kind.PARAGRAPH)

    def _item(self, item: Element) -> None:
        self.lines.marked = True
        self._inside(item)
        self._flush()
        self.lines.marked = False

    # Tables and definition lists

    def _table(self, table: Element) -> None:
        heads: list[str] = []
        carried: dict[int, tuple[int, Element]] = {}
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        if self._is_card(rows):
            self._card(rows)
            return
        for row in rows:
            cells = _columns([cell for cell in row if cell.tag in {"td", "th"}], carried)
            if not heads and self._is_head(row, cells):
                heads = [clean("".join(cell.itertext())) if cell is not None else "" for cell in cells]
            else:
                self._row(cells, heads)

    def _is_card(self, rows: list[Element]) -> bool:
        """Whether a table describes one thing: rows of two cells, most of them a label and what it labels."""
        firsts = [row[0] for row in rows if len(row) == 2]
        labelled = sum(self.source.label_kind(clean("".join(first.itertext()))) is not None for first in firsts)
        return len(firsts) == len(rows) > 1 and labelled * 2 > len(rows)

    def _card(self, rows: list[Element]) -> None:
        first = len(self.lines.found)
        place = len(self.lines.panels)
        self.lines.panels.append((0, 0))
        labels = [clean("".join(row[0].itertext())).rstrip(" :") for row in rows]
        kinds = [self.source.label_kind(label) for label in labels]
        for n in sorted(range(len(rows)), key=lambda n: READING_ORDER.index(kinds[n])):
            self._pair(labels[n], kinds[n], rows[n][1])
        self.lines.panels[place] = (first, len(self.lines.found))

    def _is_head(self, row: Element, cells: list[Element]) -> bool:
        """The head of a table: in `thead`, or all of header cells, or all of labels."""
        if len(cells) < 2:
            return False
        if row.getparent().tag == "thead" or all(cell.tag == "th" for cell in cells):
            return True
        return all(self.source.label_kind(clean("".join(cell.itertext()))) for cell in cells)

    def _row(self, cells: list[Element], heads: list[str]) -> None:
        first = len(self.lines.found)
        place = len(self.lines.panels)
        self.lines.panels.append((0, 0))
        named = [(heads[n] if n < len(heads) else "", cell) for n, cell in enumerate(cells)]
        kinds = [self.source.label_kind(head) for head, _ in named]
        order = sorted(range(len(named)), key=lambda n: READING_ORDER.index(kinds[n])) if heads else range(len(named))
        for n in order:
            head, cell = named[n]
            if head:
                self._pair(head, kinds[n], cell)
            elif len(cells) > 1 and cell.tag == "th":
                self._as(Kind.PANEL, cell)
            else:
                self._box(cell)
        self.lines.panels[place] = (first, len(self.lines.found))

    def _definitions(self, element: Element) -> None:
        """A term that is a label stands before its definition; any other term names what follows it."""
        pairs = [child for child in element.iter("dt", "dd") if next(child.iterancestors("dl")) is element]
        terms = {child: clean("".join(child.itertext())) for child in pairs if child.tag == "dt"}
        labelled = any(self.source.label_kind(term) for term in terms.values())
        term = ""
        for child in pairs:
            if child in terms:
                term = terms[child].rstrip(" :")
                if not labelled:
                    self._as(Kind.PANEL, child)
            elif labelled and term:
                self._pair(term, self.source.label_kind(term), child)
            else:
                self._box(child)

    def _pair(self, label: str, kind: str | None, element: Element) -> None:
        """A label from elsewhere, with what it labels."""
        self._flush()
        text = clean("".join(element.itertext()))
        if not text:
            return
        if kind == "theme":
            if text != self.theme:
                self._as(Kind.HEADING, element, 2)
            self.theme = text
        elif kind == "text":
            self._add(label, Kind.LABEL)
            self._box(element)
        else:
            self.label = label
            self._box(element)
            self.label = ""


def _columns(cells: list[Element], carried: dict[int, tuple[int, Element]]) -> list[Element]:
    """The cells of a row by column: a cell that spans rows stands in each of them."""
    row: list[Element] = []
    waiting = list(cells)
    while waiting or len(row) in carried:
        column = len(row)
        if column in carried:
            left, cell = carried.pop(column)
            if left > 1:
                carried[column] = (left - 1, cell)
        else:
            cell = waiting.pop(0)
            span = _number(cell.get("rowspan"), 1)
            if span > 1:
                carried[column] = (span - 1, cell)
        row.append(cell)
    return row


def _number(attribute: str | None, default: int) -> int:
    """The value of a numeric attribute; anything else, and numbers that no page needs, are the default."""
    return int(attribute) if attribute and re.fullmatch("[0-9]{1,4}", attribute) else default
