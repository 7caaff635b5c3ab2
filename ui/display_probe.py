"""Finds out whether a window can be opened, in a child process: Qt aborts where it cannot."""

import subprocess
import sys
from collections.abc import Mapping

NO_DISPLAY = (
    "这台机器没有可用的显示屏，窗口打不开。请在有屏幕的机器上启动；没有屏幕时可以用 "
    "“python main.py rehearse --out 目录” 在不开窗口的情况下演练一整天。"
)
SECONDS = 20.0
_CHILD = "from PySide6.QtGui import QGuiApplication; QGuiApplication([]); print('open')"


def display_fault(environment: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """Return one sentence that tells why no window can be opened, or None if one can.

    Call it before `PySide6.QtWidgets` is imported for good. Costs one short child process on systems with
    X11 or Wayland, and nothing elsewhere or where `QT_QPA_PLATFORM` names a platform without a display.

    Args:
        environment: the process' environment.
        platform: as `sys.platform`.
    """
    if platform in ("win32", "darwin"):
        return None
    chosen = environment.get("QT_QPA_PLATFORM", "").split(":")[0]
    if chosen in ("offscreen", "minimal", "vnc", "linuxfb", "eglfs"):
        return None
    if not chosen and not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        return NO_DISPLAY
    try:
        child = subprocess.run(
            [sys.executable, "-c", _CHILD],
            env=dict(environment),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return NO_DISPLAY
    return None if child.returncode == 0 and b"open" in child.stdout else NO_DISPLAY
