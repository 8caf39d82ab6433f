"""The public edition of a page as rows and as one string, without a file in between."""

from pipeline.privacy.decisions import load_public_decisions
from pipeline.privacy.public_edition import edition_of
from pipeline.privacy.redact import strings
from pipeline.privacy.suppressed import Suppressed, entry_of
from pipeline.privacy.verify import left_over
from pipeline.tables.schema import Rows
from tests.datasets import source, tables
from tests.pages.changes import replace
from tests.pages.markups import saved_text, split

KEY = b"k" * 32


def listing(*addresses: str) -> Suppressed:
    """A list of people left out, with a key of the tests."""
    return Suppressed(frozenset(entry_of(address, KEY) for address in addresses), KEY)


def public_tables(page: str) -> tuple[Rows, str]:
    """The tables and the text as the public edition has them; what looks at it again finds nothing."""
    made = tables(page.encode())
    public, shown, removal, stays = edition_of(made.rows, made.records.page.text, source(), load_public_decisions())
    for place, value in [("page", shown), *strings(public)]:
        assert not [*left_over(value, removal, stays)], place
    return public, shown


def public_text(page: str) -> str:
    """All that the public edition of a page says."""
    rows, text = public_tables(page)
    return "\n".join([text, *(value for _, value in strings(rows))])


def with_contact_lines(lines: list[str]) -> str:
    """The saved page with other contact lines, in page order; entries that are left over keep theirs."""
    text = saved_text()
    head, *sections = text.split("\nProject: ")
    contacts = [str(entry.contact) for entry in split(text).entries]
    for n, line in enumerate(lines):
        sections[n] = replace(f"{sections[n]}\n", f"\n{contacts[n]}\n", f"\n{line}\n").removesuffix("\n")
    return "\nProject: ".join([head, *sections])
