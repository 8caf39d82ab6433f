"""What is written beside the tables for other programs: a map of the projects, and the dataset as JSON-LD."""

import json
from pathlib import Path

import mlcroissant
import pyarrow.parquet as pq
import pytest
from lxml import html

from pipeline.editions.published import Published
from pipeline.editions.report import render
from pipeline.tables.schema import TABLES
from pipeline.write.geojson import POSITION, geojson

README = Path(__file__).resolve().parents[2] / "README.md"


@pytest.fixture(scope="module")
def croissant(folder: Path) -> mlcroissant.Dataset:
    return mlcroissant.Dataset(jsonld=folder / "croissant.json")


def test_the_json_ld_is_croissant(croissant: mlcroissant.Dataset, folder: Path) -> None:
    assert not croissant.metadata.ctx.issues.errors
    assert {each.id for each in croissant.metadata.record_sets} == {table.name for table in TABLES}
    described = {each.id for each in croissant.metadata.distribution}
    assert described == {path.name for path in folder.iterdir()} - {"croissant.json", "datapackage.json"}


def test_croissant_gives_the_records_of_parquet(croissant: mlcroissant.Dataset, folder: Path) -> None:
    for name in ("projects", "contacts"):
        expected = pq.read_table(folder / f"{name}.parquet").to_pylist()
        found = list(croissant.records(name))
        assert len(found) == len(expected)
        for record, row in zip(found, expected, strict=True):
            for column in ("project_id", "municipality"):
                assert record[f"{name}/{column}"].decode() == row[column]
    leaders = [record["projects/leaders"] for record in croissant.records("projects")]
    assert max(len(each) for each in leaders if each is not None) > 1


def test_the_report_holds_the_same_json_ld(folder: Path, published: Published) -> None:
    (script,) = html.fromstring(render(published)).xpath("//script[@type='application/ld+json']")
    assert json.loads(script.text) == json.loads((folder / "croissant.json").read_text(encoding="utf-8"))


def test_every_project_is_on_the_map_with_all_that_its_row_says(folder: Path, published: Published) -> None:
    found = json.loads((folder / "projects.geojson").read_text(encoding="utf-8"))
    assert found["type"] == "FeatureCollection"
    for feature, row in zip(found["features"], published.rows["projects"], strict=True):
        place = dict(zip(POSITION, feature["geometry"]["coordinates"], strict=True))
        assert feature["properties"] | place == row
        assert feature["id"] == row["project_id"]
        assert feature["geometry"]["type"] == "Point"


def test_a_project_whose_place_is_unknown_has_none_on_the_map(published: Published) -> None:
    row = published.rows["projects"][0] | {"longitude": None, "latitude": None}
    assert json.loads(geojson([row]))["features"][0]["geometry"] is None


def test_the_licences_are_those_that_the_readme_names(published: Published) -> None:
    text = " ".join(README.read_text(encoding="utf-8").split())
    for licence in published.package["licenses"]:
        assert licence["title"] in text
