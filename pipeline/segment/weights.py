"""How much each fact of a line speaks for each role, and what each step from one role to the next costs.

Two tables to be read as such: facts down and roles across. A dot is a fact that says nothing, or a step never made.
"""

from __future__ import annotations

from typing import Final

from pipeline.records import Points, Role, Steps
from pipeline.segment import facts

# The states of a line: two of them may be one role, at two places of the page; an aside is a note before the themes.
STATES: Final = (
    Role.INTRODUCTION, Role.AIM_TITLE, Role.AIM, Role.NOTE, Role.THEME, Role.NAME, Role.TITLE, Role.LABEL, Role.TEXT,
    Role.CONTACT, Role.EARLY_CONTACT, Role.LATE_TEXT, Role.NOTE,
)  # fmt: skip
STATE_NAMES: Final = "intro aimhd aim aside theme name title label text cont early late note".split()
INTRO, AIMHD, AIM, ASIDE, THEME, NAME, TITLE, LABEL, TEXT, CONT, EARLY, LATE, NOTE = range(len(STATE_NAMES))
# Facts speak for these as for the other: they are alike, and differ in where they are.
LIKE: Final = {"aside": "note", "early": "cont", "late": "text"}
UNUSUAL_END: Final = -16  # for a page that ends in what has no number in the last column
NEVER: Final = -(10**6)  # the sum of what cannot be

WEIGHTS: Final = """
                           intro aimhd   aim theme  name title label  text  cont  note
always                        -1   -12     .   -12   -10    -6   -11     .   -24    -5
title label                   -8     .    -6   -12    -8    18     .    -4     .    -4
alone title label              .     .     .     .     .   -12    -6     .     .     .
contact label                  .     .     .   -12    -6   -12     .   -10    34     .
contact label of nobody        .     .     .     .     .   -16     .     .    26     .
alone contact label            .     .     .   -14   -10   -16     .   -10     4     2
only contacts                  .     .     .   -16    -6   -10     .   -14    30    -2
of the site                    .     .     .     .    -8    -8     .    -6   -40     6
municipality label             .     .     .   -12    14   -12    22    -8     .     .
text label                     .     .     .   -12     6   -12    24     .     .     .
theme label                    .     .     .    16     .    -8    14     .     .     .
municipality                   .    -6   -12    -8    16   -12    16    -8     .     .
with municipality              .     .     .     .     2    12     .    -5     .     .
known theme                   -6     .    -8    24   -10   -10     .    -6     .     .
known aim                     -4    24   -10    -6   -10   -10     .     .     .     .
words of theme                 .    16     .     .     .     .     .     .     .     .
heading of page                8     .     .   -16   -16   -16     .     .     .     .
heading                        .     .     .     .     .     .     .    -2     .     .
bold                           .     2     .     2     2     4     .     .     .     .
item                           .    -8     .   -16   -12   -12    -8     2    -2     .
link                           .   -14     .   -28    -8   -16     .     .     .     8
brief                          .     3     .     2     1     3     .     .     .     .
long                           .   -12     .   -16   -16   -12   -12     2    -4     2
ends sentence                  .    -4     .    -8    -4    -6    -6     .     .    -2
refers                         .   -12     .   -10    -8    -4     .     .     .     .
leads away                     .     .     .   -12    -8    -6     .     .     .     8
first of panel                 .     .     .     1     2     2     .    -2    -1     .
after panel                    .     .     .     .     .     .   -12   -20   -10     .
named again                    .     .     .     .     .    -6     .     .     .     2
after title label              .     .     .     .     .   -12    27     .     .     .
after contact label            .     .     .     .   -10   -10     .     .    28     .
leads to contact               .     .     .    -8    -4    -4     .   -10    28     .
before opening                 .     .     .    -6     4     8     .    -1     .     .
two before opening             .     .     .     .     4     8     .     .     .     .
names fact                     .     .     .   -14   -14   -16   -10     6     .     6
above title                    .     .     .    12     .     .     .     .     .     .
when or where                  .   -12     .   -14    10   -20     .     .     .     4
"""

STEPS_BETWEEN: Final = """
                           intro aimhd   aim aside theme  name title label  text  cont early  late  note   end
start                          0    -2     .     .     0     0     0     .   -12     .     .     .    -8     .
intro                          0     0     .     .     0    -2    -2     .     .     .     .     .     .     .
aimhd                          .     .     0     .     .     .     .     .     .     .     .     .     .     .
aim                            .     0    -2    -4     0    -2    -2     .     .     .     .     .     .     .
aside                          .    -2     .     0     0    -2    -2     .     .     .     .     .     .     .
theme                          .     .     .     .    -8     0     0     .   -12     .     .     .    -4     .
name                           .     .     .     .     .    -4     0     .   -10     .     .     .     .     .
title                          .     .     .     .   -18   -14   -16     0     0   -16    -2     .   -16   -10
label                          .     .     .     .   -12   -10   -12     0     0   -10    -2     .   -12   -10
text                           .     .     .     .    -8    -8    -8     .     0     0     .     .   -10    -6
cont                           .     .     .     .     0     0     0     .   -14    -2     .     .    -3     0
early                          .     .     .     .   -14   -14   -14     .     .     .    -2    -2   -18   -12
late                           .     .     .     .     0     0     0     .     .     .     .     0    -6     0
note                           .     .     .     .     0     0     0     .   -16     .     .     .     0     0
"""
# On a page where the contacts of an entry are above its title, these rows are in place of those.
STEPS_CONTACTS_FIRST: Final = """
                           intro aimhd   aim aside theme  name title label  text  cont early  late  note   end
start                          0    -2     .     .     0     0    -8     .   -12     0     .     .    -8     .
intro                          0     0     .     .     0    -2   -10     .     .    -2     .     .     .     .
aim                            .     0    -2    -4     0    -2   -10     .     .    -2     .     .     .     .
aside                          .    -2     .     0     0    -2   -10     .     .    -2     .     .     .     .
theme                          .     .     .     .    -8     0    -8     .   -12     0     .     .    -4     .
name                           .     .     .     .     .    -4     0     .   -10     0     .     .     .     .
title                          .     .     .     .   -18   -14   -16     0     0   -16     .     .   -16   -10
label                          .     .     .     .   -12   -10   -12     0     0   -10     .     .   -12   -10
text                           .     .     .     .     0     0    -8     .     0     0     .     .    -6     0
cont                           .     .     .     .   -14     0     0     .   -14    -2     .     .   -16   -12
note                           .     .     .     .     0     0     0     .   -16     0     .     .     0     0
"""


def _table(text: str) -> dict[str, dict[str, int]]:
    """The numbers of a table by row and column, without the dots."""
    head, *rows = (line.split() for line in text.strip().split("\n"))
    names = ("_".join(row[: -len(head)]) for row in rows)
    cells = (zip(head, row[-len(head) :], strict=True) for row in rows)
    rows_of = zip(names, cells, strict=True)
    return {name: {column: int(cell) for column, cell in of if cell != "."} for name, of in rows_of}


def _weights() -> dict[int, Points]:
    """For each fact what it speaks for, by state."""
    return {
        getattr(facts, fact.upper()): tuple(row.get(LIKE.get(state, state), 0) for state in STATE_NAMES)
        for fact, row in _table(WEIGHTS).items()
    }


def _steps(table: dict[str, dict[str, int]]) -> Steps:
    first = tuple(table["start"].get(state, NEVER) for state in STATE_NAMES)
    rows = (table[before] for before in STATE_NAMES)
    after = tuple(tuple((n, row[state]) for n, state in enumerate(STATE_NAMES) if state in row) for row in rows)
    return Steps(first, after, tuple(table[state].get("end", UNUSUAL_END) for state in STATE_NAMES))


OF_FACT: Final = _weights()
STEPS: Final = _steps(_table(STEPS_BETWEEN))
CONTACTS_FIRST: Final = _steps(_table(STEPS_BETWEEN) | _table(STEPS_CONTACTS_FIRST))


def score(facts: int) -> Points:
    """How much the facts of a line speak for each state."""
    rows = [row for fact, row in OF_FACT.items() if fact & facts]
    return tuple(map(sum, zip(*rows, strict=True)))
