"""The strip's keys for the whole desktop, where the platform gives them: Ctrl and a key of the number pad."""

import sys
from collections.abc import Mapping

from ui.strip.key_column import KEYS
from ui.strip.standing import StripKey
from ui.strip.windows_keys import WindowsKeys
from ui.strip.x11_keys import X11Keys

PAD = {pad.removeprefix("Num+"): key for key, (_function, pad, _icon) in KEYS.items()}
"""Keys of the strip by their key of the number pad."""

DesktopKeys = X11Keys | WindowsKeys


def global_keys(environ: Mapping[str, str], platform: str = sys.platform) -> DesktopKeys | None:
    """Take the keys for the whole desktop; None where the platform gives none, as Wayland."""
    try:
        if platform == "win32":
            return WindowsKeys(PAD)
        if environ.get("DISPLAY") and not environ.get("WAYLAND_DISPLAY"):
            return X11Keys(environ["DISPLAY"], PAD)
    except OSError:
        return None
    return None


def strip_key(pad: str) -> StripKey:
    """Return the key of the strip for a key of the number pad."""
    return PAD[pad]
