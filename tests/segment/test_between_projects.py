"""A line between a contact and the next title is no theme, where more projects have one than there are themes."""

import re
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


BELOW = {
    "a question": "<h2>Was deze informatie nuttig?</h2><p>Ja</p><p>Nee</p>",
    "a newsletter": "<h2>Blijf op de hoogte</h2><p>Schrijf u in voor onze nieuwsbrief.</p>",
    "links": "<h2>Zie ook</h2><ul><li><a href='/a'>Handreikingen</a></li><li><a href='/b'>Vragen</a></li></ul>",
    "a conclusion": "<h2>Conclusie</h2><p>Duidelijk is dat een weerbaar bestuur geen eindpunt kent.</p>",
    "rights": "<p>© 2021 Weerbaar Bestuur</p><p>Privacy</p><p>Toegankelijkheid</p>",
}  # fmt: skip


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("seed", [0, 2, 3])  # the last project of these has a contact
@pytest.mark.parametrize("below", BELOW)
def test_what_a_site_has_below_its_text_is_no_project(below: str, seed: int, form: str) -> None:
    made_page = made(seed, 0.15, form)
    page = (as_text if form == "text" else HTML[seed])(made_page).decode()
    if form == "text":
        page = f"{page.rstrip()}\n{re.sub('(?:<[^>]+>)+', chr(10), BELOW[below])}"
    else:
        page = page.replace("</main>", f"{BELOW[below]}</main>")
    expected = [entry.expected for entry in made_page.entries if isinstance(entry, Irregular)]
    assert score(expected, tables(page.encode()))[1] == []
