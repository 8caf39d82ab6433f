"""How right the tables are, on pages made from the saved one whose entries are known: `make accuracy`."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tabulate import tabulate

from tests.datasets import tables
from tests.expected import Expected
from tests.irregular import irregular
from tests.scoring import FIELDS, Difference, Score, score

SEEDS = 36


@dataclass(frozen=True)
class Made:
    name: str
    data: bytes
    expected: list[Expected]
    fields: tuple[str, ...] = FIELDS


def irregulars(p: float, form: str) -> Iterator[Made]:
    for seed in range(SEEDS):
        yield Made(f"seed {seed}", *irregular(seed, p, form))


GROUPS: dict[str, Callable[[], Iterator[Made]]] = {
    f"irregular {form} {p}": (lambda p=p, form=form: irregulars(p, form))
    for form in ("text", "html") for p in (.05, .15, .3)
}


def shown(name: str, page: str, difference: Difference) -> str:
    d = difference
    return f"{name}, {page}: {d.entry}: {d.field}{'' if d.is_told else ' (not told)'}\n  expected {str(d.expected)[-300:]!r}\n  found    {str(d.found)[-300:]!r}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    parser.add_argument("--group", default="")
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args(arguments)
    rows, left = [], options.show
    for name, pages in GROUPS.items():
        if options.group not in name:
            continue
        total = Score()
        for page in pages():
            one, differences = score(page.expected, tables(page.data), page.fields)
            total += one
            for difference in differences[: max(left, 0)]:
                print(shown(name, page.name, difference))
                left -= 1
        rows.append((name, total.pages, total.exact, f"{total.right / total.fields:.2%}", total.lost, total.invented, total.entries, total.silent))
    print(tabulate(rows, headers=("group", "pages", "exact", "fields right", "lost", "invented", "entries", "wrong and not told")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
