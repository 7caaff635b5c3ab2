"""A driver whose device hangs until it is let go; the registry's table names it in a test."""

import threading
from collections.abc import Mapping
from typing import Self

from devices.line import Line

LET_GO = threading.Event()
BEGUN = threading.Event()


class HungDevice:
    @classmethod
    def configured(cls, line: Line, options: Mapping[str, str]) -> Self:
        return cls()

    def restore(self) -> None:
        LET_GO.wait(30)

    def inquire(self) -> Mapping[str, str]:
        BEGUN.set()
        LET_GO.wait(30)
        return {}
