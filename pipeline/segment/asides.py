"""Short lines beside a title that are none: when a project was written about, which of all it is, where somebody is."""

from __future__ import annotations

import re
from typing import Final

from pipeline.contacts.addresses import DIGIT
from pipeline.definition import dutch
from pipeline.read.leftovers import MONTHS, ON_WEEKDAY, TIME_OF_DAY

# "12 mei 2021", "mei 2021", "woensdag 12-05-2021, 10.15 uur"
DATE: Final = (
    rf"{ON_WEEKDAY}(?:(?:\d{{1,2}} )?{MONTHS}\.? \d{{4}}"
    rf"|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d\d)?\d\d|\d{{4}}-\d\d-\d\d){TIME_OF_DAY}"
)
STATE_OF_PAGE: Final = dutch.one_of("site", "states")
WHEN: Final = rf"(?i:(?:{STATE_OF_PAGE}\b[^|\d]{{0,40}})?{DATE})"
SAYS_WHEN: Final = re.compile(WHEN)
# "Geschreven door Communicatie | Gepubliceerd: 1 mei 2021 | Gelezen: 40 keer"
DIVIDER: Final = re.compile(r" [|•·–—-] ")
BESIDE_DATE: Final = re.compile(
    rf"(?:{STATE_OF_PAGE}|{dutch.one_of('site', 'bylines')})\b.{{0,40}}|{DATE}", re.IGNORECASE
)
# "Project 2 van 27", "2/27"; "Veilig 24/7" may be a title
OF_ALL: Final = dutch.one_of("site", "of_all")
WHICH: Final = rf"(?:[^\W\d_]+ )?\d{{1,3}} {OF_ALL} \d{{1,3}}|\d{{1,3}} ?/ ?\d{{1,3}}"
# "Stadhuisplein 1, Ommen", "Postbus 12, 7730 AA Ommen"; "Fase 2, Ommen" may be a title
STREET: Final = rf"(?:[^\W\d][\w'’ .-]{{0,40}}?)?(?i:{dutch.one_of('addresses', 'streets')})"
WHERE: Final = rf"{STREET} \d{{1,5}} ?\w?(?:-\d+)?,? (?:\d{{4}} ?[A-Z]{{2}},? )?[A-Z'’][^\d,]{{1,40}}"
SAYS_ANY: Final = re.compile(f"{WHEN}|{WHICH}|{WHERE}")


def is_aside(text: str) -> bool:
    """Whether a short line is nothing but such words: "Samen sterk | 12 mei 2021" is a title."""
    if DIGIT.search(text) is None:
        return False
    if SAYS_ANY.fullmatch(text):
        return True
    parts = DIVIDER.split(text) if " " in text else ()
    return len(parts) > 1 and any(map(SAYS_WHEN.fullmatch, parts)) and all(map(BESIDE_DATE.fullmatch, parts))
