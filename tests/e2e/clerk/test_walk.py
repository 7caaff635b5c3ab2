"""The walk over the clerk's pages: two screens, two themes, texts as they are and stretched by 40 %."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.clerk.counter import Counter, settled
from tests.e2e.clerk.scenes import Scene
from tests.e2e.clerk.states import SCREENS, STATES, Screen, login_of
from tests.e2e.walk import faults, stretched, tab_faults, untranslated
from ui.look import Look
from ui.theme import DARK, LIGHT

MakeCounter = Callable[..., Counter]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: str(s.width))
@pytest.mark.parametrize("state", STATES)
def test_everything_fits_is_reached_and_translated(
    state: str, screen: Screen, make_counter: MakeCounter, look: Look, qapp: QApplication
) -> None:
    look.change(scale=screen.scale)
    counter = make_counter(size=(screen.width, screen.height), login=login_of(state))
    wait = settled(counter, qapp)
    window = STATES[state](Scene(counter, wait))
    wait()
    found = [str(fault) for fault in (*faults(window), *tab_faults(window, qapp))]
    look.change(theme=DARK)
    wait()
    found += [f"dark {fault}" for fault in faults(window)]
    with stretched(qapp):
        for theme in (DARK, LIGHT):
            look.change(theme=theme)
            wait()
            longer = (*faults(window), *untranslated(window))
            found += [f"stretched {theme.name} {fault}" for fault in longer]
    assert not found
