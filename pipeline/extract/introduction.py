"""The introduction to records: the number of municipalities that it claims, and the themes with their aims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.definition import dutch
from pipeline.definition.limits import SAME_WORDS
from pipeline.definition.source import Source
from pipeline.definition.themes import shared_words, theme_span, words_of
from pipeline.extract.evidence import PageEvidence
from pipeline.records import UNKNOWN, Block, Evidence, Theme
from pipeline.text.normalise import slug, unique

RULE_HEADING = "section heading"
RULE_CLAIM = "claim of the introduction"
RULE_AIM = "aim with the words of the theme"
RULE_AIM_TEXT = "description of the aim"


def claimed(introductions: Sequence[Block], evidence: PageEvidence, source: Source) -> Evidence | None:
    """The first number of municipalities in the introduction that the page may have: "26 van de 342 gemeenten"."""
    least, most = source.ranges["municipalities"]
    for block in introductions:
        for found in source.claim.finditer(evidence.text, *evidence.span(block.first, block.end)):
            number = dutch.as_number(found[1] or "")
            if number is not None and least <= number <= most:
                return Evidence("municipalities", str(number), RULE_CLAIM, found[1], *found.span(1))
    return None


def themes_of(
    headings: Sequence[int], aims: Sequence[Block], evidence: PageEvidence, used: Counter[str]
) -> tuple[Theme, ...]:
    """The themes in page order, each with the aim that the introduction has for it.

    `headings` are the numbers of their lines, `used` are identifiers.
    """
    lines = [evidence.lines[n] for n in headings]
    names = [evidence.verbatim("theme", RULE_HEADING, *(line.start + at for at in theme_span(line))) for line in lines]
    paired = pair_aims([name.value for name in names], [evidence.lines[aim.first].text for aim in aims])
    return tuple(
        _theme(name, None if number is None else aims[number], evidence, used)
        for name, number in zip(names, paired, strict=True)
    )


def _theme(name: Evidence, aim: Block | None, evidence: PageEvidence, used: Counter[str]) -> Theme:
    theme_id = unique(slug(name.value) or UNKNOWN, used)
    if aim is None:
        return Theme(theme_id, name.value, None, None, (name,))
    title = evidence.verbatim("aim_title", RULE_AIM, *evidence.span(aim.first, aim.first + 1))
    text = evidence.verbatim("aim", RULE_AIM_TEXT, *evidence.span(aim.first + 1, aim.end))
    return Theme(theme_id, name.value, title.value, text.value, (name, title, text))


def pair_aims(headings: Sequence[str], aims: Sequence[str]) -> list[int | None]:
    """For each theme heading the number of the aim that has most of its words; None where none has."""
    paired: list[int | None] = []
    words = [words_of(aim) for aim in aims]
    for heading in map(words_of, headings):
        scores = [shared_words(aim, heading) for aim in words]
        best = max(range(len(aims)), key=scores.__getitem__, default=None)
        paired.append(best if best is not None and scores[best] >= SAME_WORDS else None)
    return paired
