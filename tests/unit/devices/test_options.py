"""Options from the settings file are typed, and a wrong one is named."""

from collections.abc import Callable

import pytest

from app.errors import DeviceError
from devices.onbon.pixels import Colour
from devices.options import Options

GIVEN = Options({"a": "7", "b": "0x1F", "c": "yes", "d": "RED", "e": "02 0d", "f": "号", "g": r"\C1"})


def test_values_are_typed() -> None:
    assert GIVEN.number("a", 1, 0, 9) == 7
    assert GIVEN.number("b", 1, 0, 99) == 31
    assert GIVEN.number("absent", 1, 0, 9) == 1
    assert GIVEN.flag("c", False)
    assert not GIVEN.flag("absent", False)
    assert GIVEN.choice("d", Colour.SINGLE) is Colour.RED
    assert GIVEN.choice("absent", Colour.SINGLE) is Colour.SINGLE
    assert GIVEN.hexed("e", b"") == b"\x02\x0d"
    assert GIVEN.hexed("absent", b"\x01") == b"\x01"
    assert GIVEN.text("f") == "号"
    assert GIVEN.ascii("g") == b"\\C1"


@pytest.mark.parametrize(
    "read",
    [
        lambda: GIVEN.number("a", 1, 0, 6),
        lambda: GIVEN.number("f", 1, 0, 6),
        lambda: GIVEN.flag("a", True),
        lambda: GIVEN.choice("a", Colour.SINGLE),
        lambda: GIVEN.choice("d", Colour.SINGLE, allowed=lambda colour: colour is Colour.GREEN),
        lambda: GIVEN.hexed("f", b""),
        lambda: GIVEN.ascii("f"),
    ],
)
def test_a_wrong_value_is_named(read: Callable[[], object]) -> None:
    with pytest.raises(DeviceError, match=r"device\.option\(option=[adf], value="):
        read()
