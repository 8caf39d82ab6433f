"""What is above the text of an entry: its title, and the names of municipalities in the titles around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from msgspec import Struct
from rapidfuzz.distance import OSA

from pipeline.definition.source import Source
from pipeline.extract.evidence import PageEvidence
from pipeline.extract.limits import FEWEST_TITLES_ALIKE, MOST_OF_MUNICIPALITY, MOST_TITLES, NEARLY_ALL_TITLES
from pipeline.gazetteer.gazetteer import BEFORE_THE_REST, QUALIFIER, Reference
from pipeline.gazetteer.limits import LONGEST_MUNICIPALITY
from pipeline.gazetteer.names import GEMEENTE, KINDS, Municipality
from pipeline.records import Block, Evidence, Line, Span
from pipeline.segment.facts import is_title
from pipeline.segment.named_titles import municipality_beside_label
from pipeline.text.normalise import fold

RULE_TITLE_LABEL = "title label"
RULE_TITLE_POSITION = "title in panel or heading"

# "… (Zwolle)", "… (Bergen (L.))", "… - Zwolle", "…, gemeente Zwolle"
TRAILING = re.compile(
    rf"(?:\s+(?:\(([^()]+(?:\([^()]+\))?)\)|[–—|-]\s([^–—|()]+))|,\s((?i:{'|'.join(KINDS)})\s[^,()]+))$"
)

# "1.1 …", "Wat: …", "Project “…”", "--- … ---": what nearly all titles may begin or end with.
BEGINNING = re.compile(r"(?:[^\W\d_]++ ){0,3}?[^\W\d_]*+\s*+(?:\d|[^\w\s])[\W\d_]*")
END = re.compile(r"\s*(?<![^\w\s.!?)…])[^\w\s.!?)…]++$")
ANY_DIGITS = re.compile(r"\d+")
# What may be before a label, and is of a list: "▸ Projectnaam: …".
SIGNS_BEFORE_LABEL = re.compile(r"[^\w\n]*")

# "Samen sterk in Zwolle": what ends so before a name goes on with it.
GOES_ON_WITH_NAME = re.compile(rf"\b[a-z]{{1,4}}$|\b{GEMEENTE}n?$")
UNBROKEN = re.compile(r"\S+")
# "Project:", "Project 3.", "Project –": the word of a label, with what may be after it.
FIRST_WORD = re.compile(r"([^\W\d_]+)(?: \d+)?(?:\s*[:：;.]\s*|\s[–—-]\s+)")

Named = tuple[Municipality, int, int]  # a municipality and where it is named


class Titles(Struct, frozen=True, gc=False):
    """What is above the text of an entry: its title, and the titles around it."""

    title: Evidence | None
    above: list[int]  # the numbers of the lines that are not its title
    municipalities: list[Named]  # the municipalities that those lines and the title name, the nearest last
    names_unknown: bool = False  # the title begins or ends with a municipality that no table knows


class Parts(Struct, frozen=True, gc=False):
    """The municipality that a title names, and the offsets in its line between which the rest is."""

    municipality: Named | None
    begin: int
    stop: int
    names_unknown: bool = False


class Habit(Struct, frozen=True, gc=False):
    """What nearly all titles of a page have: a municipality's name before or after, as a badge; a beginning, an end."""

    leading: bool  # several, if not nearly all, have a name and a sign before them: "Zwolle: …"
    before: bool
    after: bool
    beginning: str | None  # with 0 for each number
    end: str | None
    label: str | None  # folded


def habit_of(blocks: Sequence[Block], evidence: PageEvidence, reference: Reference) -> Habit:
    """What nearly all titles of these entries have."""
    leading = before = after = 0
    for block in blocks:
        line = evidence.lines[block.title]
        leading += line.label is None and reference.leading(line.text) is not None
        if line.label is None and (namings := evidence.within(line.start, line.end)):
            first, last = namings[0], namings[-1]
            before += first.start == line.start and line.text[first.end - line.start :].lstrip()[:1].isupper()
            rest = line.text[: last.start - line.start].rstrip()
            after += last.end == line.end and rest != "" and GOES_ON_WITH_NAME.search(rest) is None
    fewest = max(FEWEST_TITLES_ALIKE, NEARLY_ALL_TITLES * len(blocks))
    most = max(FEWEST_TITLES_ALIKE, MOST_TITLES * len(blocks))
    titles = [_after_label(evidence.lines[block.title]) for block in blocks]
    beginning = _shared([_shape(BEGINNING.match(title)) for title in titles], most)
    end = _shared([_shape(_signs_after(title)) for title in titles], most)
    label = _shared([_label_word(evidence.lines[block.title]) for block in blocks], most)
    is_leading = leading >= min(FEWEST_TITLES_ALIKE, MOST_TITLES * len(blocks))
    return Habit(is_leading, before >= fewest, after >= fewest, beginning, end, label)


def _label_word(line: Line) -> str:
    """The word of the title label that a line begins with, folded; empty where it has none."""
    found = FIRST_WORD.match(line.text) if line.label and line.label.kind == "title" else None
    return fold(found[1]) if found else ""


def _after_label(line: Line) -> str:
    return line.text[line.label.end :].lstrip() if line.label and line.label.kind == "title" else line.text


def _signs_after(title: str) -> re.Match[str] | None:
    """The signs that a title ends with; most end with a letter, and are not looked through."""
    return None if title[-1:].isalnum() else END.search(title)


def _shape(found: re.Match[str] | None) -> str:
    """What a title begins or ends with, whatever its number."""
    return ANY_DIGITS.sub("0", found.group().strip()) if found else ""


def _shared(shapes: Sequence[str], fewest: float) -> str | None:
    """The shape that so many have; None where there is none."""
    shape, times = Counter(filter(None, shapes)).most_common(1)[0] if any(shapes) else ("", 0)
    return shape if times >= fewest else None


def read_titles(
    block: Block, scope: int | None, evidence: PageEvidence, source: Source, reference: Reference, habit: Habit
) -> Titles:
    """The titles of an entry; `scope` is the line further above that names its municipality."""
    end = block.body
    label = evidence.lines[block.title].label
    last = block.title + (label is not None and label.alone and label.kind == "title")  # the line with the title
    above = [*block.names, *range(last + 1, end)]
    if scope is not None:
        above.insert(0, scope)
    municipalities = [named for n in above for named in _municipalities_above(evidence.lines[n], evidence, reference)]
    if block.title >= end:
        return Titles(None, above, municipalities)
    parts = _parts(block, evidence, source, reference, habit)
    if parts.municipality:
        municipalities.append(parts.municipality)
    return Titles(_title(block, end, parts, evidence, source, habit), above, municipalities, parts.names_unknown)


def _municipalities_above(line: Line, evidence: PageEvidence, reference: Reference) -> list[Named]:
    """The municipalities that a line above the title names: as a whole, at its beginning, or anywhere, the first last.

    The first of several is the entry's own, which the last of `Titles.municipalities` is.
    """
    label = line.label if line.label and line.label.colon else None
    begin = label.end if label and label.kind == "municipality" else 0
    written = line.text[begin:].removeprefix("- ").lstrip()
    if named := reference.named(written):
        return [(named, line.end - len(written), line.end)]
    if label is None and (leading := reference.leading(line.text)):
        return [(leading[0], line.start, line.start + leading[1])]
    namings = [(naming.municipality, naming.start, naming.end) for naming in evidence.within(line.start, line.end)]
    first = _first_after_label(written, line.end - len(written), reference) if begin else []
    return [*reversed(namings), *first]


def _first_after_label(written: str, start: int, reference: Reference) -> list[Named]:
    """The municipality that what is after a label begins with, a word or not: "Best, samen met gemeente Ommen"."""
    for word in reversed(list(islice(UNBROKEN.finditer(written), MOST_OF_MUNICIPALITY))):
        name = written[: word.end()].rstrip(",;")
        if named := reference.named(name):
            return [(named, start, start + len(name))]
    return []


def _parts(block: Block, evidence: PageEvidence, source: Source, reference: Reference, habit: Habit) -> Parts:
    """The municipality that a title is, or begins or ends with, and the rest; after a label there is none."""
    line = evidence.lines[block.title]
    whole = Parts(None, 0, len(line.text))
    if line.label and (line.label.colon or line.label.kind == "title"):
        return whole
    if named := reference.named(line.text):
        return Parts((named, line.start, line.end), 0, len(line.text))
    trailing = TRAILING.search(line.text)
    if parts := _known(line, trailing, source, reference, habit):
        return parts
    rest = _without_unknown(line.text, trailing, evidence, evidence.span(*block.text))
    return Parts(None, *rest, True) if rest else whole


def _known(
    line: Line, trailing: re.Match[str] | None, source: Source, reference: Reference, habit: Habit
) -> Parts | None:
    """The parts of a title that begins or ends with a municipality of the table; `trailing` is what may be one."""
    text = line.text
    if leading := reference.leading(text):
        owner, rest = leading
        is_whole = text[rest : rest + 1].islower() and not habit.leading  # "Zwolle: samen sterk", as no other is titled
        return Parts((owner, line.start, line.start + rest), 0 if is_whole else rest, len(text))
    if trailing:
        group = trailing.lastindex or 0
        if named := reference.named(trailing[group]):
            start, end = trailing.span(group)
            return Parts((named, line.start + start, line.start + end), 0, trailing.start())
    if found := municipality_beside_label(text, source, reference):
        named, start, stop, begin = found
        return Parts((named, line.start + start, line.start + stop), begin, len(text))
    words = list(UNBROKEN.finditer(text)) if habit.before or habit.after else []
    for count in range(min(MOST_OF_MUNICIPALITY, len(words) - 1), 0, -1):
        end, start = words[count - 1].end(), words[-count].start()
        if habit.before and (named := reference.named(text[:end])):
            return Parts((named, line.start, line.start + end), end, len(text))
        if habit.after and not text[start].isdigit() and (named := reference.named(text[start:])):
            return Parts((named, line.start + start, line.end), 0, len(text[:start].rstrip(" ,")))
    return None


def _without_unknown(
    title: str, trailing: re.Match[str] | None, evidence: PageEvidence, text: Span
) -> tuple[int, int] | None:
    """Where the rest is of a title that begins or ends with what no table, but its text, calls a municipality.

    "Zandersveen: …", with "de gemeente Zandersveen" below it; None where there is no such name.
    """
    separator = BEFORE_THE_REST.search(title, 0, LONGEST_MUNICIPALITY)
    if separator and _is_called_municipality(title[: separator.start()], evidence, text):
        return separator.end(), len(title)
    if trailing and _is_called_municipality(trailing[trailing.lastindex or 0], evidence, text):
        return 0, trailing.start()
    return None


def _is_called_municipality(name: str, evidence: PageEvidence, text: Span) -> bool:
    bare = QUALIFIER.sub("", name.strip())
    return bare[:1].isupper() and (bare != name.strip() or evidence.text.find(f"{GEMEENTE[1:]} {bare}", *text) >= 0)


def _title(
    block: Block, end: int, parts: Parts, evidence: PageEvidence, source: Source, habit: Habit
) -> Evidence | None:
    """The title of an entry, without its label and without the municipality that may be before or after it."""
    line = evidence.lines[block.title]
    begin, stop, rule = parts.begin, parts.stop, RULE_TITLE_LABEL
    if line.label and line.label.kind == "title":
        begin = line.label.end
    else:
        label = source.label(line.text[begin:]) if begin else None
        if label and label.colon and label.kind == "title":
            begin += label.end
        else:
            rule = RULE_TITLE_POSITION
    begin, stop = _bare(line.text, begin, stop, habit)
    if rule == RULE_TITLE_POSITION and (signs := SIGNS_BEFORE_LABEL.match(line.text, begin)):
        label = source.label(line.text[signs.end() :])
        if label and label.colon and label.kind == "title":  # "▸ Projectnaam: …"
            begin, rule = signs.end() + label.end, RULE_TITLE_LABEL
    if habit.label and not begin and (first := FIRST_WORD.match(line.text)):  # "Porject: …", where all have "Project"
        begin = first.end() if OSA.distance(fold(first[1]), habit.label) == 1 else begin
    title = line.text[begin:stop].lstrip()
    if title[-1:].isalnum() or any(map(str.isalnum, title)):
        return evidence.verbatim("title", rule, line.start + stop - len(title), line.start + stop)
    following = block.title + 1
    if following >= end or not is_title(evidence.lines[following]):
        return None
    return evidence.verbatim("title", rule, *evidence.span(following, following + 1))  # the label is alone on its line


def _bare(text: str, begin: int, stop: int, habit: Habit) -> tuple[int, int]:
    """The offsets between which a title is, without what nearly all begin or end with."""
    title = text[begin:stop]
    if habit.beginning and (first := BEGINNING.match(title.lstrip())) and _shape(first) == habit.beginning:
        begin += len(title) - len(title.lstrip()) + first.end()
    if habit.end and (last := _signs_after(title)) and _shape(last) == habit.end:
        stop -= len(title) - last.start()
    return begin, stop
