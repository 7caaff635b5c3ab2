"""The Qt side of a program with windows: application, look, tasks, and errors nobody handled."""

import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.errors import AppError
from ui.events import ChangesBridge
from ui.look import STYLE, Look, dress, load_fonts
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes
from ui.uncaught import UncaughtErrors, error_dialog


class Program:
    """Made once a process, before any window; `close` ends windows, tasks and hooks in the right order.

    Args:
        faces: font files of the project.
        log_file: where errors are written, named in the dialog.
    """

    def __init__(self, faces: Iterable[Path], log_file: Path) -> None:
        running = QApplication.instance()
        arguments = [*sys.argv[:1], *STYLE]
        self.application = running if isinstance(running, QApplication) else QApplication(arguments)
        self.look = Look()
        load_fonts(faces)
        dress(self.application, self.look)
        self._log_file = log_file
        self._errors = UncaughtErrors(self.look, self.application, log_file)
        self._errors.install()
        times = CallbackTimes()
        self.changes = ChangesBridge(times)
        self.runner = TaskRunner(self._errors.show, times)

    def run(self) -> int:
        """Show what has been made until the last window is closed, and return the exit code."""
        return self.application.exec()

    def tell(self, error: AppError) -> None:
        """Tell why the program cannot begin, where a person can see it."""
        if self.application.platformName() != "offscreen":
            error_dialog(self.look, None, error, self._log_file).exec()

    def close(self) -> None:
        """Destroy the windows, let the tasks end, and put the interpreter's hooks back."""
        for window in self.application.topLevelWidgets():
            window.close()
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.runner.close()
        self._errors.remove()
