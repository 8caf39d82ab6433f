"""The second detector takes seconds to load: only the test that is about it has it."""

import pytest

from pipeline.privacy import detector


@pytest.fixture(autouse=True)
def _without_detector(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "real_detector" not in request.fixturenames:
        monkeypatch.setattr(detector, "load", lambda: None)


@pytest.fixture
def real_detector() -> detector.Finder:
    found = detector.load()
    if found is None:
        pytest.skip("NOT TESTED: the second look at the public edition, since deduce is not installed")
    return found
