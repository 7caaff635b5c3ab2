"""The walk over the strip: three sizes of text, light and dark, texts as they are and longer."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.strip.counter import Counter
from tests.e2e.strip.states import STATES
from tests.e2e.walk import faults, settle, stretched, tab_faults, untranslated
from ui.look import Look
from ui.strip.standing import StripKey
from ui.theme import DARK, LIGHT, Theme

MakeCounter = Callable[..., Counter]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3])
@pytest.mark.parametrize("state", STATES)
def test_everything_fits_and_can_be_reached(
    state: str, scale: float, theme: Theme, make_counter: MakeCounter, look: Look, qapp: QApplication
) -> None:
    look.change(theme=theme, scale=scale)
    counter = make_counter()
    STATES[state](counter)
    settle(qapp)
    assert counter.window.height() <= (768 if scale == 1 else 1080)
    able = next(key for key in StripKey if counter.window.panel.keys.button(key).isEnabled())
    counter.window.panel.keys.button(able).setFocus()
    found = [str(fault) for fault in (*faults(counter.window), *tab_faults(counter.window, qapp))]
    with stretched(qapp):
        settle(qapp)
        found += [f"stretched {fault}" for fault in (*faults(counter.window), *untranslated(counter.window))]
    assert not found
