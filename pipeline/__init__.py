"""From one published page of projects to tables that can be trusted.

`from pipeline import parse, load_source, load_reference, tables`: docs/python.md shows what they give.
"""

# `parse` and `tables` are the functions here, and in `from pipeline.tables.rows import …` still the package of that
# name: importing a submodule binds its name in the package only once, and that is over when these lines bind it anew.
from pipeline.definition.source import load_source
from pipeline.gazetteer.gazetteer import load_reference
from pipeline.parse import parse
from pipeline.tables.frames import tables

__all__ = ["load_reference", "load_source", "parse", "tables"]
__version__ = "1.0.0"  # of code and dataset; pyproject.toml and the data package take it from here
