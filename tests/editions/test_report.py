"""The report as a file: whole, the same every time, small, and with every dot in its province."""

import json
import re
from html.parser import HTMLParser
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from pipeline.editions import atlas
from pipeline.editions.looks import points_to_look_at
from pipeline.editions.maplabels import SIZE, around
from pipeline.editions.published import Published, read_published
from pipeline.editions.report import SCRIPTS, paragraphs, policy, render, sorting
from pipeline.editions.sidebyside import repeats
from pipeline.editions.timeline import runs_of, timeline
from pipeline.editions.words import moment, sections
from pipeline.records import Refusal, Role
from pipeline.tables.schema import BY_NAME, CHANGES
from pipeline.text.difference import difference
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
        assert not [name for name in attributes if name.startswith("on")]


def test_its_links_lead_within_it_to_the_page_to_files_beside_it_and_to_people(published: Published) -> None:
    own = {"#", *published.snapshot["path"].split("#")[:1]}
    links = {attributes["href"] for tag, attributes in elements(render(published)) if tag == "a"}
    outside = {link for link in links if link and not link.startswith("#")} - own
    known = {f"mailto:{address}" for row in published.rows["projects"] for address in row["emails"] or []} | {
        "tel:140412"
    }
    licences = {licence["path"] for licence in published.package["licenses"] if "path" in licence}
    assert outside == known | licences | {"weerbaar-bestuur.xlsx", "projects.csv", "projects.geojson"}


def test_the_links_of_a_project_can_be_followed_if_they_are_of_the_web(tmp_path: Path) -> None:
    contact = b"<p>Projectleider"
    links = b"<p>Zie het <a href='/a?b=1&c=%22'>plan</a> en de <a href='ftp://example.nl/b'>map</a></p>"
    published = published_from(tmp_path, MARKUPS["headings"]().replace(contact, links + contact, 1))
    followed = [attributes for tag, attributes in elements(render(published)) if attributes.get("rel")]
    assert {"class": "address", "href": "https://weerbaarbestuur.nl/a?b=1&c=%22", "rel": "noreferrer"} in followed
    assert "ftp://example.nl/b" in render(published)
    assert not [attributes for attributes in followed if str(attributes["href"]).startswith("ftp")]
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
    links = {
        attributes["href"] for tag, attributes in found if tag == "a" and (attributes["href"] or "").startswith("#")
    }
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
        for column in ("title", "text", "contact_line"):
            compared = next(each for each in repeat.columns if each.column == column)
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
    text = next(column for column in found.columns if column.column == "text")
    assert [marked for _, marked in text.other] == [False, True, False]
    assert "".join(run for run, _ in text.other) == row["text"]
    assert text.other[0][0] == " ".join(words[:5]) + " "


def test_markup_of_a_page_comes_out_as_text(tmp_path: Path) -> None:
    published = published_from(tmp_path, hostile())
    found = elements(render(published))
    assert [tag for tag, _ in found].count("script") == len(SCRIPTS) + len(("JSON-LD", "words", "files"))
    assert not {tag for tag, _ in found} & {"img", "iframe"}
    assert all("onload" not in attributes for _, attributes in found)


def test_tables_without_projects_or_places_still_give_a_report(published: Published) -> None:
    rows = {name: [] for name in published.rows} | {"checks": published.rows["checks"]}
    empty = render(Published(rows, "", published.package))
    assert ">0 projecten</span>" in empty
    lost = [{**row, "longitude": None, "province": None, "municipality": None} for row in published.rows["projects"]]
    page = render(Published({**published.rows, "projects": lost}, published.page_text, published.package))
    assert "26 projecten zonder plaats staan alleen in de tabel" in words(page)


def test_a_column_that_is_empty_is_not_shown(published: Published) -> None:
    projects = [row | dict.fromkeys(("leaders", "functions", "emails", "phones")) for row in published.rows["projects"]]
    page = render(Published({**published.rows, "projects": projects}, published.page_text, published.package))
    header = page[page.index("<thead>") : page.index("</thead>")]
    assert header.count("<th ") == 4
    assert "Contact" not in header


def test_uncertain_lines_are_named_with_links_to_them(published: Published) -> None:
    assert "Van elke regel is zeker wat het is." in words(render(published))
    page = words(render(uncertain(published, {12: 3, 116: 1})))
    assert "Bij 2 regels is twijfel mogelijk over wat het zijn: " in page
    assert page.count('<a href="#line-12">') == page.count('<a href="#line-116">') == 1
    assert "Bij 1 regel is twijfel mogelijk" in words(render(uncertain(published, {12: 3})))


def test_a_check_that_does_not_hold_names_its_rows_and_else_says_what_it_found(published: Published) -> None:
    contact = published.rows["contacts"][0]
    failed = {"check": "names_certain", "level": "warning", "passed": False, "expected": "x", "found": "2 exceptions"}
    rows = [failed | {"detail": f"{contact['contact_id']}: Jan"}, failed | {"detail": "Piet"}]
    first, second = points_to_look_at({**published.rows, "checks": rows})
    assert [subject.project_id for subject in first.subjects] == [contact["project_id"]]
    assert first.addresses == (contact["email"],)
    assert second.subjects == ()
    page = render(Published({**published.rows, "checks": rows}, published.page_text, published.package))
    assert ">2 punten om naar te kijken</span>" in page
    assert '<span class="detail" lang="en">Piet</span>' in page


def words(page: str) -> str:
    return " ".join(page.split())


def test_several_captures_give_a_history(published: Published, tmp_path: Path) -> None:
    assert 'id="history"' not in render(published)
    page = render(read_published(write(tmp_path, hostile(), before=saved())))
    history = page[page.index('id="history"') : page.index('id="checks"')]
    assert history.count("<time datetime=") == 2
    assert "<del>Bestuurlijke weerbaarheid</del>" in history
    assert "<ins>&lt;script&gt;" in history


def test_what_is_about_several_parts_names_their_municipalities(published: Published) -> None:
    first, *_, last = published.rows["entries"]
    captures = [
        {
            "snapshot_id": name,
            "captured_at": None,
            "captured_not_before": None,
            "projects": 1,
            "entries": 1,
            "contacts": 1,
        }
        for name in ("old", "new")
    ]
    told = dict.fromkeys(CHANGES.names) | {"snapshot_id": "new", "change": "typography", "level": "page"}
    told["new"] = "; ".join((first["entry_id"], last["entry_id"], "note-1"))
    page = render(
        Published({**published.rows, "snapshots": captures, "changes": [told]}, published.page_text, published.package)
    )
    history = words(re.sub("<[^>]*>", "", page[page.index('id="history"') : page.index('id="checks"')]))
    assert f"alleen leestekens of spaties: 3 onderdelen ({first['municipality']}, {last['municipality']})" in history
    assert first["entry_id"] not in history


def test_a_long_history_is_folded_by_year() -> None:
    times = ["2021-05-01T10:00:00Z", *(f"2022-{month:02}-01T10:00:00Z" for month in range(1, 13))]
    captures = [
        {"snapshot_id": str(n), "captured_at": time, "captured_not_before": None} for n, time in enumerate(times)
    ]
    made = timeline({"snapshots": captures, "changes": []})
    assert made is not None
    assert made.folded
    assert [(year.year, len(year.captures)) for year in made.years] == [("2022", 12), ("2021", 1)]
    few = timeline({"snapshots": captures[:2], "changes": []})
    assert few is not None
    assert not few.folded


def test_a_difference_is_marked_as_repeats_are() -> None:
    made = list(runs_of(difference("Zo blijft het oude staan", "Zo blijft het nieuwe staan")))
    assert made == [("Zo blijft het ", ""), ("oude", "del"), (" ", ""), ("nieuwe", "ins"), (" staan", "")]


def test_labels_of_the_map_cover_neither_each_other_nor_dots(published: Published) -> None:
    made = atlas.make_atlas(published.rows)
    assert {label.text for label in made.labels} == {dot.municipality for dot in made.dots} - set(atlas.INSET)
    boxes = [around(label.at, label.text, label.anchor, SIZE) for label in made.labels]
    boxes += [(x - 8, y - 8, x + 8, y + 8) for x, y in (dot.at for dot in made.dots)]
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1] or (
            boxes.index(one) >= len(made.labels)
        )  # fmt: skip


def test_every_rule_role_and_check_is_said_in_words(published: Published) -> None:
    assert {row["rule"] for row in published.rows["evidence"]} <= set(sections()["rules"])
    assert {row["check"] for row in published.rows["checks"]} <= set(sections()["checks"])
    assert {str(role) for role in Role} == set(sections()["roles"])
    assert set(next(column.enum for column in BY_NAME["changes"].columns if column.name == "change")) <= set(
        sections()["changes"]
    )


def test_every_text_is_in_both_languages_with_the_same_places_to_fill_in() -> None:
    for section in sections().values():
        for words_of in section.values():
            dutch, english = (re.findall(r"\{\w+\}", str(words_of[language])) for language in ("nl", "en"))
            assert sorted(dutch) == sorted(english), words_of


def test_times_are_written_in_words() -> None:
    assert moment("2021-10-01T08:00:00Z") == ("1 oktober 2021, 08:00 UTC", "1 October 2021, 08:00 UTC")
    assert [moment(time).nl for time in ("2021-09", "2021")] == ["september 2021", "2021"]


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
    assert '<a href="mailto:&lt;a&gt;@example.nl">&lt;a&gt;<wbr>@example.nl</a>' in page


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="make build"):
        read_published(tmp_path)
