"""Rules for every test: no unexpected log line, no thread left behind."""

import logging
import shutil
import sys
import threading
from collections.abc import Iterator

import hypothesis
import pytest

hypothesis.settings.register_profile("commit", deadline=None, derandomize=True)
hypothesis.settings.register_profile("search", deadline=None)
hypothesis.settings.load_profile("commit")  # --hypothesis-profile=search looks for new examples


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--require-system",
        action="store_true",
        help="a test whose system program is absent fails instead of being deselected",
    )
    parser.addoption(
        "--one-seed",
        action="store_true",
        help="of each parametrized test run the first set of parameters only",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests whose system program is absent, loudly; keep one seed of each where asked."""
    absent = [] if config.getoption("--require-system") else [one for one in items if _absent(one)]
    if absent:
        names = ", ".join(sorted({program for one in absent for program in _absent(one)}))
        sys.stderr.write(f"\n!! {len(absent)} tests left out, not on this machine: {names}\n")
    dropped = set(absent)
    if config.getoption("--one-seed"):
        first: dict[str, pytest.Item] = {}
        for one in sorted(items, key=lambda item: item.nodeid):
            first.setdefault(one.nodeid.split("[")[0], one)
        dropped |= set(items) - set(first.values())
    config.hook.pytest_deselected(items=list(dropped))
    items[:] = [one for one in items if one not in dropped]


def _absent(item: pytest.Item) -> list[str]:
    """Return the system programs a test is marked to need and this machine does not have."""
    needed = [str(mark.args[0]) for mark in item.iter_markers("system")]
    return [program for program in needed if shutil.which(program) is None]


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
