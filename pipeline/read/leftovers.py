"""Lines that say nothing of a project: names of icons, templates that were not filled in, dates and reading times.

In: the lines of a page as they were found. Out: the same without those, and with the items of lists that only the lines
beside them show to be such.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from pipeline.definition import dutch
from pipeline.definition.source import Source
from pipeline.definition.themes import theme_named
from pipeline.read.limits import LONGEST_CREDIT
from pipeline.read.lines import Found, Lines
from pipeline.records import Kind, Remark
from pipeline.text.normalise import counted, split_words

# What a template has instead of a value: "{{ item.title }}", "{% if x %}", "${titel}", "###TITEL###", "%%titel%%". What
# begins like one is looked through up to where the next begins, since a text may hold very many.
SIGNS_OF_FIELDS: Final = ((r"\{\{", r"\}\}"), (r"\{%", r"%\}"), (r"\$\{", r"\}"))
FIELD: Final = re.compile(
    "|".join(rf"{begin}(?:(?!{begin}|{end}).)*+{end}" for begin, end in SIGNS_OF_FIELDS) + r"|#{3}\w+#{3}|%%\w+%%"
)
OPENS_FIELD: Final = frozenset("{#%")
# The name of an icon, where its font is missing: "expand_more", "keyboard_arrow_down".
ICON_NAME: Final = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")
ICON_BESIDE: Final = re.compile(rf"^{ICON_NAME.pattern} | {ICON_NAME.pattern}$")  # "Zwolle expand_more"
# "3 min. leestijd", "Leestijd 3 minuten", "2 minuten lezen".
READING: Final = dutch.one_of("site", "reading")
MINUTES: Final = rf"(?:{dutch.one_of('numbers', 'about')}\. )?\d{{1,2}} ?{dutch.one_of('numbers', 'minutes')}\.?"
REACTIONS: Final = rf"\d{{1,4}} {dutch.one_of('site', 'reactions')}"
OF_READERS: Final = re.compile(rf"{READING}:? {MINUTES}|{MINUTES} {READING}|{REACTIONS}", re.IGNORECASE)
# A date with a time or without, or who wrote something on that date: "woensdag 12 mei 2021, 10.15 uur".
ON_WEEKDAY: Final = rf"(?:{dutch.one_of('numbers', 'weekdays', 'short_weekdays')},? )?"
HOURS: Final = dutch.words("numbers", "hours")
MONTHS: Final = dutch.one_of("numbers", "months", "short_months")
WHOLE_DATE: Final = (
    rf"{ON_WEEKDAY}(?:\d{{1,2}} {MONTHS}\.? \d{{4}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}|\d{{4}}-\d\d-\d\d)"
)
TIME_OF_DAY: Final = (
    rf"(?:,?(?: -)? (?:{dutch.one_of('numbers', 'at_time')} )?"
    rf"\d{{1,2}}[:.]\d\d(?: {dutch.one_of('numbers', 'hours')})?)?"
)
DATED: Final = re.compile(
    rf"(?:{dutch.one_of('site', 'bylines')} .{{2,40}} {dutch.one_of('site', 'dated')} )?{WHOLE_DATE}{TIME_OF_DAY}",
    re.IGNORECASE,
)
CATEGORIES: Final = dutch.words("site", "categories")
# Of a date, "10.15 uur", "3 minuten lezen", "leestijd", "3 reacties".
ENDS_CREDIT: Final = frozenset("0123456789.") | {
    word[-1] for word in (*HOURS, *dutch.words("numbers", "minutes"), *dutch.words("site", "reading", "reactions"))
}
# Signs of panels that open, "+ Zwolle", of links, "» Zwolle", and hyphens of words, "-breed", which are those of a list
# where lines side by side have them: "-Een traject", with a dash or a minus as well.
SIGN_OF_ITEM: Final = re.compile(r"[+>»~→►▶-] (?!\d)|[-–−](?=[^\W\d_])")
SIGNS_OF_ITEMS: Final = frozenset("+>»~→►▶-–−")

PARAGRAPH: Final = Kind.PARAGRAPH  # looked up once: every line is compared


def tidy(lines: Lines) -> None:
    """Leave out the lines that say nothing, tell of unfilled fields in others, and make items of what a list shows."""
    found = lines.found
    text = "".join([line[1] for line in found])
    if not SIGNS_OF_ITEMS.isdisjoint([line[1][0] for line in found if line[0] is PARAGRAPH]):
        _make_items(lines)
    if "_" in text:
        _take_icons(lines)
    credited = _credits(lines)
    if credited:
        kept = {n for n in credited if n and found[n - 1][1].endswith(":")}  # "Start:", "1 mei 2020"
        lines.drop(sorted(credited - kept), "furniture")
    if any(sign in text for sign in OPENS_FIELD):  # single characters are found far faster
        _tell_fields(lines)


def _credits(lines: Lines) -> set[int]:
    """The lines in which a content system tells of a page."""
    found, source = lines.found, lines.source
    begins = source.furniture_begins
    credited = {
        n
        for n, (_, text, _, label) in enumerate(found)
        if label is None
        and len(text) <= LONGEST_CREDIT
        and (text[:2] in begins or text[-1] in ENDS_CREDIT or " " not in text)
        and _is_credit(found[n], source)
    }
    if not (credited or lines.credits):
        return credited
    filed = [n for n, (_, _, _, label) in enumerate(found) if label is not None and label.kind == "theme"]
    return credited | {n for n in filed if _is_filing(n, credited, lines)}


def _tell_fields(lines: Lines) -> None:
    """Leave out the lines of a template that nobody filled in, and tell of others with a field in them."""
    may_have = (n for n, line in enumerate(lines.found) if "{" in line[1] or "##" in line[1] or "%%" in line[1])
    fields = [n for n in may_have if FIELD.search(lines.found[n][1])]
    unfilled = [n for n in fields if not FIELD.sub("", lines.found[n][1]).strip()]
    if unfilled:
        lines.drop(unfilled, "template")
    if more := len(fields) - len(unfilled):
        expected = "no text holds the name of a field instead of its value"
        lines.remarks.append(Remark("template_leftover", "warning", expected, counted(more, "line"), "{{…}}"))


def _make_items(lines: Lines) -> None:
    """Make items of lines side by side that begin with the same sign."""
    found = lines.found
    signs = [text[0] if text[0] in SIGNS_OF_ITEMS and SIGN_OF_ITEM.match(text) else "" for _, text, _, _ in found]
    items = dict[int, Found]()
    for n in [n for n, sign in enumerate(signs) if sign and found[n][0] is PARAGRAPH and not found[n][3]]:
        if signs[n] in {signs[n - 1] if n else "", *signs[n + 1 : n + 2]}:
            text = found[n][1][1:].lstrip()
            label = lines.source.label(text)
            is_labelled = label is not None and label.colon
            items[n] = (PARAGRAPH, text, 0, label) if is_labelled else (Kind.ITEM, "- " + text, 0, None)
    lines.reword(items)


def _take_icons(lines: Lines) -> None:
    """Take the names of icons from short lines that begin or end with one, as titles of panels do.

    They have the same one: what is in one line alone, "Een plan_b", is a word of it.
    """
    beside = {
        n: icon
        for n, (_, text, _, _) in enumerate(lines.found)
        if "_" in text and len(text) <= LONGEST_CREDIT and "@" not in text and (icon := ICON_BESIDE.search(text))
    }
    times = Counter(icon.group().strip() for icon in beside.values())
    bare = dict[int, Found]()
    for n, icon in beside.items():
        if times[icon.group().strip()] > 1:
            kind, text, level, _ = lines.found[n]
            rest = ICON_BESIDE.sub("", text)
            bare[n] = (kind, rest, level, lines.source.label(rest))
    lines.left_out.words["furniture"] += len(bare)
    lines.reword(bare)


def _is_credit(line: Found, source: Source) -> bool:
    """Whether a line without a label is the name of an icon, a date, a reading time, an author or the like."""
    kind, text, _, _ = line
    if " " not in text:
        return ("_" in text and ICON_NAME.fullmatch(text) is not None) or (text[0].isdigit() and _is_date(text))
    if kind is Kind.HEADING:
        return False
    text = text.removeprefix("- ")
    if text.startswith(source.credits):
        return not text.endswith(".")
    if text[-1].isdigit() or text.endswith(HOURS):
        return _is_date(text)
    return OF_READERS.fullmatch(text) is not None or _is_sharing(text, source)


def _is_date(text: str) -> bool:
    return DATED.fullmatch(text) is not None


def _is_sharing(text: str, source: Source) -> bool:
    """Whether a line is a row of links that share the page: "Facebook Twitter LinkedIn"."""
    if not text.startswith(source.furniture_words):
        return False
    return all(source.label_kinds.get(word) == "furniture" for word in split_words(text))


def _is_filing(n: int, credited: set[int], lines: Lines) -> bool:
    """Whether a line tells where a page is filed, beside others of the content system: no theme of the page."""
    _, text, _, label = lines.found[n]
    if label is None or not text.lower().startswith(CATEGORIES):
        return False
    is_beside = not lines.credits.isdisjoint((n, n + 1)) or not credited.isdisjoint((n - 1, n + 1))
    return is_beside and theme_named(text[label.end :].strip(), lines.source) is None
