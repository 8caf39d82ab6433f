"""The report as a file: whole, the same every time, small, and with every dot in its province."""

import json
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.check.limits import LEAST_CERTAIN
from pipeline.editions import atlas
from pipeline.editions.published import Published, read_published
from pipeline.editions.report import paragraphs, policy, render, sorting
from pipeline.editions.sidebyside import repeats
from pipeline.records import Refusal
from tests.editions.material import hostile, published_from, uncertain, write
from tests.pages.markups import MARKUPS, saved

LARGEST = 1_500_000  # bytes


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Elements()
    parser.feed(page)
    return parser.found


def test_the_same_tables_give_the_same_report_under_one_and_a_half_megabytes(published: Published) -> None:
    page = render(published)
    assert page == render(published)
    assert len(page.encode()) < LARGEST


def test_it_refers_to_nothing_outside_itself(published: Published) -> None:
    found = elements(render(published))
    assert {tag for tag, _ in found} & {"link", "img", "iframe", "object", "embed", "base", "form"} <= {"form"}
    for _, attributes in found:
        assert "src" not in attributes
        assert "style" not in attributes
        assert (attributes.get("href") or "#").startswith("#")
        assert not [name for name in attributes if name.startswith("on")]


def test_a_project_shows_its_links_and_opens_none(tmp_path: Path) -> None:
    contact = b"<p>Projectleider"
    page = MARKUPS["headings"]().replace(contact, b"<p>Zie het <a href='/a?b=1&c=%22'>plan</a></p>" + contact, 1)
    published = published_from(tmp_path, page)
    text = render(published)
    assert text.count(">https://weerbaarbestuur.nl/a?b=1&amp;c=%22</a>") == 1
    assert "mailto:" not in text[: text.index('id="page"')]
    test_it_refers_to_nothing_outside_itself(published)
    test_identifiers_are_unique_and_every_link_within_the_page_leads_somewhere(published)


def test_its_policy_names_the_hash_of_each_style_and_script() -> None:
    assert policy(["a"], ["b"]) == (
        "default-src 'none'; style-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='; "
        "script-src 'sha256-PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0='; base-uri 'none'; form-action 'none'"
    )


def test_identifiers_are_unique_and_every_link_within_the_page_leads_somewhere(published: Published) -> None:
    found = elements(render(published))
    identifiers = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(identifiers) == len(set(identifiers))
    links = {attributes["href"] for tag, attributes in found if tag == "a"}
    assert {link.removeprefix("#") for link in links if link} <= set(identifiers)


def test_dots_are_in_their_province_and_apart(published: Published) -> None:
    outlines = json.loads(atlas.OUTLINES.read_text(encoding="utf-8"))["areas"]
    for row in published.rows["projects"]:
        area = row["province"] if row["kind"] == "gemeente" else row["municipality"]
        assert [name for name, rings in outlines.items() if inside(row["longitude"], row["latitude"], rings)] == [area]
    made = atlas.make_atlas(published.rows)
    assert len(made.dots) == 26
    assert {dot.municipality: len(dot.slices) for dot in made.dots if len(dot.slices) > 1} == {
        "Zwolle": 3, "Amsterdam": 2, "Capelle aan den IJssel": 2, "Gorinchem": 2,
    }  # fmt: skip
    assert (
        max(abs(dot.at[0] - dot.place[0]) + abs(dot.at[1] - dot.place[1]) for dot in made.dots)
        < 2 * atlas.LEAST_DISTANCE
    )


def inside(longitude: float, latitude: float, rings: list[list[list[float]]]) -> bool:
    """Whether a ray to the east crosses the outlines an odd number of times."""
    crossings = 0
    for ring in rings:
        for (x0, y0), (x1, y1) in pairwise(ring):
            if (y0 > latitude) != (y1 > latitude) and longitude < x0 + (latitude - y0) / (y1 - y0) * (x1 - x0):
                crossings += 1
    return crossings % 2 == 1


def test_dots_at_one_place_are_moved_apart() -> None:
    moved = atlas._moved_apart([(10.0, 10.0), (10.0, 10.0), (11.0, 10.0)])
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) >= atlas.LEAST_DISTANCE - 0.1 for a, b in pairwise(moved))


def test_repeats_mark_exactly_the_words_that_differ(published: Published) -> None:
    found = {(repeat.other["municipality"], repeat.other["position"]): repeat for repeat in repeats(published.rows)}
    assert len(found) == 5
    assert sum(not repeat.differing for repeat in found.values()) == 2
    for repeat in found.values():
        for heading, column in (("title", "title"), ("text", "text"), ("contact line", "contact_line")):
            compared = next(each for each in repeat.columns if each.heading.lower() == heading)
            assert "".join(text for text, _ in compared.first) == repeat.first[column]
            assert "".join(text for text, _ in compared.other) == repeat.other[column]


def test_of_long_texts_all_between_their_like_ends_is_marked(published: Published) -> None:
    words = [f"woord{n}" for n in range(3_000)]
    first, *_, row = [dict(row) for row in published.rows["entries"][:2]]
    first["text"], row["text"] = (
        " ".join(words),
        " ".join([*words[:5], "anders", *words[6:2_990], "nog", *words[2_991:]]),
    )
    (found,) = repeats({"entries": [first, row | {"project_id": first["project_id"]}]})
    text = next(column for column in found.columns if column.heading == "Text")
    assert [marked for _, marked in text.other] == [False, True, False]
    assert "".join(run for run, _ in text.other) == row["text"]
    assert text.other[0][0] == " ".join(words[:5]) + " "


def test_markup_of_a_page_comes_out_as_text(tmp_path: Path) -> None:
    published = published_from(tmp_path, hostile())
    found = elements(render(published))
    assert [tag for tag, _ in found].count("script") == 3
    assert not {tag for tag, _ in found} & {"img", "iframe"}
    assert all("onload" not in attributes for _, attributes in found)


def test_tables_without_projects_or_places_still_give_a_report(published: Published) -> None:
    rows = {name: [] for name in published.rows} | {"checks": published.rows["checks"]}
    empty = render(Published(rows, "", published.package))
    assert "<dd>0</dd>" in empty
    lost = [{**row, "longitude": None, "province": None, "municipality": None} for row in published.rows["projects"]]
    page = render(Published({**published.rows, "projects": lost}, published.page_text, published.package))
    assert "26 projects without a place are only in the table" in words(page)


def test_uncertain_lines_are_named_with_links_to_them(published: Published) -> None:
    assert f"All roles are certain, each at least {LEAST_CERTAIN} points ahead" in words(render(published))
    page = words(render(uncertain(published, {12: 3, 116: 1})))
    assert f"2 are uncertain,</strong> less than {LEAST_CERTAIN} points ahead of another role" in page
    assert '<a href="#line-12">line 12</a>, <a href="#line-116">line 116</a>.' in page
    assert "python -m pipeline explain 12<" in page
    assert "One is uncertain," in words(render(uncertain(published, {12: 3})))


def words(page: str) -> str:
    return " ".join(page.split())


def test_several_captures_give_a_history(published: Published, tmp_path: Path) -> None:
    assert 'id="history"' not in render(published)
    page = render(read_published(write(tmp_path, hostile(), before=saved())))
    history = page[page.index('id="history"') : page.index('id="checks"')]
    assert history.count("<time datetime=") == 2
    assert "<del>Bestuurlijke weerbaarheid</del>" in history
    assert "<ins>&lt;script&gt;" in history


def test_paragraphs_gather_list_items() -> None:
    assert paragraphs("Eerst\n- een\n- twee\nDaarna") == [("p", ["Eerst"]), ("ul", ["een", "twee"]), ("p", ["Daarna"])]
    assert paragraphs(None) == []


def test_names_sort_from_their_first_capital() -> None:
    names = ["Zwolle", None, "'t Zandt", "Súdwest-Fryslân", "’s-Hertogenbosch", "Haarlem", "Sittard-Geleen"]
    assert sorted(names, key=sorting) == [
        "Haarlem", "’s-Hertogenbosch", "Sittard-Geleen", "Súdwest-Fryslân", "'t Zandt", "Zwolle", None,
    ]  # fmt: skip


def test_addresses_break_before_the_at_sign_and_stay_text(published: Published) -> None:
    first, *others = published.rows["projects"]
    projects = [{**first, "emails": ["<a>@example.nl"]}, *others]
    page = render(Published({**published.rows, "projects": projects}, published.page_text, published.package))
    assert "<span>&lt;a&gt;<wbr>@example.nl</span>" in page


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="make build"):
        read_published(tmp_path)
