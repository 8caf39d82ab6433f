"""The names of what is made from the tables, and beside them."""

from __future__ import annotations

REPORT = "report.html"
PUBLIC = "public"  # the folder of the edition without personal data
OF_PUBLIC = "-public"  # is after the name of the dataset in that edition


def sqlite_name(dataset: str) -> str:
    """The name of the SQLite file of a dataset, whose stem SQL takes without quotes."""
    return f"{dataset.replace('-', '_')}.sqlite"


def xlsx_name(dataset: str) -> str:
    """The name of the file for spreadsheets of a dataset."""
    return f"{dataset}.xlsx"


def editions_of(dataset: str) -> dict[str, str]:
    """What is beside the tables of a dataset and is made from them, each with the command that makes it."""
    return {
        REPORT: "make report", xlsx_name(dataset): "make xlsx", sqlite_name(dataset): "make sqlite",
        PUBLIC: "make public",
    }  # fmt: skip
