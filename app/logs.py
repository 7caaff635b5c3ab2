"""The program's log: one rotated file without personal data."""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

SIZE = 2_000_000
KEPT = 5

_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z-])[0-9]{11,18}[0-9Xx]?(?![0-9A-Za-z-])")


class WithoutPersonalNumbers(logging.Formatter):
    """Blacks out what looks like a phone or ID number, wherever it stands (PIPL 28, domain §9)."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished text of a record, traceback included, with long numbers blacked out."""
        return _LONG_NUMBER.sub("#", super().format(record))


def open_log(folder: Path) -> RotatingFileHandler:
    """Log to `hall.log` in a folder, owner-only, and return the handler, which the caller closes.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "hall.log"
    path.touch(mode=0o600, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(WithoutPersonalNumbers("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler
