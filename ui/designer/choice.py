"""One of several to choose, in a place where Tab must not leave out what stands before it."""

from collections.abc import Sequence

from ui.look import Look
from ui.technician.choice_field import ChoiceField


def choice(look: Look, caption: str, choices: Sequence[tuple[str, str]], value: str) -> ChoiceField:
    """Make a field without a focus proxy: with one, Tab leaves out what stands before a field swapped in."""
    made = ChoiceField(look, caption, choices, value)
    made.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none, the stubs do not
    return made
