"""The dataset as JSON-LD: a Dataset of schema.org, which is Croissant as well (https://docs.mlcommons.org/croissant/).

It is made from the data package, which describes every file, and from the definition of the tables.
"""

from __future__ import annotations

from typing import Any

from pipeline.tables.schema import TABLES
from pipeline.tables.table import Column, Table

CROISSANT_FILE = "croissant.json"
LD_CONTEXT = {
    "@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/", "dct": "http://purl.org/dc/terms/", "conformsTo": "dct:conformsTo",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    **{
        name: f"cr:{name}"
        for name in (
            "citeAs", "column", "extract", "field", "fileObject", "key", "recordSet", "references", "repeated",
            "source",
        )
    },
}  # fmt: skip
KNOWN_AS = {"application/vnd.apache.parquet": "application/x-parquet"}  # by Croissant
LD_TYPES = {
    "string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean",
    "datetime": "sc:DateTime", "list": "sc:Text",
}  # fmt: skip


def croissant(package: dict[str, Any]) -> dict[str, Any]:
    """The JSON-LD of a dataset; `package` is its data package, as a dictionary."""
    page = [source for source in package["sources"] if "sha256" in source][-1]
    files = [resource for resource in package["resources"] if resource["path"] != CROISSANT_FILE]
    return {
        "@context": LD_CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": package["name"],
        "alternateName": package["title"],
        "description": package["description"],
        "version": package["version"],
        "url": page["path"],
        "citeAs": f"{package['title']}, as tables, version {package['version']}; from {page['path']}",
        "isBasedOn": [source["path"] for source in package["sources"]],
        **({"datePublished": page["captured_at"]} if page["captured_at"] else {}),
        "license": [licence.get("path", licence["title"]) for licence in package["licenses"]],
        "usageInfo": [licence["title"] for licence in package["licenses"]],
        "inLanguage": ["nl", "en"],
        "distribution": [_file(resource) for resource in files],
        "recordSet": [_records(table) for table in TABLES],
    }


def _file(resource: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": resource["path"],
        "name": resource["path"],
        "description": resource["description"],
        "contentUrl": resource["path"],
        "contentSize": f"{resource['bytes']} B",
        "encodingFormat": KNOWN_AS.get(resource["mediatype"], resource["mediatype"]),
        "sha256": resource["hash"].removeprefix("sha256:"),
    }


def _records(table: Table) -> dict[str, Any]:
    key = [{"@id": f"{table.name}/{name}"} for name in table.primary_key]
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        **({"key": key} if key else {}),
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    """A column, as it is in the Parquet file, where a list is one."""
    leads = [f"{other}/{key}" for name, other, key in table.keys if name == column.name]
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": f"{table.name}/{column.name}",
        "description": column.description,
        "dataType": LD_TYPES[column.type],
        **({"repeated": True} if column.type == "list" else {}),
        **({"references": {"field": {"@id": leads[0]}}} if leads else {}),
        "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": column.name}},
    }
