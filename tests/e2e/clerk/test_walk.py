"""The walk over the clerk's pages: two screens, two themes, texts as they are and stretched by 40 %."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.clerk.counter import Counter, settled
from tests.e2e.clerk.states import SCREENS, STATES, Scene, Screen
from tests.e2e.walk import faults, stretched, tab_faults, untranslated
from ui.look import Look
from ui.theme import DARK, LIGHT, Theme

MakeCounter = Callable[..., Counter]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: str(s.width))
@pytest.mark.parametrize("state", STATES)
def test_everything_fits_and_can_be_reached(
    state: str, screen: Screen, make_counter: MakeCounter, look: Look, qapp: QApplication
) -> None:
    look.change(scale=screen.scale)
    counter = make_counter(size=(screen.width, screen.height))
    wait = settled(counter, qapp)
    window = STATES[state](Scene(counter, wait))
    wait()
    found = [str(fault) for fault in (*faults(window), *tab_faults(window, qapp))]
    look.change(theme=DARK)
    wait()
    found += [f"dark {fault}" for fault in faults(window)]
    assert not found


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: str(s.width))
@pytest.mark.parametrize("state", STATES)
def test_stretched_texts_fit_and_none_was_forgotten(
    state: str,
    screen: Screen,
    theme: Theme,
    make_counter: MakeCounter,
    look: Look,
    qapp: QApplication,
) -> None:
    look.change(theme=theme, scale=screen.scale)
    counter = make_counter(size=(screen.width, screen.height))
    wait = settled(counter, qapp)
    window = STATES[state](Scene(counter, wait))
    wait()
    with stretched(qapp):
        wait()
        found = [str(fault) for fault in (*faults(window), *untranslated(window))]
    assert not found
