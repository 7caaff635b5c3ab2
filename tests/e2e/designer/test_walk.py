"""The walk over the pages of certificates: two screens, two themes, texts also stretched by 40 %."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.designer.states import STATES
from tests.e2e.designer.workshop import Workshop
from tests.e2e.walk import SIZES, faults, stretched, tab_faults, untranslated
from ui.look import Look
from ui.theme import DARK, LIGHT


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("state", STATES)
def test_everything_fits_is_reached_and_translated(
    state: str,
    size: tuple[int, int, float],
    make_workshop: Callable[..., Workshop],
    look: Look,
    qapp: QApplication,
) -> None:
    look.change(scale=size[2])
    shop = make_workshop(size=size[:2])
    window = STATES[state](shop)
    shop.wait()
    found = [str(fault) for fault in (*faults(window), *tab_faults(window, qapp))]
    look.change(theme=DARK)
    shop.wait()
    found += [f"dark {fault}" for fault in faults(window)]
    with stretched(qapp):
        for theme in (DARK, LIGHT):
            look.change(theme=theme)
            shop.wait()
            longer = (*faults(window), *untranslated(window))
            found += [f"stretched {theme.name} {fault}" for fault in longer]
    assert not found
