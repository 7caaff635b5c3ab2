"""Errors that nobody handled: written to the log, told in plain words, never lost."""

import logging
import re
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import AppError
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.look import Look
from ui.widgets.dialogs import Choice, Dialog
from ui.widgets.words import Label

log = logging.getLogger(__name__)

# What people typed may stand in an exception's message: numbers of IDs and phones, and names.
_PERSONAL = re.compile(r"\d{7,}[\dXx]?|[\u0f00-\u0fff\u3400-\u9fff\U00020000-\U0003ffff]+")


def written(error: BaseException) -> str:
    """Return an error with its traceback for the log, without digits and words that may be personal."""
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    return "".join(_PERSONAL.sub("…", line) for line in lines)


def place(error: BaseException) -> str:
    """Return where it happened, as `module.py:line`, for a person to read out on the telephone."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else type(error).__name__


class UncaughtErrors(QObject):
    """Takes errors from the main thread, other threads and tasks, and shows one dialog at a time."""

    _came = Signal(object)

    def __init__(self, look: Look, application: QApplication, log_file: Path) -> None:
        super().__init__()
        self._look, self._application, self._log_file = look, application, log_file
        self._waiting: list[Exception] = []
        self._shown: Dialog | None = None
        self._came.connect(self._next, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch what reaches the top of any thread of the process."""
        sys.excepthook = self._of_main_thread
        threading.excepthook = self._of_thread

    def remove(self) -> None:
        """Put the interpreter's own hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def show(self, error: Exception, where: str) -> None:
        """Log an error and tell it to the person; call it from any thread.

        An `AppError` is something the world did and is logged as such; anything else is a bug of ours.
        """
        if isinstance(error, AppError):
            log.info("%s: %s", where, error.code)
        else:
            log.error("%s: unexpected error\n%s", where, written(error))
        self._came.emit(error)

    def _of_main_thread(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            self.show(error, "main thread")
        else:
            sys.__excepthook__(kind, error, trace)

    def _of_thread(self, args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            self.show(args.exc_value, args.thread.name if args.thread else "thread")

    def _next(self, error: Exception) -> None:
        self._waiting.append(error)
        if self._shown is None:
            self._open()

    def _open(self) -> None:
        error = self._waiting.pop(0)
        self._shown = error_dialog(self._look, self._application.activeWindow(), error, self._log_file)
        self._shown.finished.connect(self._closed)
        self._shown.open()

    def _closed(self) -> None:
        if self._shown is not None:
            self._shown.deleteLater()
        self._shown = None
        if self._waiting:
            self._open()


def error_dialog(look: Look, parent: QWidget | None, error: Exception, log_file: Path) -> Dialog:
    """Make the dialog for an error: what happened, what to do, and for a bug where the log is."""
    close = (Choice(tr("知道了"), 0, "primary"),)
    words = explain_any(error)
    if isinstance(error, AppError):
        return Dialog(look, parent, tr("没有办成"), words, close, icon="soon", tone="soon")
    told = tr("位置 {place}，详细记录在 {file}", place=place(error), file=log_file)
    details = Label(told, "caption", "text_2", wrap=True)
    return Dialog(look, parent, tr("程序出错"), words, close, details, icon="error", tone="error")
