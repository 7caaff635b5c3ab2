"""The walk over the set-up page: two screens, two themes, texts also stretched by 40 %."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.setup.office import Empty
from tests.e2e.setup.states import STATES
from tests.e2e.walk import SIZES, faults, stretched, tab_faults, untranslated
from ui.theme import DARK, LIGHT


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("state", STATES)
def test_everything_fits_is_reached_and_translated(
    state: str,
    size: tuple[int, int, float],
    make_empty: Callable[..., Empty],
    qapp: QApplication,
) -> None:
    empty = make_empty(size=size[:2])
    look = empty.program.look
    look.change(scale=size[2])
    window = STATES[state](empty)
    empty.wait()
    found = [str(fault) for fault in (*faults(window), *tab_faults(window, qapp))]
    look.change(theme=DARK)
    empty.wait()
    found += [f"dark {fault}" for fault in faults(window)]
    with stretched(qapp):
        for theme in (DARK, LIGHT):
            look.change(theme=theme)
            empty.wait()
            longer = (*faults(window), *untranslated(window))
            found += [f"stretched {theme.name} {fault}" for fault in longer]
    assert not found
