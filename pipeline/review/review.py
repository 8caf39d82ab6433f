"""What waits for a person: `python -m pipeline review`, as entries for `corrections.toml` with what to look at.

Everything that a check found and nobody settled is asked, and asked again when the lines that it is about change. What
is printed is TOML: what is right can be added to the list as it is, and what is wrong is in comments, to be corrected.
"""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from pipeline.check.checks import examine
from pipeline.check.outcomes import Check, Finding, lines_named
from pipeline.check.settled import Settled
from pipeline.correct.corrections import LAPSED, NOT_ALLOWED
from pipeline.definition.corrections import CORRECTIONS, Decisions
from pipeline.definition.source import Source, load_source
from pipeline.gazetteer.gazetteer import Reference, load_reference
from pipeline.privacy.decisions import PUBLIC_LIST, PublicDecisions, load_public_decisions
from pipeline.privacy.public_edition import edition_of, entry_stubs, word_stubs
from pipeline.privacy.suppress import suppress
from pipeline.privacy.suppressed import load_suppressed
from pipeline.records import Records
from pipeline.review.stubs import Stubs
from pipeline.segment.viterbi import margins
from pipeline.segment.weights import STATES
from pipeline.snapshots.captured import distinct, read_all
from pipeline.snapshots.snapshot import RAW, Snapshot, from_file, snapshots
from pipeline.tables.rows import make_rows
from pipeline.tables.schema import Rows
from pipeline.text.normalise import counted

CORRECTIONS_PATH = f"pipeline/definition/{CORRECTIONS}"
OF_LIST = {LAPSED, NOT_ALLOWED}  # about the list itself: it is mended there, and nothing is accepted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline review` takes."""
    parser.add_argument("--page", type=Path, metavar="FILE", help="a saved page (default: the newest in raw/)")
    parser.add_argument("--by", metavar="NAME", help="who decides (default: who is logged in)")


def run(arguments: argparse.Namespace) -> int:
    """Print what waits for a person.

    Raises:
        Refusal: the page cannot be read, or the list is no such list.
    """
    saved = [from_file(arguments.page)] if arguments.page else snapshots(RAW, required=True)
    review = Review.of(saved, load_source(), load_reference(), arguments.by or getpass.getuser(), date.today())
    print("\n\n".join(review.said()))
    return 0


def waiting_for_public(rows: Rows, text: str, source: Source, decisions: PublicDecisions) -> Iterator[tuple[str, str]]:
    """What the public edition of the tables waits for, in words, each with the entry for its list."""
    edition, shown, removal, _ = edition_of(rows, text, source, decisions)
    for stub in entry_stubs(rows, removal, decisions):
        yield "an address and no name", stub
    for where, stub in word_stubs(edition, shown, removal.people.known):
        yield f"'deduce' takes words for a name in '{where}'", stub


class Review:
    """A page with what its checks found and nobody settled."""

    def __init__(
        self,
        name: str,
        records: Records,
        checks: Sequence[Check],
        settled: Settled,
        stubs: Stubs,
        public: Sequence[tuple[str, str]],
    ) -> None:
        self.name = name
        self.margins = margins(records.labelling) if records.page.lines else []
        self.states = records.labelling.states
        self.checks = checks
        self.settled = settled
        self.stubs = stubs
        self.public = public  # what it waits for, with the entry for its list

    @classmethod
    def of(cls, saved: Sequence[Snapshot], source: Source, reference: Reference, by: str, on: date) -> Review:
        """The review of the newest of saved pages, with who decides, and when; who asked to be left out is hidden.

        The pages before it give the identifiers that the tables have.

        Raises:
            Refusal: it cannot be read.
        """
        *_, captured = read_all(distinct(saved), source, reference)
        records = captured.records
        rows = make_rows(records, captured.projects, reference)
        checks = examine(records, rows, source, reference)
        shown, text = suppress(rows | {"checks": []}, records.page.text, load_suppressed())
        settled = Settled(records, rows, source.decisions)
        seen = load_public_decisions()
        public = [*waiting_for_public(shown, text, source, seen)]
        stubs = Stubs(records.page, text, shown, by, on)
        return cls(captured.snapshot.name, records, checks, settled, stubs, public)

    def said(self) -> list[str]:
        """What to print, part by part: how much waits, each finding, and what of the list is not needed any more."""
        waiting = [*self.waiting()]
        parts = [self._asked(n, len(waiting), *each) for n, each in enumerate(waiting, start=1)]
        return [self._head(len(waiting)), *parts, *self._for_public(), *self._idle(self.settled.decisions)]

    def waiting(self) -> Iterator[tuple[Check, Finding]]:
        """What nobody settled, errors first."""
        failed = (check for check in self.checks if not check.passed)
        for check in sorted(failed, key=lambda check: check.level != "error"):
            yield from ((check, finding) for finding in self.settled.left(check))

    def _head(self, count: int) -> str:
        if not count:
            return f"# Nothing of {self.name} waits for a person."
        return (
            f"# {counted(count, 'finding')} of {self.name}. Paste an entry for each into {CORRECTIONS_PATH}:\n"
            "# what is right as it is; what is wrong without '# ', with the right value and the reason."
        )

    def _for_public(self) -> Iterator[str]:
        """What the public edition waits for."""
        for what, stub in self.public:
            asked = f"The public edition waits: {what}. Where nobody is named, paste into {PUBLIC_LIST.name}"
            yield "\n# ".join([f"# {asked}, without '# ':", *stub.split("\n")])

    def _asked(self, n: int, count: int, check: Check, finding: Finding) -> str:
        """One finding: what is expected, where it is, and the entries that settle it."""
        said = [f"# {n} of {count}. {check.check}, {check.level}: {check.expected}", f"# {finding.words}"]
        said += [f"# {self._sure(*lines)}" for lines in finding.lines]
        if check.check in OF_LIST or (check.level == "error" and not finding.lines):
            return "\n".join(said)
        rows = self.settled.rows_of(finding)
        quote = self.stubs.quoted(finding.lines) or finding.words
        said.append(self.stubs.accepted(check.check, rows[0], quote))
        if stub := self.stubs.correction(check.check, rows, finding):
            said += ["# or, where it is wrong:", *(f"# {line}" for line in stub.split("\n"))]
        return "\n".join(said)

    def _sure(self, first: int, end: int) -> str:
        """What lines are taken for, and how sure that is of the least certain of them."""
        n = min(range(first, end), key=lambda n: self.margins[n][1])
        second, margin = self.margins[n]
        role, other = STATES[self.states[n]], STATES[second]
        which = f", of which line {n + 1}" if end - first > 1 else ""
        return f"{lines_named(first + 1, end)}{which}: {role}, {counted(margin, 'point')} ahead of {other}"

    def _idle(self, decisions: Decisions) -> Iterator[str]:
        """The accepted entries that settle nothing of this page."""
        found = [(check.check, finding) for check in self.checks for finding in check.findings]
        for number, one in enumerate(decisions.accepted, start=1):
            alone = Settled(self.settled.records, self.settled.rows, Decisions(accepted=(one,)))
            if not any(alone.is_settled(*each) for each in found):
                yield f"# Number {number} of 'accepted' in {CORRECTIONS} ({one.check}, {one.row}) settles nothing here."
