"""What the tests of fetching share."""

import pytest

from tests.fetch.archives import URL
from tests.fetch.internet_archive import InternetArchive
from tests.fetch.server import Server


@pytest.fixture
def internet_archive(server: Server) -> InternetArchive:
    return InternetArchive(server, URL)
