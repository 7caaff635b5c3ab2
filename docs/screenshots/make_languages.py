"""Make the pictures of every role in both scripts: `python -m docs.screenshots.make_languages [PART]`.

What has a word in the reviewed file is shown in Tibetan, the rest stays Chinese: the gaps are honest.
The hall, its cases and its people are invented.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.e2e.kiosk.bench import load_faces
from tests.e2e.machines import Opened, lively_hall, machines
from tests.e2e.setup.office import empty_halls
from tests.e2e.walk import settle, shoot
from ui.i18n.language import Interpreter, Language
from ui.i18n.two_scripts import LANGUAGE_KEY

HERE = Path(__file__).parent
SIZE = (1366, 768)
SEATS = {
    "clerk": ("受理", "办件", "考勤"),
    "reviewer": ("审批",),
    "guide": ("咨询", "投诉建议", "译文"),
    "supervisor": ("看板", "督办", "考勤 rounds"),
    "administrator": ("设备", "数据同步", "打卡 指纹登记", "证照 证照用纸", "事项目录", "管理 accounts"),
    "auditor": ("审计日志",),
    "check-in": ("打卡",),
    "display": ("",),
    "kiosk": ("",),
}
"""Which pages of which seat, by their names in the band and among the chips."""
BOTH_AT_ONCE = ("check-in", "display")
"""What passers-by read shows both scripts in any case."""


def take_seat(seat: str, opened: Opened) -> None:
    """Write the pictures of a seat; of the clerk's also the strip beside other systems."""
    window = opened.window
    window.showNormal()
    window.resize(*SIZE)
    if seat == "kiosk":
        key = next(one for one in window.findChildren(QWidget) if one.accessibleName() == LANGUAGE_KEY)
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    elif seat not in BOTH_AT_ONCE:
        opened.interpreter.speak(Language.TIBETAN)
    for number, page in enumerate(opened.pages()):
        if page in SEATS[seat]:
            shoot(window, HERE / f"languages-{seat}-{number}-{SIZE[0]}.png")
    if seat == "clerk":
        QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
        opened.wait()
        strip = next(one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window)
        shoot(strip, HERE / "languages-strip.png")


def take_setup(application: QApplication, folder: Path) -> None:
    """Write the picture of the first start."""
    with empty_halls(application, folder) as opened:
        empty = opened(size=SIZE)
        interpreter = Interpreter(application)
        interpreter.speak(Language.TIBETAN)
        settle(application)
        shoot(empty.wizard, HERE / f"languages-setup-{SIZE[0]}.png")
        interpreter.deleteLater()


def main() -> None:
    """Take all pictures, or those of the seats whose name holds the argument."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    application = QApplication([])
    load_faces()
    with tempfile.TemporaryDirectory() as temporary:
        hall = Path(temporary) / "store"
        lively_hall(hall)
        for seat in SEATS:
            if wanted in seat:
                with machines(application, hall) as open_one:
                    take_seat(seat, open_one(seat))
        if wanted in "setup":
            take_setup(application, Path(temporary) / "setup")


if __name__ == "__main__":
    main()
