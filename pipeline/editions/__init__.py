"""What is made from the written tables.

In: the tables of a folder. Out: the report, one SQLite file, the terminal, and their documentation.
"""

REPORT = "report.html"
PUBLIC = "public"  # the folder of the edition without personal data
OF_PUBLIC = "-public"  # stands behind the name of the dataset in that edition


def sqlite_name(dataset: str) -> str:
    """The name of the SQLite file of a dataset, whose stem SQL takes without quotes."""
    return f"{dataset.replace('-', '_')}.sqlite"


def editions_of(dataset: str) -> dict[str, str]:
    """What stands beside the tables of a dataset and is made from them, each with the command that makes it."""
    return {REPORT: "make report", sqlite_name(dataset): "make sqlite", PUBLIC: "make public"}
