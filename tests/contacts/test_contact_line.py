"""The grammar of contact lines: what each holds, its label, and which lines belong together."""

import pytest

from pipeline.contacts.contact_line import Reading, contact_label, make_contacts, read_contacts
from pipeline.contacts.looks import continues_contact
from pipeline.read.page import read_page
from pipeline.tables.schema import Row
from tests.contacts.contact_lines import JAN, LINES, ONE, PIET, TWO, Found, person
from tests.datasets import failed, source, tables


def read(*lines: str, municipality: str = "gemeente Ommen") -> list[Row]:
    """The contacts of an entry with these contact lines."""
    page = "\n".join(("Weerbaar bestuur en organisatie", "Project: Titel", f"De {municipality} werkt.", *lines))
    dataset = tables(page.encode())
    assert len(dataset.rows["entries"]) == 1
    assert dataset.rows["entries"][0]["text"] == f"De {municipality} werkt."
    assert not {"nothing_lost", "quotes_hold", "offsets_hold"} & set(failed(dataset))
    return dataset.rows["contacts"]


def joined(*lines: str) -> Reading:
    """The reading of lines that are all of one contact."""
    return read_contacts(read_page("\n".join(lines).encode(), source()).lines, source())


def found(*lines: str) -> Found:
    return [(row["name"], row["function"], row["email"], row["phone"]) for row in read(*lines)]


@pytest.mark.parametrize("line", ["Jan Jansen, 0182 588 210 ext. 12", "Jan Jansen, 0182 588 210 #12, jan@ommen.nl"])
@pytest.mark.parametrize("label", ["Projectleider: ", ""])
def test_what_is_dialled_after_a_number_is_told(line: str, label: str) -> None:
    assert [(row["name"], row["phone"]) for row in read(label + line)] == [("Jan Jansen", "0182 588 210")]
    assert joined(label + line).others == 1


@pytest.mark.parametrize("line", LINES)
def test_a_contact_line_is_read(line: str) -> None:
    assert found(f"Projectleider: {line}") == LINES[line]


@pytest.mark.parametrize(
    "label",
    ["Projectleider", "Projectleiders", "Projectleider(s)", "Projectleidster", "Projectleiding", "Contactpersoon",
     "Contact projectleiding", "PROJECTLEIDER", "Projectleider "],
)  # fmt: skip
def test_a_label_is_as_published(label: str) -> None:
    (contact,) = read(f"{label}: Jan Jansen, {JAN}")
    assert contact["label"] == label.strip()


def test_contact_lines_below_each_other_are_read_together() -> None:
    assert found(f"Projectleiders: Jan Jansen, {JAN},", f"Piet Pietersen, {PIET}") == TWO
    assert found("Projectleider: Jan Jansen", JAN) == ONE
    assert found("Projectleider: Jan Jansen", JAN, "06-12345678") == [person("Jan Jansen", JAN, "06 12345678")]
    assert found("Projectleider:", f"Jan Jansen, {JAN}") == ONE
    assert found(f"Projectleider: Jan Jansen, {JAN}", f"Contactpersoon: Piet Pietersen, {PIET}") == TWO


@pytest.mark.parametrize(
    ("lines", "contacts"),
    [
        (
            ["Projectleider: Jan Jansen", f"E-mail: {JAN}", "Telefoon: 0529-459100"],
            [("Jan Jansen", JAN, "0529 459 100")],
        ),
        (["Projectleider: Jan Jansen", "Tel. 0529-459100", f"Mail: {JAN}"], [("Jan Jansen", JAN, "0529 459 100")]),
        (["Projectleider: Jan Jansen", "Adviseur veiligheid", JAN, "Gemeente Ommen"], [("Jan Jansen", JAN, None)]),
        (["Projectleider: Jan Jansen", JAN, "Adviseur veiligheid", "Ommen"], [("Jan Jansen", JAN, None)]),
        (
            ["Contactgegevens", "Naam: Jan Jansen", "Functie: adviseur", f"E-mail: {JAN}", "Telefoon: 0529-459100"],
            [("Jan Jansen", JAN, "0529 459 100")],
        ),
        (
            ["Projectleiders:", "Jan Jansen", "Piet Pietersen"],
            [("Jan Jansen", None, None), ("Piet Pietersen", None, None)],
        ),
        (
            ["Projectleiders:", f"- Jan Jansen, {JAN}", f"- Piet Pietersen, {PIET}"],
            [("Jan Jansen", JAN, None), ("Piet Pietersen", PIET, None)],
        ),
        (
            ["Projectleiders: Jan Jansen en", "Piet Pietersen, info@ommen.nl"],
            [("Jan Jansen", "info@ommen.nl", None), ("Piet Pietersen", "info@ommen.nl", None)],
        ),
        (["- Trekker: Jan Jansen", f"- E-mail: {JAN}"], [("Jan Jansen", JAN, None)]),
        (
            ["Trekker:", "Jan Jansen", "E-mail:", JAN, "Telefoon:", "0529-459100"],
            [("Jan Jansen", JAN, "0529 459 100")],
        ),
    ],
)
def test_the_lines_of_a_contact_are_one_contact(lines: list[str], contacts: Found) -> None:
    reading = joined(*lines)
    made = make_contacts(reading, "\n".join(lines), ())
    assert ([(each.name, each.email, each.phone) for each in made], reading.others) == (contacts, 0)


@pytest.mark.parametrize(
    ("lines", "contacts"),
    [
        (["Jan Jansen", "Projectleider", JAN], [("Projectleider", "Jan Jansen", JAN)]),
        (["Contact", "Jan Jansen", "Projectleider", JAN], [("Projectleider", "Jan Jansen", JAN)]),
        (["Contact: Jan Jansen", "Projectleider", JAN], [("Projectleider", "Jan Jansen", JAN)]),
        (["Jan Jansen", "Projectleider", "Tel. 0529-459100", JAN], [("Projectleider", "Jan Jansen", JAN)]),
        (["Jan Jansen", "Projectleider", f"Mail Jan <{JAN}>"], [("Projectleider", "Jan Jansen", JAN)]),
        (["- Jan Jansen", "- Projectleider", f"- {JAN}"], [("Projectleider", "Jan Jansen", JAN)]),
        (["Projectleider", "Jan Jansen", JAN], [("Projectleider", "Jan Jansen", JAN)]),
        (
            ["Jan Jansen", "Projectleider", JAN, "Piet Pietersen", "Contactpersoon", PIET],
            [("Projectleider", "Jan Jansen", JAN), ("Contactpersoon", "Piet Pietersen", PIET)],
        ),
        (
            ["Projectleider", "Jan Jansen", JAN, "Contactpersoon", "Piet Pietersen", PIET],
            [("Projectleider", "Jan Jansen", JAN), ("Contactpersoon", "Piet Pietersen", PIET)],
        ),
        (
            ["Projectleider", "Jan Jansen", "Contactpersoon", "Piet Pietersen"],
            [("Projectleider", "Jan Jansen", None), ("Contactpersoon", "Piet Pietersen", None)],
        ),
        (
            ["Jan Jansen", "Projectleider", "Piet Pietersen", "Contactpersoon"],
            [("Projectleider", "Jan Jansen", None), ("Contactpersoon", "Piet Pietersen", None)],
        ),
    ],
)
def test_a_job_title_on_a_line_of_its_own_is_of_the_name_above_or_below(lines: list[str], contacts: Found) -> None:
    made = make_contacts(joined(*lines), "\n".join(lines), ())
    assert [(each.label, each.name, each.email) for each in made] == contacts


@pytest.mark.parametrize(
    ("lines", "contacts"),
    [
        ([f"E-mail: {JAN}", "Projectleider: Jan Jansen"], [("Projectleider", "Jan Jansen", JAN, None)]),
        ([JAN, "Projectleider", "Jan Jansen"], [("Projectleider", "Jan Jansen", JAN, None)]),
        (["Contact", f"E-mail: {JAN}", "Projectleider: Jan Jansen"], [("Projectleider", "Jan Jansen", JAN, None)]),
        (
            [f"E-mail: {JAN}", "Tel. 0529-459100", "Projectleider: Jan Jansen", PIET, "Contactpersoon: Piet Pietersen"],
            [("Projectleider", "Jan Jansen", JAN, "0529 459 100"), ("Contactpersoon", "Piet Pietersen", PIET, None)],
        ),
        (
            [JAN, "Jan Jansen", PIET, "Piet Pietersen"],
            [("", "Jan Jansen", JAN, None), ("", "Piet Pietersen", PIET, None)],
        ),
        (
            [f"Projectleiders: {JAN} (Jan Jansen), {PIET} (Piet Pietersen)"],
            [("Projectleiders", "Jan Jansen", JAN, None), ("Projectleiders", "Piet Pietersen", PIET, None)],
        ),
        (
            [f"E-mail: {JAN}", f"Projectleider: Piet Pietersen, {PIET}"],
            [("", None, JAN, None), ("Projectleider", "Piet Pietersen", PIET, None)],
        ),
    ],
)
def test_an_address_may_be_above_whom_it_is_of(lines: list[str], contacts: list[tuple[str | None, ...]]) -> None:
    made = make_contacts(joined(*lines), "\n".join(lines), ())
    assert [(each.label, each.name, each.email, each.phone) for each in made] == contacts


@pytest.mark.parametrize(
    ("lines", "counts"),
    [
        ([f"Projectleider: Piet Pietersen, {PIET}. Voormalig projectleider: Jan Jansen"], (1, 0)),
        ([f"Projectleider: Piet Pietersen, {PIET} (tot 1 juni 2020: Jan Jansen, {JAN})"], (1, 0)),
        ([f"Voormalig projectleider: Jan Jansen, {JAN}", f"Projectleider: Piet Pietersen, {PIET}"], (1, 0)),
        ([f"Projectleider tot mei 2020: Jan Jansen, {JAN}", f"Projectleider: Piet Pietersen, {PIET}"], (1, 0)),
        ([f"Projectleider: Piet Pietersen, {PIET}", f"Oud-projectleider: Jan Jansen, {JAN}"], (1, 0)),
        ([f"Projectleider: Piet Pietersen, {PIET} (tot 2022)"], (0, 1)),
    ],
)
def test_who_is_a_contact_no_more_is_left_out_and_counted(lines: list[str], counts: tuple[int, int]) -> None:
    reading = joined(*lines)
    assert [each.name for each in make_contacts(reading, "\n".join(lines), ())] == ["Piet Pietersen"]
    assert (len(reading.former), len(reading.ended)) == counts


@pytest.mark.parametrize(
    ("line", "continues"),
    [
        ("Adviseur veiligheid", True), ("Gemeente Ommen", True), ("Jan Jansen", True), ("- Piet Pietersen", True),
        ("Jan Jansen en Piet Pietersen", True), ("E-mail:", True), ("Functie: adviseur", True), (JAN, True),
        ("Tel. 0529-459100", True), ("en Piet Pietersen", True),
        ("", False), ("-", False), ("Ommen", False), ("Lees meer", False), ("Website: www.ommen.nl", False),
        ("Laatst gewijzigd op 3 mei 2021", False), ("De gemeente Ommen werkt samen", False),
        ("Jan Jansen, " * 9, False),
    ],
)  # fmt: skip
def test_which_lines_go_on_with_a_contact(line: str, continues: bool) -> None:
    assert continues_contact(line, source()) is continues


@pytest.mark.parametrize(
    "line",
    [f"Jan Jansen: {JAN}", f"Jan Jansen (gemeente Ommen): {JAN}", f"E-mail: Jan Jansen, {JAN}",
     f"Naam: Jan Jansen, e-mail: {JAN}", f"Vragen? Jan Jansen, {JAN}"],
)  # fmt: skip
def test_what_introduces_a_person_is_no_label(line: str) -> None:
    (contact,) = read(line)
    assert (contact["label"], contact["name"], contact["email"]) == (None, "Jan Jansen", JAN)


@pytest.mark.parametrize(
    ("line", "name", "title"),
    [(f"Jansen: {JAN}", "Jansen", None), ("Secretariaat: secretariaat@ommen.nl", None, "Secretariaat")],
)
def test_who_an_address_is_of_is_no_label(line: str, name: str | None, title: str | None) -> None:
    (contact,) = read(line)
    assert (contact["label"], contact["name"], contact["function"]) == (None, name, title)


@pytest.mark.parametrize(
    "label",
    ["Trekker", "Aanspreekpunt", "Meer informatie", "Contactpersoon gemeente", "Ommen Trekker", "Best Vraagbaak"],
)
def test_another_word_before_a_colon_is_an_unknown_label(label: str) -> None:
    (contact,) = read(f"{label}: Jan Jansen, {JAN}")
    assert (contact["label"], contact["name"]) == (label, "Jan Jansen")
    assert joined(f"{label}: Jan Jansen, {JAN}").unknown_labels == [label]


def test_names_alone_may_follow_an_unknown_label_where_the_contact_goes_on_in_the_next_line() -> None:
    (first, second) = read(f"Vraagbaak: Jan Jansen en Piet Smit\n{JAN}")
    assert [(each["label"], each["name"]) for each in (first, second)] == [
        ("Vraagbaak", "Jan Jansen"),
        ("Vraagbaak", "Piet Smit"),
    ]


@pytest.mark.parametrize("sign", [";", " =", "=", " -", ""])
def test_a_label_may_be_without_colon(sign: str) -> None:
    (contact,) = read(f"Projectleider{sign} Jan Jansen, {JAN}")
    assert (contact["label"], contact["name"], contact["email"]) == ("Projectleider", "Jan Jansen", JAN)


def test_a_label_may_be_without_colon_and_address() -> None:
    assert found("Projectleider Jan Jansen") == [person("Jan Jansen")]
    assert found("Contactpersoon Jan Jansen, 06-12345678") == [person("Jan Jansen", phone="06 12345678")]
    assert found("Contactpersoon voor dit project is Jan Jansen, " + JAN) == ONE


@pytest.mark.parametrize(
    "line",
    [
        "Meer weten? Neem contact op met Jan Jansen, bel 0529 459 100.",
        "Vragen over dit project kunt u stellen aan Jan Jansen, telefonisch bereikbaar op 0529 459 100.",
    ],
)
def test_who_a_sentence_invites_to_call_is_a_contact(line: str) -> None:
    assert found(line) == [person("Jan Jansen", phone="0529 459 100")]


@pytest.mark.parametrize("label", ["Trekker", "Programmamanager Veiligheid"])
def test_a_job_title_before_a_colon_and_a_name_is_an_unknown_label(label: str) -> None:
    (contact,) = read(f"{label}: Jan Jansen")
    assert (contact["label"], contact["name"]) == (label, "Jan Jansen")


@pytest.mark.parametrize("nobody", ["Geen", "Vacature", "Nog niet bekend", "N.n.b.", "Wordt nog ingevuld"])
def test_nobody_is_no_name(nobody: str) -> None:
    assert found(f"Projectleider: {nobody}") == []
    assert found(f"Projectleider: {nobody}, team@ommen.nl") == [(None, None, "team@ommen.nl", None)]


@pytest.mark.parametrize(
    "line", ["Projectleider Jan Jansen vertelt.", "Contact met bewoners", "Projectleider van de wijk"]
)
def test_a_sentence_that_begins_with_a_label_is_none(line: str) -> None:
    assert contact_label(line, source()) is None


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


def crowd(names: int, addresses: int, numbers: int) -> str:
    people = " en ".join(f"Jan van {name}" for name in ("Aalst", "Beek", "Canten", "Dijk")[:names])
    reaches = [f"post{n}@ommen.nl" for n in range(addresses)] + [f"06-1234567{n}" for n in range(numbers)]
    return ", ".join([f"Projectleiders: {people}", *reaches])


@pytest.mark.parametrize(("names", "addresses", "numbers"), [(1, 3, 3), (3, 2, 0), (3, 4, 4), (4, 3, 2), (1, 2, 4)])
def test_a_line_gives_no_more_contacts_than_it_has_names_addresses_and_numbers(
    names: int, addresses: int, numbers: int
) -> None:
    line = crowd(names, addresses, numbers)
    dataset = tables(f"Weerbaar bestuur en organisatie\nProject: Titel\nDe gemeente Ommen werkt.\n{line}".encode())
    contacts = dataset.rows["contacts"]
    assert len(contacts) <= names + addresses + numbers
    for column, number in (("name", names), ("email", addresses), ("phone", numbers)):
        assert len({row[column] for row in contacts if row[column]}) == number
    assert "contact_line_read" in failed(dataset, "warning")


@pytest.mark.parametrize(("names", "addresses", "numbers"), [(1, 2, 2), (2, 1, 1), (2, 2, 2), (3, 3, 3), (4, 1, 0)])
def test_where_it_is_told_who_is_reached_by_what_nobody_is_asked(names: int, addresses: int, numbers: int) -> None:
    line = crowd(names, addresses, numbers)
    dataset = tables(f"Weerbaar bestuur en organisatie\nProject: Titel\nDe gemeente Ommen werkt.\n{line}".encode())
    assert all(row["name"] and row["email"] for row in dataset.rows["contacts"])
    assert "contact_line_read" not in failed(dataset, "warning")


@pytest.mark.parametrize("crowd", ["0/1/" * 300, "06-12345678, " * 300])
def test_of_a_line_with_very_much_else_the_address_is_kept_and_the_rest_told(crowd: str) -> None:
    line = f"Projectleider: {crowd}, j.jansen@ommen.nl"
    dataset = tables(f"Weerbaar bestuur en organisatie\nProject: Titel\nDe gemeente Ommen werkt.\n{line}".encode())
    assert "j.jansen@ommen.nl" in {row["email"] for row in dataset.rows["contacts"]}
    assert "contact_line_read" in failed(dataset, "warning")
