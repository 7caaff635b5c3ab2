"""The walk over the guide's pages: two screens, two themes, as they are, stretched, and in Tibetan."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.clerk.states import SCREENS, Screen
from tests.e2e.guide.bench import Bench, settled
from tests.e2e.guide.states import STATES, Scene
from tests.e2e.walk import faults, stretched, tab_faults, untranslated
from ui.i18n.language import Language
from ui.look import Look
from ui.theme import DARK

MakeBench = Callable[..., Bench]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: str(s.width))
@pytest.mark.parametrize("state", STATES)
def test_everything_fits_is_named_and_can_be_reached(
    state: str, screen: Screen, make_bench: MakeBench, look: Look, qapp: QApplication
) -> None:
    look.change(scale=screen.scale)
    bench = make_bench((screen.width, screen.height))
    wait = settled(bench, qapp)
    window = STATES[state](Scene(bench, wait))
    wait()
    found = [str(fault) for fault in (*faults(window), *tab_faults(window, qapp))]
    with stretched(qapp):
        wait()
        found += [f"stretched {fault}" for fault in (*faults(window), *untranslated(window))]
    look.change(theme=DARK)
    wait()
    found += [f"dark {fault}" for fault in faults(window)]
    bench.interpreter.speak(Language.TIBETAN)
    wait()
    found += [f"Tibetan {fault}" for fault in faults(window)]
    bench.interpreter.speak(Language.CHINESE)
    assert not found
