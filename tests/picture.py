"""Takes the picture of the report that the README shows: `make picture`. It is of the public edition, without names."""

import argparse
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.privacy import public_edition
from pipeline.tables.editions import PUBLIC, REPORT
from pipeline.tables.schema import OUT
from tests.editions.browser import window

PICTURE = Path("docs/report.png")
WIDTH = 1280


def main() -> int:
    with TemporaryDirectory() as folder, window() as browser:
        tables = Path(folder) / "tables"
        shutil.copytree(OUT, tables)
        if public_edition.run(argparse.Namespace(out=tables)):
            return 1
        browser.open(tables / PUBLIC / REPORT, width=WIDTH)
        browser.driver.save_screenshot(str(PICTURE))
    print(f"Written  {PICTURE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
