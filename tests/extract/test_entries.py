"""Which municipality an entry is about, which others it names, and the evidence for both."""

import re

import pytest

from pipeline.records import Records
from pipeline.tables.schema import Row
from tests.datasets import Dataset, failed, saved_tables, tables
from tests.pages.changes import replace
from tests.pages.markups import saved_text

BEFORE = "Project: Het aanpakken van woon-"
CONTACT = "Projectleider: Jan Jansen, j.jansen@minbzk.nl"


def added(title: str, text: str, contact: str = CONTACT, head: str = "") -> Dataset:
    """The saved page with one more entry, titled so that it can be found."""
    lines = [*([head] if head else []), f"Project: {title}", text, contact, BEFORE]
    return tables(replace(saved_text(), BEFORE, "\n".join(lines)).encode())


def found(dataset: Dataset, title: str) -> Row:
    (row,) = [row for row in dataset.rows["entries"] if row["title"] == title]
    return row


@pytest.mark.parametrize(
    ("municipality", "title", "text", "contact", "head"),
    [
        # The title of its panel or section
        ("Ommen", "Samen", "De gemeente Raalte werkt mee.", CONTACT, "Gemeente Ommen"),
        ("Ommen", "Samen met Raalte", "Er wordt gewerkt.", CONTACT, "Ommen"),
        ("Ommen", "Samen", "De gemeente Raalte werkt mee.", CONTACT, "Ommen2"),
        # "gemeente X" in title or first paragraph
        ("Ommen", "Samen", "In Raalte gebeurt veel. De gemeente Ommen doet dat ook.", CONTACT, ""),
        ("Ommen", "Samen", "Raalte en de gemeente Ommen werken samen.", CONTACT, ""),
        ("Ommen", "Samen", "Ommen is een plattelandsgemeente, net als Raalte.", CONTACT, ""),
        ("Best", "Samen", "De beste buren van de gemeente Best.", CONTACT, ""),
        ("'s-Hertogenbosch", "Samen", "De gemeente ’s-Hertogenbosch werkt.", CONTACT, ""),
        ("'s-Hertogenbosch", "Samen", "De gemeente Den Bosch werkt.", CONTACT, ""),
        ("Capelle aan den IJssel", "Samen", "De gemeente Capelle werkt.", CONTACT, ""),
        ("Ommen", "Samen", "Net als de gemeente Raalte gaat de gemeente Ommen aan de slag.", CONTACT, ""),
        (None, "Samen", "Er wordt gewerkt. Stein is de projectleider.", CONTACT, ""),
        # The name in the title
        ("Ommen", "Veilig Ommen", "Zoals in Raalte en in Raalte.", CONTACT, ""),
        # The name elsewhere
        ("Ommen", "Samen", "In Ommen en rond Ommen wordt gewerkt, net als in Raalte.", CONTACT, ""),
        # The domain of the addresses
        ("Ommen", "Samen", "Er wordt gewerkt.", "Projectleider: Jan Jansen, j.jansen@ommen.nl", ""),
        ("Ommen", "Samen", "Net als de gemeenten Raalte en Dalfsen.", "Projectleider: Jan, j@ommen.nl", ""),
        ("'s-Gravenhage", "Samen", "Er wordt gewerkt.", "Projectleider: Jan Jansen, j@denhaag.nl", ""),
        ("Ommen", "Samen", "Er wordt gewerkt.", "Projectleider: Jan Jansen, j@gemeenteommen.nl", ""),
        ("Best", "Samen", "Er wordt gewerkt.", "Projectleider: Jan Jansen, j@gemeente-best.nl", ""),
        ("Bergen (L.)", "Samen", "De gemeente Bergen werkt met Gennep.", "Projectleider: Jan, j@bergen.nl", ""),
        ("Bergen (NH.)", "Samen", "De gemeente Bergen werkt.", "Projectleider: Jan, j@bergen-nh.nl", ""),
        (None, "Samen", "De gemeente Bergen werkt.", CONTACT, ""),
        # Names that are words
        ("Best", "Samen", "Best werkt samen met Raalte.", CONTACT, ""),
        ("Oss", "Oss veilig en weerbaar", "Er wordt gewerkt, ook in Raalte.", CONTACT, ""),
        # The credit of a picture is no evidence while there is other
        ("Ommen", "Samen", "Foto: gemeente Raalte\nIn Ommen wordt gewerkt.", CONTACT, ""),
        ("Ommen", "Samen", "Foto: gemeente Zandersveen\nIn Ommen wordt gewerkt.", CONTACT, ""),
        ("Ommen", "Samen", "Er wordt gewerkt.\n(Bron: Raalte)", "Projectleider: Jan, j@ommen.nl", ""),
        ("Raalte", "Samen", "Er wordt gewerkt.\n© gemeente Raalte", CONTACT, ""),
        # Nothing
        (None, "Samen", "Er wordt gewerkt.", CONTACT, ""),
        (None, "Samen", "De gemeente Zandersveen werkt.", "Projectleider: Jan, j@zandersveen.nl", ""),
        (None, "Samen", "De Rotterdamwet in IJsselland geeft de beste resultaten.", CONTACT, ""),
    ],
)
def test_the_strongest_evidence_decides(municipality: str, title: str, text: str, contact: str, head: str) -> None:
    dataset = added(title, text, contact, head)
    assert found(dataset, title)["municipality"] == municipality
    warned = "entry_has_municipality" in failed(dataset, "warning")
    assert warned == (municipality is None)


def test_a_title_whose_label_is_on_a_line_of_its_own_is_no_title_of_a_section() -> None:
    """Where the label of each is on a line of its own, most titles may name a municipality, and one need not."""
    others = saved_text().replace("Project: ", "Project:\nVeilig Raalte: ")
    before = BEFORE.replace("Project: ", "Project:\nVeilig Raalte: ")
    page = replace(others, before, f"Project:\nSamen sterk\nDe gemeente Ommen werkt.\n{CONTACT}\n{before}")
    dataset = tables(page.encode())
    (evidence,) = [
        row
        for row in dataset.rows["evidence"]
        if (row["table"], row["column"], row["row_id"])
        == ("entries", "municipality", found(dataset, "Samen sterk")["entry_id"])
    ]
    assert (evidence["value"], evidence["rule"]) == ("Ommen", "named as a government in title or first paragraph")


def test_a_name_in_the_title_of_a_panel_is_not_that_of_the_next() -> None:
    """ "Raalte – Project: …": where most titles of panels begin with a name, it is a line of its own above them."""
    panel = "<details><summary>{}</summary><p>Er wordt gewerkt.</p><p>Projectleider: Jan Vos, {}</p></details>"
    projects = [
        ("Raalte – <b>Project:</b> Samen", "j.vos@raalte.nl"),
        ("Ommen – <b>Project:</b> Sterk", "j.vos@ommen.nl"),
        ("Veilig buiten", "j.vos@kampen.nl"),
    ]
    dataset = tables(f"<!DOCTYPE html><main>{''.join(panel.format(*each) for each in projects)}</main>".encode())
    assert [row["municipality"] for row in dataset.rows["entries"]] == ["Raalte", "Ommen", "Kampen"]


def test_an_entry_without_municipality_stays_with_its_contacts() -> None:
    dataset = added("Samen", "Er wordt gewerkt.")
    row = found(dataset, "Samen")
    assert (row["gm_code"], row["text"], row["contact_line"]) == (None, "Er wordt gewerkt.", CONTACT)
    (project,) = [each for each in dataset.rows["projects"] if each["project_id"] == row["project_id"]]
    assert (project["kind"], project["province"], project["longitude"]) == (None, None, None)
    (contact,) = [each for each in dataset.rows["contacts"] if each["entry_id"] == row["entry_id"]]
    assert contact["external"] is None


def test_a_former_municipality_has_its_code() -> None:
    row = found(added("Samen", "De gemeente Haaren werkt."), "Samen")
    assert (row["municipality"], row["gm_code"]) == ("Haaren", "GM0788")


def test_an_address_under_the_name_with_gemeente_is_at_its_own_domain() -> None:
    dataset = added("Samen", "De gemeente Ommen werkt.", "Projectleider: Jan Jansen, j.jansen@gemeenteommen.nl")
    (contact,) = [each for each in dataset.rows["contacts"] if each["email"] == "j.jansen@gemeenteommen.nl"]
    assert contact["external"] is False


def test_every_other_municipality_is_a_mention_once() -> None:
    text = "De gemeente Ommen werkt met de gemeente Raalte, met Dalfsen en met Raalte, en Ommen met Saba."
    dataset = added("Samen", text)
    row = found(dataset, "Samen")
    mentions = [
        (each["municipality"], each["quote"])
        for each in dataset.rows["mentions"]
        if each["entry_id"] == row["entry_id"]
    ]
    assert mentions == [("Raalte", "Raalte"), ("Dalfsen", "Dalfsen"), ("Saba", "Saba")]


@pytest.mark.parametrize(
    ("head", "own"),
    [
        ("Ommen en Raalte", "Ommen"),
        ("Best, samen met gemeente Raalte", "Best"),
        ("Bergen op Zoom i.s.m. Raalte", "Bergen op Zoom"),
    ],
)
def test_of_two_municipalities_above_a_title_the_first_is_its_own_and_the_other_a_mention(head: str, own: str) -> None:
    dataset = added("Samen", "Er wordt gewerkt.", CONTACT, f"Gemeente: {head}")
    row = found(dataset, "Samen")
    mentioned = [
        mention["municipality"] for mention in dataset.rows["mentions"] if mention["entry_id"] == row["entry_id"]
    ]
    assert (row["municipality"], mentioned) == (own, ["Raalte"])


def test_two_entries_of_the_same_name_have_their_own_identifiers() -> None:
    lines = ["Project: Samen", "De gemeente Ommen werkt.", CONTACT] * 2
    dataset = tables(replace(saved_text(), BEFORE, "\n".join([*lines, BEFORE])).encode())
    ids = [row["entry_id"] for row in dataset.rows["entries"] if row["title"] == "Samen"]
    assert len(set(ids)) == 2
    assert failed(dataset) == []


def test_the_claim_is_the_number_of_the_introduction(records: Records) -> None:
    assert records.claimed is not None
    assert (records.claimed.value, records.claimed.quote) == ("26", "26")


@pytest.mark.parametrize(
    ("written", "value", "quote"),
    [
        ("27 deelnemende gemeenten", "27", "27"),
        ("zesentwintig gemeenten", "26", "zesentwintig"),
        ("Tweeëndertig Nederlandse gemeenten", "32", "Tweeëndertig"),
        ("van de 342 Nederlandse gemeenten 26 gemeenten", "26", "26"),
        ("nodig in gemeentes, dertien (impuls)gemeentes", "13", "dertien"),
    ],
)
def test_the_claim_may_be_written_otherwise(written: str, value: str, quote: str) -> None:
    claimed = tables(replace(saved_text(), "26 gemeenten", written).encode()).records.claimed
    assert claimed is not None
    assert (claimed.value, claimed.quote) == (value, quote)


def test_a_year_is_no_claim() -> None:
    assert tables(replace(saved_text(), "26 gemeenten", "in 2018 grote gemeenten").encode()).records.claimed is None


def test_the_rules_are_named_in_the_evidence(rows: dict[str, list[Row]]) -> None:
    rules = {row["rule"] for row in rows["evidence"] if row["column"] == "municipality" and row["table"] == "entries"}
    assert "named as a government in title or first paragraph" in rules
    assert all(row["rule"] for row in rows["evidence"])


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Trekker", "Trekker"),
        ("Afdeling veiligheid van de gemeente", "Afdeling veiligheid van de gemeente"),
        ("Piet", "another label"),
        ("Trekker Piet", "another label"),
        ("Trekker jansen", "another label"),
        ("Verantwoordelijke", "another label"),
        ("Trekker de Meester", "another label"),
    ],
)
def test_the_check_of_labels_tells_none_in_which_a_name_may_be(label: str, told: str) -> None:
    dataset = added("Samen", "De gemeente Ommen werkt.", f"{label}: info@ommen.nl")
    (check,) = [row for row in dataset.rows["checks"] if row["check"] == "contact_label_known"]
    assert (check["passed"], check["found"]) == (False, told)
    assert check["detail"].endswith("/ommen/samen")
    assert label in {row["label"] for row in dataset.rows["contacts"]}


@pytest.mark.parametrize(
    ("line", "check", "found"),
    [
        ("Projectleider: Twan Vrijheid, info@ommen.nl", "names_certain", "1 others"),
        ("ContactpersoonRia Tak r.tak@ommen.nl", "names_certain", "1 others"),
        ("Projectleider: Ria Tak (Twynstra Gudde), info@ommen.nl", "names_certain", "1 others"),
        ("Projectleiders: Tak, Ria en Klaver, Ans, info@ommen.nl", "names_certain", "4 others"),
        ("Projectleider: Ria Tak, r.tak@ommen.nl, vervangen door Ans Klaver", "contacts_current", "1 left out"),
        ("Voormalig projectleider: Ria Tak, r.tak@ommen.nl", "contacts_current", "1 left out"),
        ("Projectleider: Ria Tak (t/m 1 mei 2020), r.tak@ommen.nl", "contacts_current", "1 kept"),
        ("Projectleider: ~~Ria Tak~~ Ans Klaver, a.klaver@ommen.nl", "nothing_struck", "words that are"),
    ],
)
def test_a_contact_that_may_be_none_is_told(line: str, check: str, found: str) -> None:
    dataset = added("Samen", "De gemeente Ommen werkt.", line)
    (row,) = [row for row in dataset.rows["checks"] if row["check"] == check]
    assert (row["level"], row["passed"], row["found"]) == ("warning", False, found)
    assert row["detail"].endswith("/ommen/samen")


@pytest.mark.parametrize("label", ["Omschrijving", "Toelichting"])
def test_what_is_after_a_label_of_the_text_is_its_first_paragraph(label: str) -> None:
    page = re.sub(r"^Project: .*\n", rf"\g<0>{label}: Er wordt gewerkt.\n", saved_text(), flags=re.MULTILINE)
    texts = [[row["text"] for row in made.rows["entries"]] for made in (tables(page.encode()), saved_tables())]
    assert texts[0] == [f"Er wordt gewerkt.\n{text}" for text in texts[1]]
