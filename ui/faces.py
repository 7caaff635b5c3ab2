"""The font files of the screen, which the project brings along."""

from importlib.resources import files
from pathlib import Path

_NAMES = (
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "NotoSerifTibetanUI_400Regular.ttf",
    "HanaMinB.ttf",
)


def screen_faces() -> list[Path]:
    """Return where they are."""
    return [Path(str(files("printing.fonts") / name)) for name in _NAMES]
