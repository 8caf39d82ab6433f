"""Which entries are the same project."""

import random

import pytest
from msgspec.structs import replace

from pipeline.dedupe.projects import recognise
from pipeline.records import Entry, Project, Records

PARAGRAPHS = [
    "Het Veiligheidshuis brengt politie, zorg en onderwijs samen rond jongeren die dreigen af te glijden.",
    "Ondernemers op het bedrijventerrein melden voortaan verdachte verhuur aan een vast aanspreekpunt bij de politie.",
    "Bewoners van de flats aan de rand van de stad krijgen hulp bij schulden, onderwijs en het vinden van werk.",
    "Raadsleden volgen een training over integriteit, waarin zij casussen uit de eigen praktijk bespreken.",
]


def entry(title: str, text: str = "", municipality: str | None = "Ommen") -> Entry:
    return Entry("id", 1, None, municipality, title, text or title, None, (), (), 0, 1, ())


def groups(*entries: Entry) -> list[tuple[int, ...]]:
    return [project.entries for project in recognise(entries)]


def merged(a: Entry, b: Entry) -> bool:
    return len(recognise([a, b])) == 1


@pytest.mark.parametrize(
    "other",
    [
        "Samen sterk tegen ondermijning", "SAMEN STERK TEGEN ONDERMIJNING", "Samen sterk tegen ondermijning.",
        "Samen stérk tegen ondermijning", "Samen sterk tegen onder-mijning", "Samen sterk tegen ondermijnnig",
        "Samen sterk tegen ondermining", "Samen  sterk, tegen ondermijning!", "Samen strek tegen ondermijning",
    ],
)  # fmt: skip
def test_titles_agree_but_for_case_marks_stops_and_typing_errors(other: str) -> None:
    assert merged(entry("Samen sterk tegen ondermijning", PARAGRAPHS[0]), entry(other, PARAGRAPHS[1]))


@pytest.mark.parametrize(
    "other",
    [
        "Integraal aanpak van veilige wijken & dorpen", "Integrale aanpak van de veilige wijken en de dorpen",
        "De integrale aanpak van veiligge wijken en dorpen",
    ],
)  # fmt: skip
def test_titles_agree_but_for_little_words_and_inflection(other: str) -> None:
    assert merged(entry("Integrale aanpak van veilige wijken en dorpen", PARAGRAPHS[0]), entry(other, PARAGRAPHS[1]))


def test_more_errors_in_a_title_agree_where_the_texts_are_alike() -> None:
    text, others = "\n".join(PARAGRAPHS[:3]), "\n".join(PARAGRAPHS[2:])
    version = "\n".join([*PARAGRAPHS[:2], "Bewoners van de flats krijgen hulp."])
    for title in ("Samen stetk tegen ondermijmimg", "Samwn sterk tegem ondermijning", "Samen sterl tegen ondermijning"):
        assert merged(entry("Samen sterk tegen ondermijning", text), entry(title, version))
        assert not merged(entry("Samen sterk tegen ondermijning", text), entry(title, others))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aanpak wijk Noord", "Aanpak wijk Zuid"), ("Aanpak 2020", "Aanpak 2021"), ("Wijk A", "Wijk B"),
        ("Veilige haven, fase 1", "Veilige haven, fase 2"), ("Weerbaar deel II", "Weerbaar deel III"),
    ],
)  # fmt: skip
def test_a_name_or_number_tells_titles_apart_even_over_the_same_text(one: str, other: str) -> None:
    text = "\n".join(PARAGRAPHS)
    assert not merged(entry(one, text), entry(other, text + " Meer."))


def test_a_name_that_each_text_uses_itself_tells_titles_apart() -> None:
    text = "\n".join(PARAGRAPHS) + " Het gaat om de {}."
    one, other = entry("Aanpak Dijkstraat", text.format("Dijkstraat")), entry("Aanpak Wijkstraat", text)
    assert not merged(one, replace(other, text=text.format("Wijkstraat")))
    assert merged(one, replace(other, text=text.format("Dijkstraat")))
    assert merged(replace(one, title="Aanpak haven"), replace(one, title="Aanpak binnenstad"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aanpak Dijkstraat", "Aanpak Wijkstraat"), ("Veilige straat", "Veilige staat"),
        ("Wijk A", "Wijk B"), ("Aanpak fase 1", "Aanpak fase 2"), ("Aanpak 2019", "Aanpak 2020"), ("Deel I", "Deel II"),
        ("Aanpak Noord", "Aanpak Zuid"), ("Aanpak ondermijning in de haven", "Aanpak ondermijning in de binnenstad"),
        ("Weerbare raad", "Weerbare stad"), ("Ondermijning", "Weerbaarheid"), ("Veilig wonen", "Veilig werken"),
        ("Samen sterk tegen ondermijning", "Niet samen sterk tegen ondermijning"),
    ],
)  # fmt: skip
def test_two_projects_of_one_municipality_stay_two(one: str, other: str) -> None:
    assert not merged(entry(one, PARAGRAPHS[0]), entry(other, PARAGRAPHS[1]))


def test_different_municipalities_never_merge() -> None:
    text = "\n".join(PARAGRAPHS)
    assert groups(entry("Samen", text), entry("Samen", text, "Raalte"), entry("Samen", text)) == [(0, 2), (1,)]


def test_nearly_the_same_text_under_another_title_is_the_same_project() -> None:
    text = "\n".join(PARAGRAPHS)
    light = (
        text.replace("voortaan", "nu").replace("casussen", "gevallen").replace("de stad", "Ommen").replace("vast ", "")
    )
    assert merged(entry("Samen sterk", text), entry("Een heel andere titel", text))
    assert merged(entry("Samen sterk", text), entry("Een heel andere titel", light))


def test_half_of_a_text_in_common_is_not_the_same_project() -> None:
    one, other = "\n".join(PARAGRAPHS[:2]), "\n".join(PARAGRAPHS[1:3])
    assert not merged(entry("Samen sterk", one), entry("Een heel andere titel", other))


def test_where_the_municipality_is_unknown_title_and_text_must_agree() -> None:
    text = "\n".join(PARAGRAPHS)
    assert merged(entry("Samen", text, None), entry("Samen", text, None))
    assert not merged(entry("Samen", PARAGRAPHS[0], None), entry("Samen", PARAGRAPHS[1], None))
    assert not merged(entry("Samen", text, None), entry("Anders", text, None))


def test_a_text_that_is_yet_to_come_tells_nothing_of_projects_with_other_titles() -> None:
    text = "De gemeente Ommen: beschrijving volgt."
    assert not merged(entry("Veilig ondernemen in de haven", text), entry("Bewuste raadsleden", text))
    assert merged(entry("Bewuste raadsleden", text), entry("Bewuste raadsleden", text))


def test_entries_without_title_are_recognised_by_their_text() -> None:
    text = "\n".join(PARAGRAPHS)
    assert merged(replace(entry("x", text), title=None), replace(entry("x", text), title=None))
    assert not merged(replace(entry("x", PARAGRAPHS[0]), title=None), replace(entry("x", PARAGRAPHS[1]), title=None))


def test_likeness_of_texts_alone_does_not_decide(records: Records) -> None:
    """Tytsjerksteradiel and Achtkarspelen share their text; Gouda and Haarlem their title: four projects."""
    chosen = [
        e for e in records.entries if e.municipality in {"Tytsjerksteradiel", "Achtkarspelen", "Gouda", "Haarlem"}
    ]
    assert len(recognise(chosen)) == len(chosen) == 4


def test_the_entries_of_the_saved_page_are_26_projects_in_any_order(records: Records) -> None:
    def by_id(entries: list[Entry]) -> set[frozenset[str]]:
        return {frozenset(entries[n].entry_id for n in project.entries) for project in recognise(entries)}

    entries = list(records.entries)
    expected = by_id(entries)
    assert len(expected) == 26
    for seed in range(5):
        random.Random(seed).shuffle(entries)
        assert by_id(entries) == expected


def test_a_repeat_is_the_same_or_a_variant_of_any_earlier_entry() -> None:
    one, other = entry("Samen", PARAGRAPHS[0]), entry("Samen", PARAGRAPHS[0] + " Meer.")
    (project,) = recognise([one, other, one, other])
    assert project.repeats == ("first", "variant", "same", "same")
    assert project.similarities[0] == project.similarities[2] == 1
    assert project.similarities[1] == project.similarities[3] < 1
    assert project.fullest == 1


def test_projects_are_in_page_order_with_unique_identifiers(records: Records) -> None:
    entries = [entry("Samen", PARAGRAPHS[0], None), entry("Samen", PARAGRAPHS[1], None), *records.entries]
    projects: tuple[Project, ...] = recognise(entries)
    assert [project.entries[0] for project in projects] == sorted(project.entries[0] for project in projects)
    assert len({project.project_id for project in projects}) == len(projects)


@pytest.mark.parametrize("municipality", [None, "Ommen"])
def test_a_number_in_a_title_is_not_taken_for_that_of_a_repeated_name(municipality: str | None) -> None:
    titles = ["Plan", "Plan", "Plan 2", "Plan 2", "Plan 2 2", "plan"]
    texts = [f"{text} {PARAGRAPHS[0]}" for text in PARAGRAPHS] * 2
    entries = [entry(title, texts[n] * (n + 1), municipality) for n, title in enumerate(titles)]
    projects = recognise(entries)
    assert len({project.project_id for project in projects}) == len(projects) > 2


def test_no_entries_are_no_projects() -> None:
    assert recognise([]) == ()


COPIED = (
    "De gemeente geeft met scholen, sportclubs en ouders voorlichting over {0}. Er zijn trainingen aan trainers en "
    "docenten gegeven, en de resultaten zijn besproken in de gemeenteraad. Dit wordt uitgebreid naar alle dorpen."
)


@pytest.mark.parametrize(
    ("title", "one", "other"),
    [
        ("Voorlichting over {}", "drugs", "alcohol"), ("Weerbare {}", "jongeren", "ouderen"),
        ("Wijkaanpak {}", "noord", "zuid"), ("Training {} en raadsleden", "bestuurders", "ambtenaren"),
        ("Voorlichting: {}", "drugs", "alcohol en tabak"),
    ],
)  # fmt: skip
def test_projects_whose_texts_were_copied_stay_two(title: str, one: str, other: str) -> None:
    a, b = (entry(title.format(word), COPIED.format(word)) for word in (one, other))
    assert not merged(a, b)
    assert merged(a, replace(b, text=a.text))  # the text of one, under another title


def test_parts_of_a_work_stay_two_whatever_their_texts() -> None:
    text = COPIED.format("drugs")
    assert not merged(entry("Weerbare wijken, eerste fase", text), entry("Weerbare wijken, tweede fase", text))


def test_long_texts_are_as_alike_as_the_words_that_both_have() -> None:
    text = "\n".join(f"{paragraph} {n}" for n in range(200) for paragraph in PARAGRAPHS)
    (first, other) = entry("Samen", text), entry("Heel anders", "Vooraf. " * 50 + text)
    (project,) = recognise([first, other])
    assert 0.99 < project.similarities[1] < 1
    assert not merged(first, entry("Heel anders", "\n".join(f"woord{n}" for n in range(8_000))))


def test_a_title_of_very_many_words_is_that_of_its_repeat_alone() -> None:
    title = " ".join(f"woord{n}" for n in range(200))
    assert merged(entry(title, PARAGRAPHS[0]), entry(title, PARAGRAPHS[1]))
    assert not merged(entry(title, PARAGRAPHS[0]), entry(title.replace("woord7 ", "noord7 "), PARAGRAPHS[1]))
