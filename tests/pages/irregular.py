"""Pages on which every project is written a little differently, as hands do who edit a page for years.

Each is made from the saved page. What is irregular is drawn for each entry, and each irregularity by itself; where the
right answer would be a matter of opinion it is left out for that entry, and the reason is given there.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import count, zip_longest
from random import Random

from tests.pages.expected import Expected, contacts
from tests.pages.markups import saved_text, split
from tests.pages.markups.blocks import block, is_subheading, linked, opening, sections
from tests.pages.markups.inline import mailto
from tests.pages.markups.page import Entry, Item, Node, Page, Theme, text_lines
from tests.pages.templates import parts, whole

LABELS = ("Trekker", "Aanspreekpunt", "Vraagbaak", "Meer informatie", "Inlichtingen bij")
"""Labels of contacts that are in no vocabulary; none is a job title, which might be taken for a function."""
SUBHEADINGS = ("Resultaten", "Aanpak", "Stand van zaken", "Wat is er bereikt?", "Planning", "Hoe nu verder")
CLOSINGS = (
    "Wordt vervolgd.", "Het project loopt nog.", "De eerste reacties zijn goed.", "In 2022 gaat het project verder.",
)  # fmt: skip
ITEMS = (
    "Er komt een vervolg in 2022.", "Een training voor alle raadsleden", "een meldpunt voor inwoners;",
    "Het draaiboek is klaar",
)  # fmt: skip
AFTER = (
    "Lees hier meer over het project.", "Laatst gewijzigd op 3 mei 2021.", "Bekijk ook de film over dit project.",
)  # fmt: skip
PLACES = ("above", "before", "after")
"""Where the municipality's name is: on a line above the title, or in its line."""


@dataclass(frozen=True)
class Irregular(Entry):
    """An entry as it is published, `title` being the whole line; and what the tables must hold of it."""

    above: str
    lines: tuple[str, ...]
    after: str
    expected: Expected


class Draw:
    """What is irregular about an entry: the same draws at any probability, so that more only adds to less."""

    def __init__(self, random: Random, p: float) -> None:
        self.random, self.p = random, p

    def happens(self) -> bool:
        return self.random.random() < self.p

    def one(self, choices: Sequence[str]) -> str:
        """One of these or, as a rule, nothing."""
        happens, choice = self.happens(), self.random.choice(choices)
        return choice if happens else ""

    def of(self, number: int) -> int:
        """A number below this one."""
        return int(self.random.random() * number)


def irregular(seed: int, p: float, form: str) -> tuple[bytes, list[Expected]]:
    """A page as "text" or "html" whose entries are irregular in each way with probability `p`, and its entries.

    The seed decides the markup as well.
    """
    page = made(seed, p, form)
    write = as_text if form == "text" else HTML[seed % len(HTML)]
    return write(page), [entry.expected for entry in page.entries if isinstance(entry, Irregular)]


def made(seed: int, p: float, form: str) -> Page:
    page, draw = split(saved_text()), Draw(Random(f"{seed} {form}"), p)
    return replace(page, themes=tuple(of_theme(theme, draw, form) for theme in page.themes))


def of_theme(theme: Theme, draw: Draw, form: str) -> Theme:
    found: list[Entry | str] = []
    for part, following in zip_longest(theme.parts, theme.parts[1:]):
        if isinstance(part, Entry):
            keeps_label = form == "text" and needs_label(part, found[-1:])
            part = of_entry(part, theme.heading, draw, keeps_label, keeps_contact=isinstance(following, str))
        found.append(part)
    return replace(theme, parts=tuple(found))


def needs_label(entry: Entry, before: list[Entry | str]) -> bool:
    """Whether its label alone tells a line of plain text from a sub-heading of the text before it, or a sentence."""
    return entry.title.endswith(".") or any(isinstance(part, Irregular) and not part.lines for part in before)


def of_entry(entry: Entry, theme: str, draw: Draw, keeps_label: bool, keeps_contact: bool) -> Irregular:
    """`keeps_contact`: a paragraph of no project follows, and only the contact parts it from the text."""
    place, is_labelled = draw.one(PLACES), not draw.happens()
    line, title = titled(entry, place, is_labelled or (keeps_label and not place))
    nodes = worded(entry.nodes, draw)
    lines, is_reached, after = reached(entry, draw), not draw.happens() or keeps_contact, draw.one(AFTER)
    if not is_reached:
        lines, after = (), ""
    own = contacts(entry) if lines else ()
    text, contact_line = "\n".join(text_lines(nodes)), "\n".join(lines) or None
    right = Expected(theme, entry.municipality, title, text, contact_line, own)
    above = entry.municipality if place == "above" else ""
    return Irregular(entry.municipality, line, nodes, contact_line, above, lines, after, right)


def titled(entry: Entry, place: str, is_labelled: bool) -> tuple[str, str]:
    """The line of the title, and the title: all that follows a label or, without one, what is not the name."""
    lines = {"before": f"{entry.municipality}: {entry.title}", "after": f"{entry.title} ({entry.municipality})"}
    line = lines.get(place, entry.title)
    return (f"Project: {line}", line) if is_labelled else (line, entry.title)


def worded(nodes: tuple[Node, ...], draw: Draw) -> tuple[Node, ...]:
    """The text with a sub-heading, a last item and a closing sentence."""
    nodes = headed(nodes, draw.one(SUBHEADINGS), draw)
    nodes = listed(nodes, draw.one(ITEMS))
    closing = draw.one(CLOSINGS)
    return (*nodes, closing) if closing else nodes


def headed(nodes: tuple[Node, ...], subheading: str, draw: Draw) -> tuple[Node, ...]:
    """A sub-heading between two paragraphs; every text of the page has two."""
    pairs = [n for n in range(1, len(nodes)) if is_paragraph(nodes[n - 1]) and is_paragraph(nodes[n])]
    at = draw.of(len(pairs))
    return (*nodes[: pairs[at]], subheading, *nodes[pairs[at] :]) if subheading and pairs else nodes


def is_paragraph(node: Node) -> bool:
    return isinstance(node, str) and not is_subheading(node)


def listed(nodes: tuple[Node, ...], item: str) -> tuple[Node, ...]:
    """The text with a last item, in its last list or in one of its own."""
    if not item:
        return nodes
    *others, last = nodes
    return (*others, (*last, Item((item,)))) if isinstance(last, tuple) else (*nodes, (Item((item,)),))


def reached(entry: Entry, draw: Draw) -> tuple[str, ...]:
    """The lines of the contact: with another label or none, on one line or two."""
    label, people = parts(entry)
    other, is_dropped, is_broken = draw.one(LABELS), draw.happens(), draw.happens()
    label = "" if is_dropped else f"{other or label}: "
    # A job title alone on a line, without a label, might be a sub-heading.
    is_sure = bool(label) or contacts(entry)[0][1] is None
    lines = broken(label, people.split(", "), draw)
    return lines if is_broken and is_sure and len(lines) > 1 else (label + people,)


def broken(label: str, people: list[str], draw: Draw) -> tuple[str, ...]:
    """The line broken after its label or at a comma, which may go."""
    least = 0 if label else 1
    at, comma = least + draw.of(len(people) - least), ("", ",")[draw.of(2)]
    first = label + ", ".join(people[:at]) + (comma if at else "")
    return tuple(line for line in (first.rstrip(), ", ".join(people[at:])) if line)


def as_text(page: Page) -> bytes:
    found = [page.introduction, *(line for aim in page.aims for line in aim)]
    for theme in page.themes:
        found.append(theme.heading)
        for part in theme.parts:
            found += [part] if isinstance(part, str) else lines_of(part)
    return "\n".join(found).encode()


def lines_of(entry: Entry) -> Iterator[str]:
    assert isinstance(entry, Irregular)
    lines = (entry.above, entry.title, *text_lines(entry.nodes), *entry.lines, entry.after)
    return (line for line in lines if line)


def markup(template: str, above: str, subheading: str = "<p>{}</p>", joint: str = "<br>") -> Callable[[Page], bytes]:
    """A writer of HTML: a template of entries, how a name above a title is written, and what parts two lines."""

    def written(entry: Entry, number: int) -> str:
        assert isinstance(entry, Irregular)
        return template.format(
            n=number,
            above=above.format(escape(entry.above)) if entry.above else "",
            title=escape(entry.title),
            text=block(entry.nodes, subheading),
            lines="<br>\n".join(map(escape, text_lines(entry.nodes))),
            contact=joint.join(linked(line, mailto) for line in entry.lines),
            after=f"<p>{entry.after}</p>" if entry.after else "",
        )

    def write(page: Page) -> bytes:
        number = count(1)
        return whole(page, f"{opening(page)}\n{sections(page, lambda entry: written(entry, next(number)))}")

    return write


BOLD = "<p><strong>{}</strong></p>"
HTML = (
    markup("{above}<h3>{title}</h3>\n{text}\n<p>{contact}</p>\n{after}", "<p>{}</p>\n", "<h4>{}</h4>", "</p>\n<p>"),
    markup(f"{{above}}{BOLD.format('{title}')}\n{{text}}\n<p>{{contact}}</p>\n{{after}}", f"{BOLD}\n"),
    markup("<details><summary>{above}{title}</summary>\n{text}\n<p>{contact}</p></details>\n{after}", "{}<br>", BOLD),
    markup(
        '<h3><button type="button" aria-expanded="false" aria-controls="s{n}">{above}{title}</button></h3>\n'
        '<div id="s{n}" hidden>{text}\n<p>{contact}</p></div>\n{after}',
        "{}<br>",
        "<h4>{}</h4>",
    ),
    markup("<p>{above}<strong>{title}</strong><br>\n{lines}<br>\n{contact}</p>\n{after}", "{}<br>"),
)
"""Headings, bold titles, panels that open themselves, panels with a button, lines parted by <br>.

A title keeps its markup whatever is irregular about it, and a line after a contact is outside the entry's panel.
"""
