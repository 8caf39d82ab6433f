"""Which titles are one title: small errors make no other title, names and numbers do."""

import pytest

from pipeline.dedupe.title_match import are_distinct, differing, is_mistyped, is_slip, keys_of, read_title


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Integraal en actief", "De integrale & actieve"), ("Rood", "Rode"), ("Weer baar bestuur", "Weerbaar bestuur"),
        ("Caraïbisch: samen!", "caraibisch samen"), ("De", "de"),
    ],
)  # fmt: skip
def test_inflection_little_words_and_blanks_make_no_other_title(one: str, other: str) -> None:
    assert differing(read_title(one), read_title(other)) == []


@pytest.mark.parametrize(
    ("one", "other", "pairs"),
    [
        ("Aanpak wijk", "Aanpak dijk", [("wijk", "dijk")]),
        ("Aan zee", "Aan ze", [("zee", "ze")]),  # too short to be inflected
        ("Plan 1100", "Plan 10", [("1100", "10")]),
        ("Deel viii", "Deel vii", [("viii", "vii")]),
        ("Aanpak wijk", "Aanpak van wijk", None),
    ],
)
def test_titles_differ_word_by_word(one: str, other: str, pairs: list[tuple[str, str]] | None) -> None:
    assert differing(read_title(one), read_title(other)) == pairs


@pytest.mark.parametrize(
    ("one", "other", "mistyped"),
    [
        ("wijk", "wijjk", True), ("bus", "zus", False), ("wijk", "dijken", False),
        ("bestuurder", "bestuudrre", True), ("gemeenten", "gemeetnne", False), ("ondermijning", "onderwijsing", True),
        ("ondermijning", "onderwiesing", False),
        ("2020", "2021", False), ("fase1", "fase2", False), ("viii", "viiiz", False), ("viiiz", "viii", False),
    ],
)  # fmt: skip
def test_a_word_is_mistyped_by_a_letter_or_if_long_by_two(one: str, other: str, mistyped: bool) -> None:
    assert is_mistyped(one, other) == mistyped


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("straat", "starat", True), ("straten", "stratn", True), ("straat", "staat", False),
        ("wijkstraat", "dijkstraat", False),
    ],
)  # fmt: skip
def test_a_slip_makes_no_other_word(one: str, other: str, slip: bool) -> None:
    assert is_slip(one, other) == slip


@pytest.mark.parametrize(
    ("titles", "texts", "apart"),
    [
        (("Fase 1", "Fase 2"), ("", ""), True),
        (("Fase 2", "Fase twee"), ("", ""), False),
        # Each text uses the name of its own title
        (("Wijk Noord", "Wijk Zuid"), ("In Noord.", "In Zuid."), True),
        (("Wijk Noord", "Wijk Zuid"), ("In Noord en Zuid.", "In Zuid."), False),
        (("Wijk Noord", "Wijk Zuid"), ("Het Noorderpark.", "In Zuid."), False),
        (("Wijk Noord", "Wijk zuid"), ("In Noord.", "In zuid."), False),
        # A capital that other words of the title lack
        (("Aanpak wijk Noord", "Aanpak wijk Zuid"), ("", ""), True),
        (("Aanpak Wijk Noord", "Aanpak Wijk Zuid"), ("", ""), False),
        (("Aanpak tegen Noord", "Aanpak tegen Zuid"), ("", ""), False),
        (("Aanpak wijk Noord", "Aanpak wijk Noort"), ("", ""), False),
        (("Noord in de wijk", "Zuid in de wijk"), ("", ""), False),
    ],
)
def test_names_and_numbers_tell_titles_apart(titles: tuple[str, str], texts: tuple[str, str], apart: bool) -> None:
    one, other = map(read_title, titles)
    [pair] = differing(one, other) or []
    assert are_distinct((one, other), pair, texts) == apart


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("Ondermijning", "Ondermjning", True), ("Ondermijning", "Weerbaarheid", False),
        ("Samen sterk in de wijk", "Samen sterker in de wijk", True), ("Samen sterk", "Sterk samen", False),
        ("Samen sterk", "Samensterk", True),
    ],
)  # fmt: skip
def test_titles_that_differ_in_one_word_share_a_key(one: str, other: str, shared: bool) -> None:
    keys = [set(keys_of(read_title(title))) for title in (one, other)]
    assert bool(keys[0] & keys[1]) == shared
