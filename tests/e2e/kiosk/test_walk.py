"""The walk over the kiosk's pages: upright, lying, small; light and dark; texts as they are and longer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.e2e.kiosk import show
from tests.e2e.kiosk.booth import SMALL, TALL, WIDE, Booth, MakeBooth
from tests.e2e.kiosk.states import CROWDED, PLACES, STATES, WITH_DEVICES
from tests.e2e.walk import faults, settle, stretched, tab_faults, untranslated
from ui.kiosk.pages import PAGES
from ui.kiosk.state import Place
from ui.look import Look
from ui.theme import DARK, LIGHT

SCREENS = pytest.mark.parametrize("size", [TALL, WIDE, SMALL], ids=lambda size: f"{size[0]}x{size[1]}")


def reached(state: str, size: tuple[int, int], make_booth: MakeBooth, application: QApplication) -> Booth:
    devices = show.BOTH if state in WITH_DEVICES else ()
    booth = make_booth(size, devices=devices)
    (STATES | WITH_DEVICES)[state](booth)
    settle(application)
    assert booth.window.state.place is PLACES[state]
    return booth


@SCREENS
@pytest.mark.parametrize("state", STATES | WITH_DEVICES)
def test_everything_fits_is_reached_and_translated(
    state: str, size: tuple[int, int], make_booth: MakeBooth, look: Look, qapp: QApplication
) -> None:
    booth = reached(state, size, make_booth, qapp)
    booth.window.activateWindow()
    booth.faces()[0].setFocus(Qt.FocusReason.TabFocusReason)
    found = [str(fault) for fault in (*faults(booth.window), *tab_faults(booth.window, qapp))]
    look.change(theme=DARK)
    settle(qapp)
    found += [f"dark {fault}" for fault in faults(booth.window)]
    if state not in CROWDED:
        found += _stretched(booth, look, qapp)
    assert not found


def _stretched(booth: Booth, look: Look, application: QApplication) -> list[str]:
    found: list[str] = []
    with stretched(application):
        for theme in (DARK, LIGHT):
            look.change(theme=theme)
            settle(application)
            longer = (*faults(booth.window), *untranslated(booth.window))
            found += [f"stretched {theme.name} {fault}" for fault in longer]
    return found


def test_the_walk_sees_every_page() -> None:
    between = {Place.CLOSED, Place.WORKING}  # looked at by the tests that press
    assert set(PLACES) == set(STATES | WITH_DEVICES)
    assert set(PLACES.values()) | between == set(PAGES)
