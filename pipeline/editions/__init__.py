"""Other editions of the tables: the report, one SQLite file, the tables without personal data, the documentation."""

REPORT = "report.html"
PUBLIC = "public"


def sqlite_name(dataset: str) -> str:
    """The name of the SQLite file of a dataset, whose stem SQL takes without quotes."""
    return f"{dataset.replace('-', '_')}.sqlite"


def editions_of(dataset: str) -> dict[str, str]:
    """What stands beside the tables of a dataset and is made from them, each with the command that makes it."""
    return {REPORT: "make report", sqlite_name(dataset): "make sqlite", PUBLIC: "make public"}
