"""Every page of every role: in Chinese and in both scripts, on both screens, light, dark, and stretched."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import ast
import logging
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.machines import SEATS, Opened, lively_hall, machines
from tests.e2e.walk import SIZES, Fault, faults, stale, stretched, tab_faults, untranslated
from ui.i18n.language import Language
from ui.staff_window import StaffWindow
from ui.theme import DARK, LIGHT, Theme

WALKS = Path(__file__).parent
UI = WALKS.parents[1] / "ui"
LARGE, SMALL = SIZES[1], SIZES[0]
LONGER = "longer"
ROUNDS = (
    (SMALL, DARK, LONGER),
    (SMALL, LIGHT, Language.CHINESE),
    (SMALL, LIGHT, Language.TIBETAN),
    (LARGE, DARK, Language.TIBETAN),
    (LARGE, LIGHT, Language.CHINESE),
)
"""Colours move nothing, so that each size, theme and language is seen, and not each with each. The longer
words come first: pages are made with them, and none may be left in the rounds that follow."""

_ATTENDING = {"AttendancePage", "OwnPage", "LeavePage"}
PAGES_OF: dict[str, set[str]] = {
    "clerk": {"AcceptPage", "WorklistPage", "PrintQueuePage", "PaperPage", *_ATTENDING},
    "reviewer": {"WorklistPage", "PrintQueuePage", "MonthPage", *_ATTENDING},
    "guide": {"AskPage", "RequestPage", "ComplaintPage", "LogPage", "LanguagePage", "VoicePage", *_ATTENDING},
    "supervisor": {
        "OverviewPage", "WatchPage", "HallPapersPage", "ComplaintsPage", "DayEndPage", "MonthPage",
        "RoundsPage", "PostsPage", "ExportPage", *_ATTENDING,
    },
    "administrator": {
        "DevicePage", "PrintersPage", "SyncPage", "PunchPage", "EnrolPage", "PasswordPage", "DesignPage",
        "PaperPage",
        "CataloguePage", "LanguagePage", "AccountsPage", "SettingsPage", "BackupPage", "HoursPage",
        "DaysPage", "QueuePage", "DayEndPage",
    },
    "auditor": {"LogPage"},
    "kiosk": {"KioskPage"},
    "display": {"HallPage"},
    "check-in": {"PunchPage", "PasswordPage"},
}  # fmt: skip
"""The pages each seat must show; a new page stands here, or the second test fails."""

OWN_WALKS = ("kiosk", "setup")
"""Packages whose pages follow each other instead of standing in a band; their own walks see each of them."""
BEFORE_ALL = {"SignInPage"}
"""Seen on the way to every seat."""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hall") / "store"
    lively_hall(folder)
    return folder


@pytest.fixture
def expected_log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """A machine without sound shows the calls and says so in its log; nothing else may be said."""
    caplog.set_level(logging.ERROR, logger="ui.display.role")
    return caplog


@pytest.mark.parametrize("seat", SEATS)
def test_everything_fits_in_both_scripts(
    seat: str, hall: Path, qapp: QApplication, expected_log: pytest.LogCaptureFixture
) -> None:
    found: list[str] = []
    with machines(qapp, hall) as open_one:
        opened = open_one(seat)
        for size, theme, words in ROUNDS:
            _dress(opened, size, theme)
            opened.interpreter.speak(words if isinstance(words, Language) else Language.CHINESE)
            with _longer(qapp, words):
                for page in opened.pages():
                    told = f"{page} {size[0]} {theme.name} {words}"
                    found += [f"{told} {fault}" for fault in _faults(opened, words, first=size is SMALL)]
                    found += [f"{told} {fault}" for fault in _too_large(opened, size)]
    assert not found
    assert PAGES_OF[seat] <= opened.met, f"not seen: {PAGES_OF[seat] - opened.met}"
    said = {record.name for record in expected_log.get_records("call") if record.levelno >= logging.WARNING}
    assert said <= {"ui.display.role"}


def test_the_walk_leaves_no_page_out() -> None:
    files = [file for file in UI.rglob("*.py") if file.relative_to(UI).parts[0] not in OWN_WALKS]
    classes = [
        node
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    ancestors = {base.id for one in classes for base in one.bases if isinstance(base, ast.Name)}
    written = {one.name for one in classes if one.name.endswith("Page")}
    walked = set().union(*PAGES_OF.values(), BEFORE_ALL)
    assert written - ancestors <= walked, f"no walk shows {sorted(written - ancestors - walked)}"
    assert walked - {"KioskPage"} <= written, f"gone: {sorted(walked - written)}"
    assert all((WALKS / package / "test_walk.py").exists() for package in OWN_WALKS)


def _dress(opened: Opened, size: tuple[int, int, float], theme: Theme) -> None:
    """Give a window a screen; those of the public find their own size of letters on it."""
    opened.window.showNormal()
    if isinstance(opened.window, StaffWindow):
        opened.program.look.change(theme=theme, scale=size[2])
    opened.interpreter.speak(Language.CHINESE)
    opened.wait()
    opened.window.resize(*size[:2])


def _too_large(opened: Opened, size: tuple[int, int, float]) -> list[Fault]:
    """A page may not make its window larger than the screen; what it read meanwhile may have grown it."""
    window = opened.window
    if window.width() > size[0] or window.height() > size[1]:
        window.resize(*size[:2])
        opened.wait()
    if window.width() <= size[0] and window.height() <= size[1]:
        return []
    return [Fault("too large", f"needs {window.width()}x{window.height()}")]


def _longer(application: QApplication, words: Language | str) -> AbstractContextManager[None]:
    return stretched(application) if words == LONGER else nullcontext()


def _faults(opened: Opened, words: Language | str, *, first: bool) -> list[Fault]:
    found = faults(opened.window)
    if words == LONGER:
        return found + untranslated(opened.window)
    found += stale(opened.window)
    if words is Language.CHINESE and first and isinstance(opened.window, StaffWindow):
        found += tab_faults(opened.window, opened.program.application)
    return found
