"""Skips what this machine cannot do, and says what it lacks; where everything must run, a skip is a failure."""

import os

import pytest

from tests import producers


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer `--accept`, which makes what the corpus gives now its expectation."""
    parser.addoption("--accept", action="store_true", help="write new expectations for the corpus, and fail")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip tests that need producers this machine lacks; with `REQUIRE_PRODUCERS` set, refuse to run without them."""
    lacking = producers.missing()
    if lacking and os.environ.get("REQUIRE_PRODUCERS"):
        pytest.exit(f"missing on this machine: {', '.join(lacking)}", returncode=1)
    for item in items:
        if lacking and item.get_closest_marker("producers"):
            item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(lacking)}"))
