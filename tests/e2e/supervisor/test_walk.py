"""The walk over the supervisor's pages: two screens, two themes, texts as they are and stretched by 40 %."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.supervisor.office import Office
from tests.e2e.supervisor.states import STATES
from tests.e2e.walk import SIZES, faults, stretched, tab_faults, untranslated
from ui.look import Look
from ui.theme import DARK, LIGHT


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("state", STATES)
def test_everything_fits_is_reached_and_translated(
    state: str,
    size: tuple[int, int, float],
    make_office: Callable[..., Office],
    look: Look,
    qapp: QApplication,
) -> None:
    look.change(scale=size[2])
    office = make_office(size=size[:2])
    window = STATES[state](office)
    office.wait()
    found = [str(fault) for fault in (*faults(window), *tab_faults(window, qapp))]
    look.change(theme=DARK)
    office.wait()
    found += [f"dark {fault}" for fault in faults(window)]
    with stretched(qapp):
        for theme in (DARK, LIGHT):
            look.change(theme=theme)
            office.wait()
            longer = (*faults(window), *untranslated(window))
            found += [f"stretched {theme.name} {fault}" for fault in longer]
    assert not found
