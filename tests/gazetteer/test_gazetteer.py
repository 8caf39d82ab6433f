"""Finding municipalities by their names, and not finding them in words."""

import csv
import pickle

import pytest

from pipeline.gazetteer.gazetteer import TABLE, Reference
from pipeline.text.normalise import DASHES
from tests.datasets import municipalities


def spelled(name: str, *spellings: str) -> dict[str, list[str]]:
    return {spelling: [name] for spelling in spellings}


NAMED: dict[str, list[str]] = {
    # Names that are words count where spelling and context say so
    "De beste resultaten komen uit de wijk.": [],
    "Best veel werk.": [],
    "De gemeente Best doet mee.": ["Best"],
    "Er wordt in Best gewerkt. In Ede ook.": ["Best", "Ede"],
    "De inwoners van Best doen mee.": ["Best"],
    "de gemeenten Almelo, Best en Ede": ["Almelo", "Best", "Ede"],
    "de gemeenten Epe, Ede, Oss en Urk": ["Epe", "Ede", "Oss", "Urk"],
    "Goede buren, een beek en een stein.": [],
    "de gemeente Stein en de gemeente Beek": ["Stein", "Beek"],
    "Dat gaat leiden tot meer.": [],
    # Names that are no words need no context
    "Oss werkt aan een sterke wijk. Ede ook.": ["Oss", "Ede"],
    "Goes werkt samen met Middelburg.": ["Goes", "Middelburg"],
    "Urk en Noordoostpolder werken samen.": ["Urk", "Noordoostpolder"],
    "Weerbaar Ede": ["Ede"],
    "Epe veilig en weerbaar": ["Epe"],
    # A capital that the sentence does not give makes a name of a word
    "Ook Best doet mee, net als Huizen.": ["Best", "Huizen"],
    "Dit jaar heeft Leiden een plan.": ["Leiden"],
    "Veilig Best": ["Best"],
    "in o.a. Best en bijv. Kampen": ["Best", "Kampen"],
    "De aanpak (Leiden) werkt.": ["Leiden"],
    "Goede Buren": [],
    "aan de Sluis": [],
    "een Best Practice": [],
    "BESTE BUREN, BEST VEILIG": [],
    "Volgens Anna Stein lukt het, zei mevrouw Beek.": [],
    "Samen met dhr. Best heeft dr. Tilburg het geschreven.": [],
    "Volgens J. Stein lukt het.": [],
    # Where a sentence opens, a verb or a list does
    "Best werkt samen met Oirschot.": ["Best", "Oirschot"],
    "Tekst.\nBest investeert.\n- Leiden heeft een plan.": ["Best", "Leiden"],
    "Best en Oirschot werken samen.": ["Best", "Oirschot"],
    "Huizen, Den Helder en Laren werken samen.": ["Huizen", "Den Helder", "Laren"],
    "Best is het niet. Huizen worden verhuurd.": [],
    "Laren in de wijk; Best lastig: Kampen met druk.": [],
    "Beek en rivier. “Best lastig” en 'Best veel'.": [],
    # Compounds, adjectives and other bodies are none
    "de Rotterdamwet": [],
    "IJsselland": [],
    "de Utrechtse wijk en de Zwolse aanpak": [],
    "provincie Utrecht": [],
    "Veiligheidsregio Utrecht": [],
    "Groot-Amsterdam": [],
    "FC Utrecht en Tilburg University": [],
    "politie-eenheid Den Haag, de rechtbank Den Haag en het Havenbedrijf Rotterdam": [],
    "GGD Rotterdam, Veiligheidshuis Tilburg, TU Delft, de Universiteit van Tilburg": [],
    "de politie van Rotterdam": ["Rotterdam"],
    # A possessive, a slash or a dash is no compound
    "Zwolle’s centrum": ["Zwolle"],
    "Utrecht/Zeist": ["Utrecht", "Zeist"],
    "Bunnik–Zeist": ["Bunnik", "Zeist"],
    # Names of people
    "Volgens Jan van Tilburg lukt het.": [],
    "Volgens mevrouw Van Dordrecht lukt het.": [],
    "Wethouder Deurne opent het festival.": [],
    "de burgemeester van Zwolle": ["Zwolle"],
    "het Veiligheidshuis van Tilburg": ["Tilburg"],
    "het Groene Hart van Gouda": ["Gouda"],
    "Dat zegt J. van Utrecht.": [],
    # Spellings
    **spelled(
        "'s-Hertogenbosch", "'s-Hertogenbosch", "’s-Hertogenbosch", "‘s-Hertogenbosch", "`s-Hertogenbosch",
        "´s-Hertogenbosch", "'s Hertogenbosch", "s-Hertogenbosch", "'S-HERTOGENBOSCH", "Den Bosch",
    ),
    **spelled("'s-Gravenhage", "Den Haag", "'s-Gravenhage", "’s-Gravenhage"),
    **spelled(
        "Capelle aan den IJssel", "Capelle", "Capelle aan den IJssel", "Capelle aan de IJssel", "Capelle a/d IJssel"
    ),
    "West-Betuwe": ["West Betuwe"],
    "Sittard Geleen": ["Sittard-Geleen"],
    "Sudwest Fryslan": ["Súdwest-Fryslân"],
    "Tytsjerksteradiel": ["Tytsjerksteradiel"],
    "gemeente EDE": ["Ede"],
    # The longest name counts
    "Utrechtse Heuvelrug": ["Utrechtse Heuvelrug"],
    "Bergen op Zoom": ["Bergen op Zoom"],
    "Krimpen aan den IJssel": ["Krimpen aan den IJssel"],
    # Public bodies and former municipalities
    "Bonaire, Saba en Sint Eustatius": ["Bonaire", "Saba", "Sint Eustatius"],
    "Haaren": ["Haaren"],
}  # fmt: skip


@pytest.mark.parametrize("text", NAMED)
def test_a_text_names_municipalities(text: str, reference: Reference) -> None:
    places = reference.find(text)
    assert [place.municipality.name for place in places] == NAMED[text]
    assert all(0 <= place.start < place.end <= len(text) for place in places)


def test_a_former_municipality_has_its_code(reference: Reference) -> None:
    haaren = reference.by_name("Haaren")
    assert (haaren.gm_code, haaren.kind, haaren.province) == ("GM0788", "gemeente", "Noord-Brabant")


def test_a_public_body_has_no_code(reference: Reference) -> None:
    for name in ("Bonaire", "Saba", "Sint Eustatius"):
        body = reference.by_name(name)
        assert (body.gm_code, body.kind, body.province) == (None, "openbaar lichaam", "Caribisch Nederland")


def test_names_and_codes_are_unique() -> None:
    codes = [each.gm_code for each in municipalities() if each.gm_code]
    assert len(codes) == len(set(codes))
    assert len({each.name for each in municipalities()}) == len(municipalities()) > 380


def test_a_municipality_may_have_other_names(reference: Reference) -> None:
    assert reference.also_called("'s-Hertogenbosch") == ["Den Bosch"]
    assert reference.also_called("Nergenshuizen") == []


def test_every_official_name_is_found_as_a_government(reference: Reference) -> None:
    for each in municipalities():
        found = [place.municipality.name for place in reference.find(f"De gemeente {each.name} doet mee.")]
        assert found == [each.name]


def test_every_official_name_is_found_as_a_title(reference: Reference) -> None:
    for each in municipalities():
        for title in (each.name, f"Gemeente {each.name}", each.name.upper(), f"{each.name} (gemeente)"):
            found = reference.named(title)
            assert found is not None, title
            assert found.name == each.name


def test_a_title_that_is_more_than_a_name_is_no_name(reference: Reference) -> None:
    assert reference.named("Zwolle pakt door") is None
    assert reference.named("Zandersveen") is None


def test_a_name_that_no_table_has_is_a_name_after_gemeente(reference: Reference) -> None:
    assert reference.names("Gemeente Zandersveen aan de Rijn")
    assert reference.names("openbaar lichaam Verweg")
    assert not reference.names("Zandersveen")
    assert not reference.names("Gemeente zonder naam")


def test_a_title_may_begin_with_a_name(reference: Reference) -> None:
    for title in ("Zwolle: Samen sterk", "Gemeente Zwolle – Samen sterk", "Zwolle | Samen sterk"):
        found = reference.leading(title)
        assert found is not None
        assert (found[0].name, title[found[1] :]) == ("Zwolle", "Samen sterk")
    assert reference.leading("Samen sterk: Zwolle") is None
    assert reference.leading("Zwolle-Zuid") is reference.leading("Zwolle- Zuid") is None


@pytest.mark.parametrize("domain", ["best.nl", "gemeentebest.nl", "gemeente-best.nl"])
def test_a_domain_is_named_after_a_municipality(domain: str, reference: Reference) -> None:
    owner = reference.owner(domain)
    assert owner is not None
    assert owner.name == "Best"


def test_what_went_into_a_municipality_leaves_it_its_domains(reference: Reference) -> None:
    assert {".maashorst.nl", ".uden.nl", ".landerd.nl"} <= {*reference.by_name("Maashorst").domains}
    assert ".maashorst.nl" not in reference.by_name("Uden").domains


@pytest.mark.parametrize("domain", ["gemeente.nl", "best.com", "debest.nl"])
def test_a_domain_is_named_after_none(domain: str, reference: Reference) -> None:
    assert reference.owner(domain) is None


def test_the_table_can_be_sent_to_another_process(reference: Reference) -> None:
    sent = pickle.loads(pickle.dumps(reference))
    assert [place.municipality.name for place in sent.find("de gemeente Best")] == ["Best"]


@pytest.mark.parametrize("hyphen", DASHES)
def test_any_dash_may_be_the_hyphen_of_a_name(hyphen: str, reference: Reference) -> None:
    name = f"Sittard{hyphen}Geleen"
    for text in (name, f"Gemeente {name}"):
        found = reference.named(text)
        assert found is not None
        assert found.name == "Sittard-Geleen"
    text = f"Met {name}, ’s{hyphen}Hertogenbosch en Zwolle – Zuid"
    assert [naming.municipality.name for naming in reference.find(text)] == [
        "Sittard-Geleen",
        "'s-Hertogenbosch",
        "Zwolle",
    ]


# What became of them


def test_every_municipality_that_ended_went_into_others_that_there_are() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    for row in rows.values():
        heirs = [rows[name] for name in row["went_into"].split("|") if name]
        assert bool(heirs) == bool(row["valid_to"]), row["name"]
        assert not any(heir["valid_to"] for heir in heirs), row["name"]
        made = [int(heir["valid_from"]) for heir in heirs if heir["valid_from"]]
        assert set(made) <= {int(row["valid_to"] or 0) + 1}, row["name"]


def test_a_municipality_is_known_by_what_it_is_today(reference: Reference) -> None:
    uden, haaren, oss = map(reference.by_name, ("Uden", "Haaren", "Oss"))
    assert (uden.gm_code, uden.gm_code_current) == ("GM0856", reference.by_name("Maashorst").gm_code)
    assert [reference.current(name) for name in ("Uden", "Maashorst", "Oss")] == ["Maashorst", "Maashorst", "Oss"]
    assert (haaren.gm_code_current, reference.current("Haaren")) == (None, "Haaren")  # divided among four
    assert (oss.gm_code_current, oss.went_into) == (oss.gm_code, ())
    assert [reference.current(name) for name in (None, "Zandersveen")] == [None, "Zandersveen"]


def test_every_municipality_of_today_has_a_place_and_one_that_was_merged_the_mean_of_its_parts() -> None:
    today = [each for each in municipalities() if not each.went_into]
    assert not [each.name for each in today if each.longitude is None or each.latitude is None]
    parts = [each for each in municipalities() if each.went_into == ("Voorne aan Zee",)]
    (merged,) = [each for each in today if each.name == "Voorne aan Zee"]
    assert len(parts) == 3
    assert merged.longitude == pytest.approx(sum(each.longitude or 0 for each in parts) / 3, abs=0.001)
    assert merged.latitude == pytest.approx(sum(each.latitude or 0 for each in parts) / 3, abs=0.001)
