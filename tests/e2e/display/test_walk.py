"""The walk over the hall screen: two televisions, texts as they are and longer."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.display.states import STATES
from tests.e2e.display.television import FULL_HD, SMALL, Television
from tests.e2e.walk import faults, settle, stretched, untranslated

MakeTelevision = Callable[..., Television]


@pytest.mark.parametrize("size", [FULL_HD, SMALL, (3840, 2160)], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("state", STATES)
def test_everything_fits_and_nothing_was_forgotten(
    state: str, size: tuple[int, int], make_television: MakeTelevision, qapp: QApplication
) -> None:
    screen = make_television(size)
    STATES[state](screen)
    settle(qapp)
    found = [str(fault) for fault in faults(screen.window)]
    with stretched(qapp):
        settle(qapp)
        screen.window.page.tick(screen.hall.clock.now())
        settle(qapp)
        found += [f"stretched {fault}" for fault in (*faults(screen.window), *untranslated(screen.window))]
    assert not found
