"""The log file keeps no personal numbers, and turns over."""

import logging
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from app.logs import open_log


@pytest.fixture
def handler(tmp_path: Path) -> Iterator[RotatingFileHandler]:
    root = logging.getLogger()
    level = root.level
    opened = open_log(tmp_path / "log")
    yield opened
    root.removeHandler(opened)
    root.setLevel(level)
    opened.close()


def test_long_numbers_are_blacked_out_in_messages_and_traces(handler: RotatingFileHandler) -> None:
    log = logging.getLogger("test")
    log.info("applicant %s, phone %s", "63262119900307451X", "13800000000")
    try:
        raise ValueError("632621199003074510")
    except ValueError:
        log.info("it failed", exc_info=True)
    written = Path(handler.baseFilename).read_text(encoding="utf-8")
    assert "applicant #, phone #" in written
    assert "ValueError: #" in written
    assert "6326211990" not in written


def test_only_the_owner_reads_it(handler: RotatingFileHandler) -> None:
    assert Path(handler.baseFilename).stat().st_mode & 0o077 == 0


def test_case_numbers_stay_readable(handler: RotatingFileHandler) -> None:
    logging.getLogger("test").info("case 6326211012026091500014 printed")
    assert "6326211012026091500014" in Path(handler.baseFilename).read_text(encoding="utf-8")
