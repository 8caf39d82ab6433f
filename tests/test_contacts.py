"""The grammar of contact lines, line by line: name, function, address and number of each contact."""

import pytest

from pipeline.tables import Row
from tests.datasets import failed, tables

JAN, PIET = "j.jansen@ommen.nl", "p.pietersen@ommen.nl"
Found = list[tuple[str | None, ...]]


def person(name: str, email: str | None = None, phone: str | None = None) -> tuple[str | None, ...]:
    return name, None, email, phone


def function(title: str, email: str | None = None, phone: str | None = None) -> tuple[str | None, ...]:
    return None, title, email, phone


ONE = [person("Jan Jansen", JAN)]
TWO = [person("Jan Jansen", JAN), person("Piet Pietersen", PIET)]
LINES: dict[str, Found] = {
    # One person, one address, and what stands between them
    f"Jan Jansen, {JAN}": ONE,
    f"Jan Jansen {JAN}": ONE,
    f"Jan Jansen,{JAN}": ONE,
    f"Jan Jansen ; {JAN}": ONE,
    f"Jan Jansen – {JAN}": ONE,
    f"Jan Jansen - {JAN}": ONE,
    f"Jan Jansen / {JAN}": ONE,
    f"Jan Jansen: {JAN}": ONE,
    f"Jan Jansen <{JAN}>": ONE,
    f"Jan Jansen ({JAN}).": ONE,
    f"Jan Jansen [{JAN}]": ONE,
    f"{JAN} (Jan Jansen)": ONE,
    f"Jan Jansen, e-mail: {JAN}": ONE,
    f"Jan Jansen, mail naar {JAN}": ONE,
    f"Jan Jansen, bereikbaar via {JAN}.": ONE,
    # Addresses as they are written
    "Jan Jansen, J.JANSEN@OMMEN.NL.": ONE,
    "Jan Jansen, j.jansen(at)ommen.nl": ONE,
    "Jan Jansen, j.jansen [at] ommen.nl": ONE,
    "Jan Jansen, j.jansen [at] ommen [punt] nl": ONE,
    "Jan Jansen, j.jansen @ ommen.nl": ONE,
    "Jan Jansen, j_jansen-1+x@sub.ommen-stad.nl": [person("Jan Jansen", "j_jansen-1+x@sub.ommen-stad.nl")],
    "Jan Jansen, j.jansen@gemeente.amsterdam": [person("Jan Jansen", "j.jansen@gemeente.amsterdam")],
    # More people, more addresses
    f"Jan Jansen, {JAN}, Piet Pietersen, {PIET}": TWO,
    f"Jan Jansen, {JAN} en Piet Pietersen, {PIET}": TWO,
    f"Jan Jansen ({JAN}) & Piet Pietersen ({PIET})": TWO,
    f"Jan Jansen en Piet Pietersen, {JAN} en {PIET}": TWO,
    f"Jan Jansen en Piet Pietersen ({PIET} en {JAN})": TWO,
    f"Jan Jansen, {JAN}. Contactpersoon: Piet Pietersen, {PIET}": TWO,
    f"Debora Lenten, {JAN}, {PIET}": [person("Debora Lenten", JAN), person("Debora Lenten", PIET)],
    "Lisette Tanis en Laila El Bozidi, team@ommen.nl": [
        person("Lisette Tanis", "team@ommen.nl"),
        person("Laila El Bozidi", "team@ommen.nl"),
    ],
    "Jan Jansen, Piet Pietersen en Kees de Boer, team@ommen.nl": [
        person(name, "team@ommen.nl") for name in ("Jan Jansen", "Piet Pietersen", "Kees de Boer")
    ],
    "Jan Jansen / Piet Pietersen, team@ommen.nl": [
        person("Jan Jansen", "team@ommen.nl"),
        person("Piet Pietersen", "team@ommen.nl"),
    ],
    "Jan Jansen en Piet Pietersen": [person("Jan Jansen"), person("Piet Pietersen")],
    # Names and addresses alone
    "Jan Jansen": [person("Jan Jansen")],
    "ondermijning@haarlem.nl": [(None, None, "ondermijning@haarlem.nl", None)],
    # Job titles are no names
    "Programmamanager Weerbare Organisatie, telefoonnummer 140412": [
        function("Programmamanager Weerbare Organisatie", phone="140412")
    ],
    "Beleidsmedewerker veiligheid": [function("Beleidsmedewerker veiligheid")],
    "Team Veiligheid, veiligheid@ommen.nl": [function("Team Veiligheid", "veiligheid@ommen.nl")],
    "adviseur Openbare Orde en Veiligheid, oov@ommen.nl": [
        function("adviseur Openbare Orde en Veiligheid", "oov@ommen.nl")
    ],
    f"Jan Jansen, programmamanager veiligheid, {JAN}": ONE,
    f"Jan Jansen (programmamanager), {JAN}": ONE,
    f"Jan Jansen, strategisch adviseur en programmamanager, {JAN}": ONE,
    f"strategisch adviseur veiligheid Jan Jansen, {JAN}": ONE,
    f"Jan Jansen, adviseur, {JAN} en Piet Pietersen, manager, {PIET}": TWO,
    # Organisations and places are no people
    f"Jan Jansen (gemeente Ommen), {JAN}": ONE,
    f"Jan Jansen (RIEC Oost-Nederland), {JAN}": ONE,
    f"Jan Jansen (Ommen) en Piet Pietersen, {JAN}, {PIET}": TWO,
    # Names are kept as they stand
    **{
        f"{name}, naam@ommen.nl": [person(name, "naam@ommen.nl")]
        for name in (
            "Anna de Wit-'t Hart", "Petra van ’t Hof", "Jan ten Have", "J.P. van der Berg",
            "J. P. van den Berg-de Vries",
            "Fatima el Amrani", "Mohammed El Haddioui", "drs. Jan Jansen", "mevr. J. Jansen MSc", "Zoë Öztürk",
            "Seán O'Brien", "IJsbrand van IJzendoorn", "Sjors 's-Gravesande", "JAN JANSEN", "Van der Berg",
        )
    },
    # Telephone numbers, in national form
    "Jan Jansen, 06-12345678": [person("Jan Jansen", phone="0612345678")],
    "Jan Jansen, 06 12 34 56 78": [person("Jan Jansen", phone="0612345678")],
    "Jan Jansen, (010) 123 45 67": [person("Jan Jansen", phone="0101234567")],
    "Jan Jansen, 010-1234567": [person("Jan Jansen", phone="0101234567")],
    "Jan Jansen, +31 6 12345678": [person("Jan Jansen", phone="0612345678")],
    "Jan Jansen, +31 (0)6-12345678": [person("Jan Jansen", phone="0612345678")],
    "Jan Jansen, 0031 6 12345678": [person("Jan Jansen", phone="0612345678")],
    "Jan Jansen, tel. 14 0529": [person("Jan Jansen", phone="140529")],
    "Jan Jansen, tel: 14010": [person("Jan Jansen", phone="14010")],
    "Jan Jansen, +599 717 5330": [person("Jan Jansen", phone="005997175330")],
    "Jan Jansen, 0123-456789": [person("Jan Jansen", phone="0123456789")],
    "Jan Jansen (06-12345678)": [person("Jan Jansen", phone="0612345678")],
    "Jan Jansen (2018-2021), j.jansen@zwolle.nl": [person("Jan Jansen", "j.jansen@zwolle.nl")],
    "Jan Jansen, 010 - 123 45 67 – 06 12 34 56 78": [
        person("Jan Jansen", phone="0101234567"),
        person("Jan Jansen", phone="0612345678"),
    ],
    "Jan Jansen, 0529-459100/0529-459101": [
        person("Jan Jansen", phone="0529459100"),
        person("Jan Jansen", phone="0529459101"),
    ],
    "Jan Jansen, 0612345678 / 14 0529": [
        person("Jan Jansen", phone="0612345678"),
        person("Jan Jansen", phone="140529"),
    ],
    f"Jan Jansen, {JAN}, 0529-459100": [person("Jan Jansen", JAN, "0529459100")],
    f"Jan Jansen, 06 12 34 56 78, {JAN}": [person("Jan Jansen", JAN, "0612345678")],
    f"Jan Jansen; e-mail: {JAN}; tel.: 0529 459 100": [person("Jan Jansen", JAN, "0529459100")],
    f"Jan Jansen, via {JAN} of 06-12345678": [person("Jan Jansen", JAN, "0612345678")],
    f"Jan Jansen, {JAN}, tel. 06-12345678 / Piet Pietersen, {PIET}, tel. 06-87654321": [
        person("Jan Jansen", JAN, "0612345678"),
        person("Piet Pietersen", PIET, "0687654321"),
    ],
    # Nobody
    "vacant": [],
    "": [],
}  # fmt: skip


def read(*lines: str, municipality: str = "gemeente Ommen") -> list[Row]:
    """The contacts of an entry with these contact lines."""
    page = "\n".join(("Weerbaar bestuur en organisatie", "Project: Titel", f"De {municipality} werkt.", *lines))
    dataset = tables(page.encode())
    assert len(dataset.rows["entries"]) == 1
    assert dataset.rows["entries"][0]["text"] == f"De {municipality} werkt."
    assert not {"nothing_lost", "quotes_hold", "offsets_hold"} & set(failed(dataset))
    return dataset.rows["contacts"]


def found(*lines: str) -> Found:
    return [(row["name"], row["function"], row["email"], row["phone"]) for row in read(*lines)]


@pytest.mark.parametrize("line", LINES)
def test_a_contact_line_is_read(line: str) -> None:
    assert found(f"Projectleider: {line}") == LINES[line]


@pytest.mark.parametrize(
    "label",
    ["Projectleider", "Projectleiders", "Projectleider(s)", "Projectleidster", "Projectleiding", "Contactpersoon",
     "Contact projectleiding", "PROJECTLEIDER", "Projectleider "],
)  # fmt: skip
def test_a_label_stands_as_published(label: str) -> None:
    (contact,) = read(f"{label}: Jan Jansen, {JAN}")
    assert contact["label"] == label.strip()


def test_contact_lines_below_each_other_are_read_together() -> None:
    assert found(f"Projectleiders: Jan Jansen, {JAN},", f"Piet Pietersen, {PIET}") == TWO
    assert found("Projectleider: Jan Jansen", JAN) == ONE
    assert found("Projectleider: Jan Jansen", JAN, "06-12345678") == [person("Jan Jansen", JAN, "0612345678")]
    assert found("Projectleider:", f"Jan Jansen, {JAN}") == ONE
    assert found(f"Projectleider: Jan Jansen, {JAN}", f"Contactpersoon: Piet Pietersen, {PIET}") == TWO


@pytest.mark.parametrize(
    ("address", "external"),
    [("j@ommen.nl", False), ("j@mail.ommen.nl", False), ("j@nietommen.nl", True), ("j@ommen.nl.example.com", True)],
)
def test_an_address_is_external_unless_at_the_own_domain(address: str, external: bool) -> None:
    (contact,) = read(f"Projectleider: Jan Jansen, {address}")
    assert contact["external"] is external


def test_without_a_municipality_nobody_knows_whether_an_address_is_external() -> None:
    (contact,) = read(f"Projectleider: Jan Jansen, {JAN}", municipality="gemeente Zandersveen")
    assert contact["external"] is None
