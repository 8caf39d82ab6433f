"""A contact beside or below its project is content, whatever element it is in; that of the site is none."""

import pytest

from pipeline.definition.source import Source
from tests.read.reading import lines

TEXT = "Wij werken samen met bewoners, winkeliers en scholen aan een wijk waar iedereen zich veilig voelt."
LABELLED = "<p>Projectleider: Jan de Boer, j.deboer@ommen.nl</p>"
UNKNOWN = "Aanspreekpunt<br>Jan de Boer<br>Adviseur<br><a href='mailto:j.deboer@ommen.nl'>j.deboer@ommen.nl</a>"
ASIDE, FOOTER = "<aside>{}</aside>", "<footer>{}</footer>"

# Of one project.
AROUND = [
    "<h3>Titel</h3><p>{text}</p>{box}",
    "<div><h3>Titel</h3><p>{text}</p>{box}</div>",
    "<div class=row>{box}<div class=col><h3>Titel</h3><p>{text}</p></div></div>",
    "<details><summary>Zwolle</summary>{box}<p>{text}</p></details>",
    "<article><h3>Titel</h3><p>{text}</p><footer>{box}</footer></article>",
    "<article><h3>Titel</h3><p>{text}</p><div class=extra>{box}</div></article>",
    "<ul><li><h3>Titel</h3><p>{text}</p>{box}</li></ul>",
]


def page(around: str, box: str, times: int = 4) -> str:
    return "<h1>Kop</h1>" + around.format(text=TEXT, box=box) * times


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("contact", [LABELLED, UNKNOWN])
@pytest.mark.parametrize(
    "box", [ASIDE, FOOTER, "<aside role=complementary>{}</aside>", "<aside class=sidebar>{}</aside>"]
)
def test_a_contact_beside_or_below_each_project_is_read(around: str, contact: str, box: str, source: Source) -> None:
    found = lines(page(around, box.format(contact)), source)
    assert sum("j.deboer@ommen.nl" in line for line in found) == 4


@pytest.mark.parametrize(
    "site",
    [
        ASIDE.format(LABELLED),
        "<div class=rechts>" + ASIDE.format(LABELLED) * 4 + "</div>",
        "<div id=sidebar>" + ASIDE.format(LABELLED) + "<p>Nieuws</p>" + ASIDE.format(LABELLED) + "</div>",
        FOOTER.format(UNKNOWN),
    ],
)
@pytest.mark.parametrize("box", ["<p>{}</p>", ASIDE])
def test_a_contact_in_a_column_or_at_the_foot_of_a_site_is_not(site: str, box: str, source: Source) -> None:
    projects = page(AROUND[1], box.format("Contact: Els Bakker, e.bakker@zwolle.nl"))
    for found in (lines(projects + site, source), lines(f"<main>{projects}</main>{site}", source)):
        assert sum("e.bakker@zwolle.nl" in line for line in found) == 4
        assert not any("j.deboer@ommen.nl" in line for line in found)


def test_what_is_beside_each_project_and_names_nobody_is_not_read(source: Source) -> None:
    found = lines(page(AROUND[1], ASIDE.format("<p>Lees ook: nieuws over veiligheid</p>")), source)
    assert found == ["Kop", *["Titel", TEXT] * 4]
