"""Links that an edition goes without: an address may say who somebody is, whatever it looks like."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.tables.schema import Row, Rows


def without_links(rows: Rows, is_left_out: Callable[[Row], bool]) -> Rows:
    """The rows without some links and without their evidence; the rows given are not changed."""
    links = rows.get("links", [])
    kept = [number for number, row in enumerate(links, start=1) if not is_left_out(row)]
    numbers = {str(before): str(number) for number, before in enumerate(kept, start=1)}
    if len(kept) == len(links):
        return rows
    evidence = [
        {**row, "row_id": numbers[row["row_id"]]} if row["table"] == "links" else row
        for row in rows["evidence"]
        if row["table"] != "links" or row["row_id"] in numbers
    ]
    return {**rows, "evidence": evidence, "links": [links[number - 1] for number in kept]}
