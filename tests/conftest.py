"""Rules for every test: no unexpected log line, no thread left behind."""

import logging
import threading
from collections.abc import Iterator

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--require-system",
        action="store_true",
        help="a test whose system program is absent fails instead of being deselected",
    )


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning or worse, unless it takes the fixture `expected_log`."""
    yield
    if "expected_log" in request.fixturenames:
        return
    loud = [r for when in ("setup", "call") for r in caplog.get_records(when) if r.levelno >= logging.WARNING]
    assert not loud, f"unexpected log: {[r.getMessage() for r in loud]}"


@pytest.fixture
def expected_log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Allow warnings in this test, which must then look at them."""
    return caplog


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    left = [
        t
        for t in threading.enumerate()
        if t not in before and t.is_alive() and not t.name.startswith("asyncio")
    ]
    for thread in left:
        thread.join(2)
    assert not [t.name for t in left if t.is_alive()], "a thread was left running"
