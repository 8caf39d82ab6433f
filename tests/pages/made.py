"""All made pages whose entries are known, in groups: what `make accuracy` reads."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from random import Random
from textwrap import fill
from types import MappingProxyType

from tests.pages import contact_blocks, layouts, markups, pairs, rendered, variants
from tests.pages.cards import CARDS
from tests.pages.changes import CHANGES, Change
from tests.pages.clutter import CHANGES as CLUTTER
from tests.pages.clutter import HIDES_ADDRESSES
from tests.pages.clutter import PAGES as CLUTTERED
from tests.pages.contacts_first import FORMS, contacts_first
from tests.pages.expected import Expected, expected
from tests.pages.irregular import irregular
from tests.pages.markups import TEXTS, in_markup, saved, saved_text, split
from tests.pages.templates import Writer
from tests.pages.title_labels import LABELS, labelled
from tests.scoring import FIELDS

SEEDS = 36
SEEDS_A_FORM = 6
PROBABILITIES = (0.05, 0.15, 0.3)
CHANGED_IN = (
    "site", "accordion", "headings", "details by title", "details by municipality", "line breaks", "nested lists",
)  # fmt: skip
"""The markups in which changed pages are written; in these each entry's contact line is as published."""


@dataclass(frozen=True)
class Made:
    """A page, what it must give, and the fields that its markup leaves as they are on the saved page."""

    name: str
    data: bytes
    expected: list[Expected]
    fields: tuple[str, ...] = FIELDS

    @property
    def is_html(self) -> bool:
        return b"<" in self.data[:100]


@cache
def of_change(change: Change) -> list[Expected]:
    return expected(split(change(saved_text())))


def saved_page() -> Iterator[Made]:
    yield Made("saved page", saved(), of_change(str))


def texts() -> Iterator[Made]:
    for name, make in TEXTS.items():
        yield Made(name, make(), of_change(str))


def written(writers: Iterable[tuple[str, Writer]], other: dict[str, frozenset[str]]) -> Iterator[Made]:
    for name, write in writers:
        fields = tuple(field for field in FIELDS if field not in other.get(name, ()))
        yield Made(name, in_markup(write), of_change(str), fields)


def changed() -> Iterator[Made]:
    for name, change in CHANGES.items():
        yield Made(f"{name} as text", change(saved_text()).encode(), of_change(change))
        for markup in CHANGED_IN:
            yield Made(f"{name} in {markup}", in_markup(markups.WRITERS[markup], change), of_change(change))


def irregular_pages(p: float, form: str) -> Iterator[Made]:
    for seed in range(SEEDS):
        yield Made(f"seed {seed}", *irregular(seed, p, form))


def contacts_above(p: float) -> Iterator[Made]:
    for form in FORMS:
        for seed in range(SEEDS_A_FORM):
            yield Made(f"{form}, seed {seed}", *contacts_first(seed, p, form))


def titles_with_labels(p: float) -> Iterator[Made]:
    for name, label in LABELS.items():
        for form in ("text", "html"):
            yield Made(f"{name}, {form}", *labelled(label, form, p=p))


def cluttered() -> Iterator[Made]:
    for markup in CLUTTERED:
        page = in_markup(markups.WRITERS[markup]).decode()
        for name, clutter in CLUTTER.items():
            other = {*markups.OTHER.get(markup, ()), *(["contact_line"] if name in HIDES_ADDRESSES else [])}
            fields = tuple(field for field in FIELDS if field not in other)
            yield Made(f"{name} in {markup}", clutter(page).encode(), of_change(str), fields)


NOT_AS_PUBLISHED = tuple(field for field in FIELDS if field != "contact_line")
"""A contact that is a block is in lines of its own, and the job title in it may be its label."""


def blocks_of_contacts() -> Iterator[Made]:
    for around in contact_blocks.AROUND:
        for lines, parts in contact_blocks.BLOCKS:
            yield with_blocks(f"{parts}, {lines}, {around}", around, contact_blocks.block(lines, parts), parts)


def former_leaders() -> Iterator[Made]:
    for around in contact_blocks.AROUND:
        for name, contact in contact_blocks.FORMER.items():
            yield with_blocks(f"{name}, {around}", around, contact)


def facts_inside() -> Iterator[Made]:
    for around in contact_blocks.AROUND:
        for name in contact_blocks.FACTS:
            for every in (1, 2, 5):
                facts = dict.fromkeys(range(0, len(contact_blocks.MANY), every), name)
                yield with_blocks(f"{name}, {around}, of every {every}", around, contact_blocks.CONTACT, facts=facts)


def combinations() -> Iterator[Made]:
    """Other frames, contacts and facts by chance, the facts of each project for itself."""
    for seed in range(SEEDS):
        chance = Random(seed)
        around = chance.choice([*contact_blocks.AROUND])
        lines, parts = chance.choice(contact_blocks.BLOCKS)
        above = chance.choice(contact_blocks.ABOVE)
        some = [n for n in range(len(contact_blocks.MANY)) if chance.random() < 0.3]
        facts = {n: chance.choice([*contact_blocks.FACTS]) for n in some}
        yield with_blocks(f"seed {seed}", around, above + contact_blocks.block(lines, parts), parts, facts)


def with_blocks(
    name: str, around: str, contact: str, parts: str = "", facts: Mapping[int, str] = MappingProxyType({})
) -> Made:
    """A page whose projects have this contact, after the facts that are given by their numbers."""
    told = {n: contact_blocks.FACTS[which] for n, which in facts.items()}
    found = [
        contact_blocks.expected(project, parts, f"\n{told[n][1]}" if n in told else "")
        for n, project in enumerate(contact_blocks.MANY)
    ]
    page = contact_blocks.page(around, lambda n: (told[n][0] if n in told else "") + contact, contact_blocks.MANY)
    return Made(name, page, found, NOT_AS_PUBLISHED)


def pairs_of_entries() -> Iterator[Made]:
    for around in contact_blocks.AROUND:
        for ending in pairs.ENDINGS:
            yield Made(f"{ending}, {around}", *pairs.pairs(around, ending), (*NOT_AS_PUBLISHED, "project"))


def wrapped() -> Iterator[Made]:
    """The saved text with every paragraph wrapped, with an empty line after it, and a long address above."""
    address = "https://www.example.org/" + "projecten/" * 20
    for width in (60, 72, 80, 100, 110, 120):
        for above in ("", f"{address}\n\n"):
            paragraphs = (fill(line, width, break_long_words=False) for line in saved_text().splitlines())
            text = above + "\n\n".join(paragraphs)
            yield Made(f"{width} characters, {len(above)} above", text.encode(), of_change(str))


def of_program(file: str) -> Iterator[Made]:
    yield Made(file, rendered.rendered(file), rendered.PAGE)


GROUPS: dict[str, Callable[[], Iterator[Made]]] = {
    "the saved page": saved_page,
    "other encodings and blanks": texts,
    "markups": partial(written, markups.WRITERS.items(), markups.OTHER),
    "variants": partial(written, [(name, write) for name, (write, _) in variants.WRITERS.items()], variants.OTHER),
    "layouts and cards": partial(written, [*layouts.LAYOUTS.items(), *CARDS.items()], layouts.OTHER),
    "changed pages": changed,
    **{
        f"irregular {form}, {p:.0%}": partial(irregular_pages, p, form)
        for form in ("text", "html")
        for p in PROBABILITIES
    },
    **{f"contacts above titles, {p:.0%}": partial(contacts_above, p) for p in PROBABILITIES},
    "labels of titles": partial(titles_with_labels, 0),
    "labels of titles, 15%": partial(titles_with_labels, 0.15),
    "blocks of contacts": blocks_of_contacts,
    "former leaders": former_leaders,
    "facts inside projects": facts_inside,
    "random combinations": combinations,
    "pairs of entries": pairs_of_entries,
    "wrapped text": wrapped,
    "clutter": cluttered,
    **{f"by a program: {file}": partial(of_program, file) for file in rendered.PROGRAMS},
}
