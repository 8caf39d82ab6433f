"""Write the expected tables of the saved page anew and show what changed: `make golden`, then read the difference."""

import csv
import difflib
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.__main__ import main as pipeline
from pipeline.tables.schema import TABLES
from pipeline.text.difference import difference as words_that_differ
from tests.datasets import CONTENT
from tests.pages.markups import RAW, SAVED_SHA256

GOLDEN = Path(__file__).with_name("golden")
KEYS = {f"{table.name}.csv": table.primary_key[0] for table in TABLES if table.primary_key}
FILES = ("page.txt", *(f"{table}.csv" for table in (*CONTENT, "evidence", "lines", "links", "checks")))


def write_saved(folder: Path) -> None:
    """Build the tables of the saved page into a folder."""
    (page,) = RAW.glob(f"*{SAVED_SHA256[:12]}.txt")
    told = StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        if pipeline(["build", "--page", str(page), "--out", str(folder)]):
            raise RuntimeError(f"the saved page was refused:\n{told.getvalue()}")


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def difference(name: str, before: str, now: str) -> str:
    """How a file differs: cell by cell in a table whose rows have a key, else line by line."""
    if key := KEYS.get(name):
        cells = list(_cells(_rows(before, key), _rows(now, key))) or ["only the order of rows or columns differs"]
        return f"{name}\n" + "".join(f"  {line}\n" for line in cells)
    lines = [text.splitlines(keepends=True) for text in (before, now)]
    return "".join(difflib.unified_diff(*lines, f"{name} as expected", f"{name} as built", n=0))


def _rows(text: str, key: str) -> dict[str, dict[str, str]]:
    return {row[key]: row for row in csv.DictReader(StringIO(text, newline=""))}


def _cells(before: dict[str, dict[str, str]], now: dict[str, dict[str, str]]) -> Iterator[str]:
    """A line for each row that is gone or new, and for each cell that is another; words as [-gone-] and {+new+}."""
    for row in dict.fromkeys([*before, *now]):
        if row not in now or row not in before:
            yield f"{row}: {'gone' if row not in now else 'new'}"
            continue
        for column in dict.fromkeys([*before[row], *now[row]]):
            old, new = before[row].get(column, ""), now[row].get(column, "")
            if old != new:
                yield f"{row}, {column}: " + (words_that_differ(old, new) or "only blanks differ").replace(
                    "\n", "\n    "
                )


def main() -> int:
    """Take what is built now as what is expected, and show how the two differed."""
    GOLDEN.mkdir(exist_ok=True)
    changed = 0
    with TemporaryDirectory() as made:
        write_saved(Path(made))
        for name in FILES:
            before, now = text_of(GOLDEN / name), text_of(Path(made) / name)
            if before != now:
                changed += 1
                sys.stdout.write(difference(name, before, now))
                (GOLDEN / name).write_bytes(now.encode("utf-8"))
    print(
        f"{changed} of {len(FILES)} expected files changed. Check every difference against the page before committing."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
