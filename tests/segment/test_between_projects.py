"""A line between a contact and the next title is no theme, where more projects have one than there are themes."""

from dataclasses import replace

import pytest

from tests.datasets import failed, saved_tables, tables
from tests.pages.irregular import HTML, Irregular, as_text, made
from tests.pages.markups import saved_text
from tests.pages.markups.page import Theme
from tests.scoring import score

LINES = (
    "Download het projectplan", "Bekijk de film", "Afdeling Openbare Orde en Veiligheid", "Team Veiligheid",
    "Adviseur integrale veiligheid, afdeling Openbare Orde",
)  # fmt: skip


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("line", LINES)
def test_a_line_between_projects_is_no_theme(line: str, form: str) -> None:
    def of_theme(theme: Theme) -> Theme:
        parts = (replace(part, after=line) if isinstance(part, Irregular) else part for part in theme.parts)
        return replace(theme, parts=tuple(parts))

    page = made(0, 0, form)
    page = replace(page, themes=tuple(map(of_theme, page.themes)))
    found = tables((as_text if form == "text" else HTML[0])(page))
    assert score([entry.expected for entry in page.entries if isinstance(entry, Irregular)], found)[1] == []
    assert failed(found) == []


def test_the_end_of_a_mail_is_no_project() -> None:
    found = tables(saved_text().rstrip().encode() + b"\n\nMet vriendelijke groet,\n\nDe redactie\n")
    assert (failed(found), found.rows["notes"][-1]["text"]) == ([], "Met vriendelijke groet,\nDe redactie")
    assert len(found.rows["entries"]) == len(saved_tables().rows["entries"])
