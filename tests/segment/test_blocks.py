"""Every line belongs to exactly one part of the page, and the parts are the right ones."""

import re
from collections.abc import Callable

import pytest

from pipeline.definition.themes import theme_span
from pipeline.parse import parse
from pipeline.records import Kind, Line, Part, Records
from pipeline.segment import facts
from tests.datasets import Dataset, contacts, content, entry, failed, reference, saved_tables, source, tables
from tests.pages import contact_blocks
from tests.pages.changes import replace
from tests.pages.markups import saved_text

TEXT = saved_text()
BEFORE = "Project: Het aanpakken van woon-"
CONTACT = "Projectleider: Jan Jansen, j.jansen@ommen.nl"


def with_entry(*lines: str) -> bytes:
    """The saved page with these lines before one of its projects."""
    return replace(TEXT, BEFORE, "\n".join([*lines, BEFORE])).encode()


def with_text(*lines: str) -> bytes:
    return with_entry("Project: Veilig buitengebied", "De gemeente Ommen werkt.", *lines, CONTACT)


def test_a_page_with_no_entry_but_a_contact_of_the_site_is_read() -> None:
    lines = "<h2>Antidemocratische gedragingen</h2><p>Contact: info@weerbaarbestuur.nl</p>"
    records = parse(f"<!DOCTYPE html><body>{lines}</body>".encode(), source(), reference())
    assert records.entries == ()


def test_every_line_belongs_to_one_block(records: Records) -> None:
    ends = [0, *(block.end for block in records.blocks)]
    assert [block.first for block in records.blocks] == ends[:-1]
    assert ends[-1] == len(records.page.lines)


def test_the_parts_are_in_the_order_of_the_page(records: Records) -> None:
    parts = [block.part for block in records.blocks]
    entry = [Part.ENTRY]
    first, second, third = ([Part.THEME, *entry * number] for number in (10, 15, 6))
    assert parts == [Part.INTRODUCTION, *[Part.AIM] * 3, *first, Part.NOTE, *second, *third]


def test_the_name_of_an_aim_is_no_section(records: Records) -> None:
    assert len(records.themes) == 3
    assert [theme.aim_title for theme in records.themes] == [
        "Versterking weerbaar bestuur en organisatie",
        "Versterking gebiedsgerichte aanpak ondermijning",
        "Omgaan met anti-democratische gedragingen",
    ]


@pytest.mark.parametrize(
    "label",
    ["Project:", "Project :", "PROJECT:", "Projectnaam:", "Projecttitel:", "Titel:", "Project 1:", "Project:\n",
     "Project –", "Project 3 -", "Project;", "Project：", "Project nr. 3:", "Titel project:"],
)  # fmt: skip
def test_a_title_has_any_label_of_the_vocabulary(label: str) -> None:
    dataset = tables(with_entry(f"{label} Veilig buitengebied", "De gemeente Ommen werkt.", CONTACT))
    assert entry(dataset, "Ommen")["title"] == "Veilig buitengebied"
    assert entry(dataset, "Ommen")["text"] == "De gemeente Ommen werkt."
    assert len(dataset.rows["entries"]) == 32


LONG_TITLE = "Samen sterker tegen ondermijning op bedrijventerreinen en in het buitengebied van onze dorpen"


@pytest.mark.parametrize("title", ["Veilig buitengebied", LONG_TITLE])
def test_a_label_after_the_municipality_tells_a_title_after_a_project_without_contact(title: str) -> None:
    line = f"Gemeente Ommen, project: {title}"
    dataset = tables(with_entry("Project: Zonder contact", "Er is veel gedaan.", line, "Er wordt getraind.", CONTACT))
    assert entry(dataset, "Ommen")["title"] == title


@pytest.mark.parametrize("title", ["Weerbaar: samen sterk", "Zo werkt het!", "2021 – 2025 (fase 2)", "'t Kan beter"])
def test_a_title_is_as_published(title: str) -> None:
    dataset = tables(with_entry(f"Project: {title}", "De gemeente Ommen werkt.", CONTACT))
    assert entry(dataset, "Ommen")["title"] == title


@pytest.mark.parametrize(
    "below",
    ["-", "\n" + "De gemeente Ommen werkt samen met bewoners, ondernemers en scholen aan een wijk waarin het goed is."],
)
def test_a_label_of_a_title_may_label_nothing(below: str) -> None:
    """What is no title stays text."""
    dataset = tables(with_entry(f"Project:{below}", "De gemeente Ommen werkt.", CONTACT))
    assert entry(dataset, "Ommen")["title"] is None
    assert entry(dataset, "Ommen")["text"] == f"{below}\nDe gemeente Ommen werkt.".removeprefix("-").strip()
    assert "entry_has_title" in failed(dataset, "warning")


@pytest.mark.parametrize("line", ["Er is veel overleg met bewoners en ondernemers in de wijk.", "Voor de communicatie"])
def test_a_line_between_two_contacts_makes_no_project(line: str) -> None:
    second = "Contactpersoon: Piet de Boer, p.deboer@ommen.nl"
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", CONTACT, line, second))
    assert (entry(dataset, "Ommen")["contact_line"], len(dataset.rows["entries"])) == (CONTACT, 32)
    assert f"{line}\n{second}" in [row["text"] for row in dataset.rows["notes"]]
    assert "address_outside_contact" in failed(dataset, "warning")


@pytest.mark.parametrize("line", ["De gemeente Raalte werkt samen.", "Er is overleg met bewoners in de wijk."])
def test_a_project_without_title_is_told_by_its_municipality(line: str) -> None:
    second = "Projectleider: Piet de Boer, p.deboer@raalte.nl"
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", CONTACT, line, second))
    assert (entry(dataset, "Raalte")["title"], entry(dataset, "Raalte")["contact_line"]) == (None, second)
    assert "entry_has_title" in failed(dataset, "warning")


def test_a_label_before_another_is_no_title() -> None:
    for lines in (["De gemeente Ommen werkt."], []):
        dataset = tables(with_entry("Project:", "Gemeente: Ommen", *lines, CONTACT))
        found = entry(dataset, "Ommen")
        assert (found["title"], found["text"] or "", found["contact_line"]) == (None, "".join(lines), CONTACT)


@pytest.mark.parametrize("heading", ["Contact", "Contactpersoon", "Project", "Titel"])
def test_a_label_alone_above_a_paragraph_is_text(heading: str) -> None:
    dataset = tables(with_text(heading, "Er is veel overleg met bewoners en ondernemers."))
    assert entry(dataset, "Ommen")["text"].split("\n")[1:] == [
        heading,
        "Er is veel overleg met bewoners en ondernemers.",
    ]
    assert (entry(dataset, "Ommen")["contact_line"], len(dataset.rows["entries"])) == (CONTACT, 32)


@pytest.mark.parametrize("line", ["Zie ook www.ommen.nl", "Meer op ommen.nl", "Download het plan (pdf)"])
def test_a_line_after_a_contact_that_refers_to_something_is_a_note(line: str) -> None:
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", CONTACT, line))
    assert len(dataset.rows["themes"]) == 3
    assert line in [row["text"] for row in dataset.rows["notes"]]


@pytest.mark.parametrize("line", ["26 gemeenten", "Gemeenten"])
def test_a_count_above_the_heading_of_a_theme_does_not_take_it_for_its_value(line: str) -> None:
    heading = "\nAntidemocratische gedragingen\n"
    dataset = tables(replace(TEXT, heading, f"\n{line}{heading}").encode())
    assert [row["theme"] for row in dataset.rows["themes"]] == [row["theme"] for row in saved_tables().rows["themes"]]


def test_an_entry_without_contact_line_ends_where_the_next_begins() -> None:
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", "Project: Twee", "De gemeente Raalte ook."))
    assert (entry(dataset, "Ommen")["text"], entry(dataset, "Raalte")["text"]) == (
        "De gemeente Ommen werkt.",
        "De gemeente Raalte ook.",
    )
    assert "entry_has_contact" in failed(dataset, "warning")


def test_what_follows_a_contact_line_is_a_note() -> None:
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", CONTACT, "Laatst gewijzigd op 3 mei 2021."))
    assert [row["text"] for row in dataset.rows["notes"]][1:] == ["Laatst gewijzigd op 3 mei 2021."]
    assert dataset.rows["notes"][1]["theme_id"] == entry(dataset, "Ommen")["theme_id"]


@pytest.mark.parametrize(
    "line",
    [
        "Wat is er bereikt", "Aanleiding:", "Dit project: een mooi voorbeeld.", "Gemeente: samen met inwoners.",
        "Toelichting:", "Contact: bewoners spreken elkaar vaker.", "De projectleider van dit project werkt bij Oss.",
        "1. Bewustwording:", "Meld u aan via aanmelden@ommen.nl voor de training.",
    ],
)  # fmt: skip
def test_a_line_of_text_that_looks_like_something_else_is_text(line: str) -> None:
    dataset = tables(with_text(line, "Er is veel bereikt."))
    assert entry(dataset, "Ommen")["text"] == f"De gemeente Ommen werkt.\n{line}\nEr is veel bereikt."
    assert entry(dataset, "Ommen")["contact_line"] == CONTACT
    assert len(dataset.rows["entries"]) == 32


@pytest.mark.parametrize(
    "line", ["Jan Jansen, j.jansen@ommen.nl", "j.jansen@ommen.nl", "Meer informatie: j.jansen@ommen.nl"]
)
def test_a_contact_without_known_label_is_found(line: str) -> None:
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", line))
    assert entry(dataset, "Ommen")["contact_line"] == line
    assert [contact[2] for contact in contacts(dataset, entry(dataset, "Ommen"))] == ["j.jansen@ommen.nl"]


JAN = ("Jan Jansen", "j.jansen@ommen.nl", None)
REACHED = ("Jan Jansen", "j.jansen@ommen.nl", "0529 459 100")
SPREAD = {
    "address and number": (["Projectleider: Jan Jansen", "E-mail: j.jansen@ommen.nl", "Tel: 0529-459100"], [REACHED]),
    "number and address": (["Projectleider: Jan Jansen", "Tel. 0529-459100", "Mail: j.jansen@ommen.nl"], [REACHED]),
    "job title between": (["Projectleider: Jan Jansen", "Adviseur veiligheid", "j.jansen@ommen.nl"], [JAN]),
    "municipality between": (["Projectleider: Jan Jansen", "Gemeente Ommen", "j.jansen@ommen.nl"], [JAN]),
    "label alone": (["Contactgegevens", "Naam: Jan Jansen", "Functie: adviseur", "E-mail: j.jansen@ommen.nl"], [JAN]),
    "no label": (["Jan Jansen", "j.jansen@ommen.nl"], [JAN]),
    "no label, and words for signs": (["Jan Jansen, projectleider", "j.jansen [at] ommen.nl"], [JAN]),
    "no label, and a job title": (["Jan Jansen", "adviseur veiligheid", "j.jansen@ommen.nl", "0529-459100"], [REACHED]),
    "no label, and a job title that nobody knows": (["Jan Jansen", "wijkverbinder", "j.jansen@ommen.nl"], [JAN]),
    "no label, and a job title and a number between": (
        ["Jan Jansen", "adviseur veiligheid", "0529-459100", "j.jansen@ommen.nl"],
        [REACHED],
    ),
    "no label, of two with a job title": (
        ["Jan Jansen", "adviseur veiligheid", "j.jansen@ommen.nl", "Piet de Vries", "adviseur zorg", "p@ommen.nl"],
        [JAN, ("Piet de Vries", "p@ommen.nl", None)],
    ),
    "a list without label": (["- Jan Jansen", "- j.jansen@ommen.nl", "- 0529-459100"], [REACHED]),
    "a list without label, with job titles": (
        ["- Jan Jansen", "- adviseur", "- j.jansen@ommen.nl", "- Piet de Vries", "- adviseur", "- p@ommen.nl"],
        [JAN, ("Piet de Vries", "p@ommen.nl", None)],
    ),
    "address above the label": (["E-mail: j.jansen@ommen.nl", "Projectleider: Jan Jansen"], [JAN]),
    "labels alone": (
        ["Aanspreekpunt:", "Jan El Amrani", "E-mail:", "j.jansen@ommen.nl"],
        [("Jan El Amrani", "j.jansen@ommen.nl", None)],
    ),
    "a list of names": (
        ["Projectleiders:", "Jan Jansen", "Piet de Vries"],
        [("Jan Jansen", None, None), ("Piet de Vries", None, None)],
    ),
    "a list of people": (
        ["Projectleiders:", "Jan Jansen, j.jansen@ommen.nl", "Piet de Vries", "p@ommen.nl"],
        [JAN, ("Piet de Vries", "p@ommen.nl", None)],
    ),
}


@pytest.mark.parametrize("name", SPREAD)
def test_a_contact_may_go_on_over_lines(name: str) -> None:
    lines, expected = SPREAD[name]
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", *lines))
    found = entry(dataset, "Ommen")
    assert (found["text"], found["contact_line"]) == ("De gemeente Ommen werkt.", "\n".join(lines))
    of_entry = [row for row in dataset.rows["contacts"] if row["entry_id"] == found["entry_id"]]
    assert [(row["name"], row["email"], row["phone"]) for row in of_entry] == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["Lees hier meer over het project in de gemeente."],
        ["Gemeente Ommen", "Postbus 1, 7730 AA Ommen"],
        ["De pilot is uitgevoerd in de gemeenten Almelo en Breda."],
    ],
)
def test_what_says_nothing_more_of_a_contact_is_a_note(lines: list[str]) -> None:
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", CONTACT, *lines))
    assert entry(dataset, "Ommen")["contact_line"] == CONTACT
    assert [row["text"] for row in dataset.rows["notes"]][1:] == ["\n".join(lines)]


JAN = ["Jan Jansen", "j.jansen@ommen.nl", "06-12345678"]


@pytest.mark.parametrize("label", ["Aanspreekpunt:", "Voor vragen:", "Trekker :", "Contactpersoon:"])
@pytest.mark.parametrize("listed", [JAN, JAN[:2], [JAN[1]], [JAN[0], JAN[2]], [*JAN, "Delen op Facebook"]])
def test_a_contact_may_be_a_list_below_a_label(label: str, listed: list[str]) -> None:
    items = [f"- {item}" for item in listed]
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", label, *items, "Project: Twee"))
    found = entry(dataset, "Ommen")
    assert found["text"] == "De gemeente Ommen werkt."
    expected = JAN[0] if JAN[0] in listed else None, JAN[1] if JAN[1] in listed else None
    assert [(name, email) for name, _, email, _ in contacts(dataset, found)] == [expected]


@pytest.mark.parametrize(
    "lines",
    [
        ["Deelnemers:", "- Jan Jansen", "- Piet Pietersen"],
        ["Aanspreekpunten:", "- Jan Jansen", "- De wijkagent, info@ommen.nl, komt elke week langs in de wijk."],
        ["Concreet gaat het om:", "- Jan Jansen als trainer", "- trainingen in de wijk"],
    ],
)
def test_a_list_of_others_is_of_the_text(lines: list[str]) -> None:
    found = entry(tables(with_text(*lines)), "Ommen")
    assert found["text"].split("\n")[1:] == lines


@pytest.mark.parametrize(
    "lines", [["- Meer Toezicht", "- Samen Sterk"], ["De inzet komt van de", "adviseur veiligheid"]]
)
def test_what_is_above_an_address_and_is_nobody_is_of_the_text(lines: list[str]) -> None:
    address = "- info@ommen.nl" if lines[0].startswith("- ") else "j.jansen@ommen.nl"
    found = entry(tables(with_entry("Project: Een", "De gemeente Ommen werkt.", *lines, address)), "Ommen")
    assert (found["text"].split("\n")[1:], found["contact_line"]) == (lines, address)


def test_a_text_may_end_in_a_list_right_above_that_of_a_contact() -> None:
    listed = ["- Meer Toezicht", "- Jan Jansen", "- j.jansen@ommen.nl"]
    found = entry(tables(with_entry("Project: Een", "De gemeente Ommen werkt.", *listed)), "Ommen")
    assert (found["text"].split("\n")[1:], found["contact_line"].split("\n")) == (listed[:1], listed[1:])


ASIDES = [
    "Bijgewerkt op 12 mei 2021", "Laatste wijziging 3 februari 2020", "Stand van zaken 28 november 2019", "12-05-2021",
    "Geplaatst: woensdag 12 mei 2021, 10.15 uur", "Project 2 van 27", "3 / 14", "Stadhuisplein 1, Ommen",
    "Postbus 12, 7730 AA Ommen", "Oude Markt 12a, 7731 AB Ommen",
    "Geschreven door Communicatie | Gepubliceerd: 3 maart 2021 | Gelezen: 74 keer",
]  # fmt: skip


@pytest.mark.parametrize("line", ASIDES)
def test_a_line_that_says_when_which_or_where_is_no_title(line: str) -> None:
    html = (
        f"<details><summary>Gemeente Ommen</summary><p>{line}</p><h4>Veilig buitengebied</h4>"
        f"<p>De gemeente Ommen werkt samen met boeren.</p><p>{CONTACT}</p></details>"
    )
    page = "<h2>Weerbaar bestuur en organisatie</h2>" + html + html.replace("Ommen", "Raalte").replace("Veilig", "Mooi")
    dataset = tables(f"<!DOCTYPE html><body>{page}</body>".encode())
    titles = [(row["title"], row["municipality"]) for row in dataset.rows["entries"]]
    assert titles == [("Veilig buitengebied", "Ommen"), ("Mooi buitengebied", "Raalte")]
    assert [row["text"] for row in dataset.rows["entries"]] == [
        f"De gemeente {name} werkt samen met boeren." for name in ("Ommen", "Raalte")
    ]


@pytest.mark.parametrize("label", ["Contact: Contact", "Contact: Aanspreekpunt", "Contactpersoon: Projectleider"])
@pytest.mark.parametrize("listed", [JAN, [JAN[0], "Adviseur veiligheid", *JAN[1:]]])
def test_the_head_of_a_column_may_be_above_another_label(label: str, listed: list[str]) -> None:
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", label, *listed, "Project: Twee"))
    found = entry(dataset, "Ommen")
    assert found["text"] == "De gemeente Ommen werkt."
    assert [(name, email) for name, _, email, _ in contacts(dataset, found)] == [(JAN[0], JAN[1])]


def test_a_link_that_is_a_number_is_surely_of_the_contact() -> None:
    link = Line(Kind.LINK, "06-12345678", 0, 11, 0, None)
    found = facts.FactReader(source(), reference()).read(link)
    assert (found & facts.ONLY_CONTACTS, found & facts.LINK) == (facts.ONLY_CONTACTS, 0)


@pytest.mark.parametrize("item", ["- Delen op Facebook", "- Download het verslag", "- Print deze pagina als pdf"])
def test_an_item_after_a_contact_that_leads_away_is_of_no_contact(item: str) -> None:
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", "Projectleider:", *JAN, item))
    found = entry(dataset, "Ommen")
    assert (found["text"], found["contact_line"].split("\n")) == ("De gemeente Ommen werkt.", ["Projectleider:", *JAN])


@pytest.mark.parametrize(
    "line",
    [
        "Met vragen kunt u terecht bij Jan Jansen via j.jansen@ommen.nl.",
        "Jan Jansen vertelt u er graag meer over: j.jansen@ommen.nl",
    ],
)
def test_a_contact_in_a_sentence_needs_no_label(line: str) -> None:
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", line))
    assert [row[2] for row in contacts(dataset, entry(dataset, "Ommen"))] == ["j.jansen@ommen.nl"]
    assert "contact_label_known" not in failed(dataset, "warning")


@pytest.mark.parametrize(
    "title", ["Samen sterk | 12 mei 2021", "Weerbaar 2021", "Veilig 24/7", "Herdenking van 4 mei 2020", "Fase 2, Ommen"]
)
def test_a_title_may_hold_a_number(title: str) -> None:
    assert read_facts(title) & facts.WHEN_OR_WHERE == 0


def read_facts(text: str) -> int:
    line = Line(Kind.PARAGRAPH, text, 0, len(text), 0, None)
    return facts.FactReader(source(), reference()).read(line)


def test_a_line_below_the_heading_of_a_theme_is_no_theme() -> None:
    heading = "Gebiedsgerichte aanpak ondermijning"
    at = TEXT.rindex(f"{heading}\n") + len(heading) + 1
    html = tables((TEXT[:at] + "Overzicht van projecten\n" + TEXT[at:]).encode())
    assert len(html.rows["themes"]) == 3


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Trekker: Jan Jansen, 06-12345678", ("Jan Jansen", None, None, "06 12345678")),
        ("Opgesteld: programmamanager Veiligheid, 140529", (None, "programmamanager Veiligheid", None, "14 0529")),
    ],
)
def test_an_unknown_label_before_a_number_is_a_contact_and_told(line: str, expected: tuple[str | None, ...]) -> None:
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", line))
    assert contacts(dataset, entry(dataset, "Ommen")) == [expected]
    assert "contact_label_known" in failed(dataset, "warning")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Trekker Jan Jansen, j@ommen.nl", "none"),
        ("Trekker - Jan Jansen, j@ommen.nl", "none"),
        ("Trekker: Jan Jansen, j@ommen.nl", "Trekker"),
    ],
)
def test_a_person_with_an_address_is_a_contact_whatever_the_label_and_that_is_noted(line: str, found: str) -> None:
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", line))
    assert contacts(dataset, entry(dataset, "Ommen")) == [("Jan Jansen", None, "j@ommen.nl", None)]
    (row,) = [row for row in dataset.rows["checks"] if row["check"] == "contact_label_known"]
    assert (row["level"], row["found"]) == ("info", found)
    assert row["detail"].endswith("/ommen/een")


@pytest.mark.parametrize("line", ["info@ommen.nl", "Vraagbaak: info@ommen.nl"])
def test_an_address_of_nobody_without_a_known_label_is_told_where_most_have_one(line: str) -> None:
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", line))
    assert [row[2] for row in contacts(dataset, entry(dataset, "Ommen"))] == ["info@ommen.nl"]
    assert "contact_label_known" in failed(dataset, "warning")


@pytest.mark.parametrize("line", ["Opsteller: Jan Jansen", "Opsteller: J. van den Berg"])
def test_an_unknown_label_without_address_is_no_silent_miss(line: str) -> None:
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", line))
    assert contacts(dataset, entry(dataset, "Ommen")) == []
    assert entry(dataset, "Ommen")["text"].endswith(line)
    assert {"entry_has_contact", "last_line_is_text"} <= set(failed(dataset, "warning"))


@pytest.mark.parametrize(
    "line",
    ["Opsteller: Piet de Boer", "- Opsteller: Piet de Boer", "Opsteller: programmamanager Veiligheid",
     "Portefeuillehouder Piet de Boer", "Piet de Boer, adviseur", "Projectleider Piet de Boer (tot mei)"],
)  # fmt: skip
def test_a_line_like_a_contact_beside_one_is_no_silent_miss(line: str) -> None:
    for lines in ([line, CONTACT], [CONTACT, line]):
        dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", *lines))
        assert [name for name, *_ in contacts(dataset, entry(dataset, "Ommen"))] == ["Jan Jansen"]
        assert "last_line_is_text" in failed(dataset, "warning")
        assert len(dataset.rows["themes"]) == 3


@pytest.mark.parametrize(
    "line",
    ["Doel: Inwoners voelen zich veilig.", "Partners: Politie en Openbaar Ministerie", "Resultaat: Veilig Buitengebied",
     "Gemeente: Ommen en Raalte", "Looptijd: 2018-2021", "Projectleider Jan Jansen is blij.", "Samen met de politie"],
)  # fmt: skip
def test_a_line_of_text_beside_a_contact_is_not_like_one(line: str) -> None:
    for lines in ([line, CONTACT], [CONTACT, line]):
        dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", *lines, "Meer daarover in mei."))
        assert "last_line_is_text" not in failed(dataset, "warning")


def test_an_address_in_a_sentence_is_told() -> None:
    sentence = "Aanmelden voor de training kan tot 1 mei bij Jan Jansen via j.jansen@ommen.nl."
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", sentence))
    assert {"entry_has_contact", "address_outside_contact"} <= set(failed(dataset, "warning"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\nGebiedsgerichte aanpak ondermijning\n", "\nGEBIEDSGERICHTE AANPAK ONDERMIJNING\n"),
        ("\nGebiedsgerichte aanpak ondermijning\n", "\nThema 2: Gebiedsgerichte aanpak ondermijning\n"),
        ("\nAntidemocratische gedragingen\n", "\nAnti-democratische gedragingen\n"),
    ],
)
def test_a_theme_heading_may_be_written_a_little_differently(old: str, new: str) -> None:
    dataset = tables(replace(TEXT, old, new).encode())
    assert [row["entries"] for row in dataset.rows["themes"]] == [10, 15, 6]
    assert all(row["aim"] for row in dataset.rows["themes"])


@pytest.mark.parametrize("before", ["", "Thema 2: ", "2. ", "Thema 2 – "])
def test_a_renamed_theme_is_a_theme_and_told(before: str) -> None:
    heading = f"\n{before}Aanpak in de wijk\n"
    dataset = tables(replace(TEXT, "\nGebiedsgerichte aanpak ondermijning\n", heading).encode())
    assert [(row["theme"], row["entries"]) for row in dataset.rows["themes"]][1] == ("Aanpak in de wijk", 15)
    assert {"themes_known", "themes_found"} <= set(failed(dataset, "warning"))


def test_a_theme_below_each_title_is_no_section() -> None:
    dataset = tables(re.sub("(?m)^(Project: .*)$", r"\1\nThema: Weerbaar bestuur en organisatie", TEXT).encode())
    assert [row["entries"] for row in dataset.rows["themes"]] == [10, 15, 6]


@pytest.mark.parametrize("numbers", [(1, 2, 3), (2, 3, 4)])
def test_themes_may_have_bare_numbers(numbers: tuple[int, ...]) -> None:
    text = TEXT
    for number, theme in zip(numbers, source().themes, strict=True):
        text = re.sub(f"(?m)^{theme.heading}$", f"{number} {theme.heading}", text)
    assert tables(text.encode()).rows["themes"] == saved_tables().rows["themes"]


def test_a_number_that_is_of_the_name_of_a_theme_is_kept() -> None:
    assert theme_span(Line(Kind.HEADING, "24 uur weerbaar", 0, 15, 2)) == (0, 15)


def test_words_that_invite_are_no_section() -> None:
    dataset = tables(with_entry("Project: Een", "De gemeente Ommen werkt.", CONTACT, "Meer informatie"))
    assert len(dataset.rows["themes"]) == 3


def test_the_introduction_may_be_missing() -> None:
    without = TEXT.split("\n", 1)[1]
    assert content(tables(without.encode())) == content(saved_tables())
    assert "municipalities_claimed" in failed(tables(without.encode()), "warning")
    nothing = TEXT[TEXT.index("Weerbaar bestuur en organisatie\nProject") :]
    assert len(tables(nothing.encode()).rows["entries"]) == 31


def test_a_title_without_label_may_be_long() -> None:
    title = "Samen met inwoners, ondernemers en partners in de regio werken aan een gebied waarin niemand wegkijkt"
    dataset = tables(with_entry(title, "De gemeente Ommen werkt.", CONTACT))
    assert entry(dataset, "Ommen")["title"] == title


def test_titles_may_lack_their_label() -> None:
    dataset = tables(TEXT.replace("Project: ", "").encode())
    assert content(dataset) == content(saved_tables())


def test_a_municipality_right_above_a_text_is_below_its_title() -> None:
    found = tables(with_entry("Veilig buitengebied", "Ommen", "De gemeente Ommen werkt samen met boeren.", CONTACT))
    assert entry(found, "Ommen")["title"] == "Veilig buitengebied"
    assert len(found.rows["themes"]) == 3


def test_a_title_may_be_numbered_in_two_levels() -> None:
    found = tables(re.sub("(?m)^Project: ", "2.3 ", TEXT).encode())
    assert [row["title"] for row in found.rows["entries"]] == [row["title"] for row in saved_tables().rows["entries"]]


THEMES = ("Integriteit van bestuurders", "Drugs in het buitengebied")


def of_projects(project: Callable[[int, contact_blocks.Project], str]) -> Dataset:
    return tables(contact_blocks.bare("".join(project(n, each) for n, each in enumerate(contact_blocks.MANY))))


def test_a_heading_right_above_a_lower_one_heads_a_theme_that_nobody_knows() -> None:
    def project(n: int, each: contact_blocks.Project) -> str:
        above = f"<h2>{THEMES[n // 14]}</h2>" if n % 14 == 0 else ""
        return f"{above}<h3>{each.title}</h3><p>{each.text}</p><p>Contact: {each.name}, {each.email}</p>"

    found = of_projects(project)
    assert [row["theme"] for row in found.rows["themes"]] == [*THEMES]
    assert [row["title"] for row in found.rows["entries"]] == [each.title for each in contact_blocks.MANY]


def test_a_theme_that_is_named_below_each_title_is_that_of_the_entry() -> None:
    names = [theme.heading for theme in source().themes]

    def project(n: int, each: contact_blocks.Project) -> str:
        tag = f"<p>Thema: {names[n % 3]}</p>"
        return f"<h3>{each.title}</h3>{tag}<p>{each.text}</p><p>Contact: {each.name}, {each.email}</p>"

    found = of_projects(project)
    assert [row["theme"] for row in found.rows["themes"]] == names
    assert [row["theme"] for row in found.rows["entries"]] == [names[n % 3] for n in range(len(contact_blocks.MANY))]
    assert [row["text"] for row in found.rows["entries"]] == [each.text for each in contact_blocks.MANY]


def test_the_label_of_an_entry_says_more_of_its_theme_than_the_section_it_is_in() -> None:
    names = [theme.heading for theme in source().themes]
    index = "<h2>Van A tot Z</h2>"

    def project(n: int, each: contact_blocks.Project) -> str:
        tag = f"<p>Thema: {names[n // 5 % 3]}</p>"
        return f"<h3>{each.title}</h3>{tag}<p>{each.text}</p><p>Contact: {each.name}, {each.email}</p>"

    body = "".join(project(n, each) for n, each in enumerate(contact_blocks.MANY))
    found = tables(contact_blocks.bare("".join(f"<h2>{name}</h2>" for name in names) + index + body))
    assert [row["theme"] for row in found.rows["entries"]] == [
        names[n // 5 % 3] for n in range(len(contact_blocks.MANY))
    ]


@pytest.mark.parametrize("tile", ["<p><a href='#m'><b>{}</b></a></p>", "<h3>{}</h3><p>Lees verder</p>"])
def test_texts_below_all_sections_are_of_the_theme_that_lists_their_titles(tile: str) -> None:
    names = [theme.heading for theme in source().themes]
    tiles = "".join(
        f"<h2>{name}</h2>" + "".join(tile.format(each.title) for each in contact_blocks.MANY[n::3])
        for n, name in enumerate(names)
    )
    texts = "".join(
        f"<div><h3>{each.title}</h3><p>{each.text}</p><p>Contact: {each.name}, {each.email}</p></div>"
        for each in contact_blocks.MANY
    )
    entries = tables(contact_blocks.bare(tiles + texts)).rows["entries"]
    theme_of = {row["title"]: row["theme"] for row in entries}
    assert theme_of == {each.title: names[n % 3] for n, each in enumerate(contact_blocks.MANY)}


def test_a_table_of_contents_above_the_only_theme_takes_it_from_no_entry() -> None:
    name = source().themes[0].heading
    contents = "".join(f"<li><a href='/p/{n}'>{each.title}</a></li>" for n, each in enumerate(contact_blocks.MANY))
    texts = "".join(
        f"<h3>{each.title}</h3><p>{each.text}</p><p>Contact: {each.name}, {each.email}</p>"
        for each in contact_blocks.MANY
    )
    page = contact_blocks.bare(f"<p>Op deze pagina:</p><ul>{contents}</ul><h2>{name}</h2>{texts}")
    assert {row["theme"] for row in tables(page).rows["entries"]} == {name}


def test_themes_above_titles_are_sections_whatever_labels_them() -> None:
    names = [theme.heading for theme in source().themes]

    def project(n: int, each: contact_blocks.Project) -> str:
        theme = names[n * 3 // len(contact_blocks.MANY)]
        contact = f"<p>Contact: {each.name}, {each.email}</p>"
        return f"<div><p>Thema: {theme}</p><h3>{each.title}</h3><p>{each.text}</p>{contact}</div>"

    found = of_projects(project)
    assert [row["theme"] for row in found.rows["themes"]] == names
    assert len(found.rows["entries"]) == len(contact_blocks.MANY)


def test_a_list_of_one_municipality_below_each_title_is_no_text() -> None:
    names = ("Ommen", "Oss", "Tiel")

    def project(n: int, each: contact_blocks.Project) -> str:
        tag = f"<ul class=tags><li>{names[n % 3]}</li></ul>"
        return f"<h3>{each.title}</h3>{tag}<p>{each.text}</p><p>Contact: {each.name}, {each.email}</p>"

    found = of_projects(project)
    assert [row["municipality"] for row in found.rows["entries"]] == [
        names[n % 3] for n in range(len(contact_blocks.MANY))
    ]
    assert [row["text"] for row in found.rows["entries"]] == [each.text for each in contact_blocks.MANY]
    bold = "<p><b>Penvoerder</b></p><ul><li>Oss</li></ul><p><b>Deelnemer</b></p><ul><li>Tiel</li></ul>"
    rest = "".join(project(n, each) for n, each in enumerate(contact_blocks.MANY))
    first = f"<h3>Samen sterk</h3><p>De gemeente Ommen werkt.</p>{bold}<p>Contact: Jan Jansen, jan@ommen.nl</p>"
    assert len(tables(contact_blocks.bare(first + rest)).rows["entries"]) == len(contact_blocks.MANY) + 1
    listed = with_text("Wie doen mee:", "- Ommen", "De buurt werkt samen.", "Ook doen mee:", "- Oss", "- Ommen")
    assert entry(tables(listed), "Ommen")["text"].count("- ") == 3


def test_a_label_that_no_vocabulary_has_may_be_lines_above_an_address() -> None:
    person = ("Aanspreekpunt", "Ria ten Have", "Programmamanager ondermijning", "r.tenhave@ommen.nl")
    found = entry(tables(with_entry("Project: Veilig buitengebied", "De gemeente Ommen werkt.", *person)), "Ommen")
    assert (found["text"], found["contact_line"]) == ("De gemeente Ommen werkt.", "\n".join(person))


def test_headings_tell_projects_of_which_most_have_no_contact() -> None:
    def project(n: int, each: contact_blocks.Project) -> str:
        contact = f"<p>Contact: {each.name}, {each.email}</p>" if n % 4 == 0 else ""
        return f"<h3>{each.title}</h3><p>{each.text}</p>{contact}"

    found = of_projects(project)
    assert [row["title"] for row in found.rows["entries"]] == [each.title for each in contact_blocks.MANY]


def test_the_name_of_a_province_among_those_of_municipalities_heads_no_theme() -> None:
    def project(n: int, each: contact_blocks.Project) -> str:
        theme = f"<h2>{source().themes[0].heading}</h2>" if n == 0 else ""
        name = "Waterschap Limburg" if n == 5 else f"Gemeente {each.municipality}"
        text = f"<p>{each.text}</p><p>Contact: {each.name}, {each.email}</p>"
        return f"{theme}<h3>{name}</h3><h4>{each.title}</h4>{text}"

    found = of_projects(project)
    assert [row["theme"] for row in found.rows["themes"]] == [source().themes[0].heading]
    assert [row["title"] for row in found.rows["entries"]] == [each.title for each in contact_blocks.MANY]


def test_an_index_below_the_last_project_is_none() -> None:
    titles = re.findall("(?m)^Project: (.*)$", TEXT)
    index = "\n".join(["Projecten van A tot Z", *(f"- {title} (zie boven)" for title in sorted(titles))])
    found = tables(f"{TEXT.rstrip()}\n{index}\n".encode())
    assert [row["text"] for row in found.rows["entries"]] == [row["text"] for row in saved_tables().rows["entries"]]
