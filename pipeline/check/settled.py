"""What people looked at and settled: findings that they accepted, or for which they corrected a cell."""

from __future__ import annotations

from pipeline.check.outcomes import Check, Finding, exceptions
from pipeline.definition.corrections import Decisions, pattern
from pipeline.records import Records
from pipeline.tables.schema import Rows

OF_PAGE = "page"  # where a finding is that is about no lines, or about some outside every entry, note and theme


class Settled:
    """A page with what people decided about it."""

    def __init__(self, records: Records, rows: Rows, decisions: Decisions) -> None:
        self.records = records
        self.rows = rows
        self.decisions = decisions
        self.decided = {*(one.check for one in decisions.accepted), *(one.check for one in decisions.corrections)}

    def quote(self, finding: Finding) -> str:
        """The lines of the page that a finding is about; where it is about none, what is said of it."""
        texts = (line.text for first, end in finding.lines for line in self.records.page.lines[first:end])
        return "\n".join(texts) or finding.words

    def rows_of(self, finding: Finding) -> list[str]:
        """The entry, note or theme of each of its lines; of a run of lines that of the first."""
        lines = (self.rows["lines"][first] for first, _ in finding.lines)
        return [str(line["entry_id"] or line["note_id"] or line["theme_id"] or OF_PAGE) for line in lines] or [OF_PAGE]

    def is_settled(self, check: str, finding: Finding) -> bool:
        """Whether somebody settled a finding of a check, and its lines are still as they were then."""
        if check not in self.decided:
            return False  # nearly always: a finding may be about many lines, or one long line many times
        rows, quote = self.rows_of(finding), self.quote(finding)
        return any(
            one.check == check and one.row == rows[0] and pattern(one.quote).fullmatch(quote)
            for one in self.decisions.accepted
        ) or any(
            one.check == check and one.row.partition("#")[0] in rows and pattern(one.quote).search(quote)
            for one in self.decisions.corrections
            if one.page in {"", self.records.page.sha256}
        )

    def left(self, check: Check) -> tuple[Finding, ...]:
        """What of a check nobody settled; an error can be settled only where it is about lines of the page."""
        return tuple(
            each
            for each in check.findings
            if (check.level == "error" and not each.lines) or not self.is_settled(check.check, each)
        )

    def without(self, check: Check) -> Check:
        """A check without what is settled: it holds, where nothing is left."""
        left = self.left(check)
        settled = len(check.findings) - len(left)
        return exceptions(check.check, check.level, check.expected, left, settled, check.most) if settled else check
