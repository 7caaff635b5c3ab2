"""What the hall's staff do at a kiosk: the number that opens maintenance, and how the printer is."""

from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject

from app.domain.tickets import Turn
from app.errors import AppError
from ui.error_texts import explain_any
from ui.i18n import Words, tr
from ui.kiosk.dependencies import KioskDependencies
from ui.kiosk.flow import PinGate
from ui.kiosk.maintenance import printer_words
from ui.kiosk.reader import LANE
from ui.kiosk.screen import Screen
from ui.kiosk.state import Place


class Staff(QObject):
    """Tries a number, and shows maintenance where it is the right one.

    Attributes:
        unsettled: numbers of tickets of which nobody knows whether they were printed.
    """

    def __init__(self, needs: KioskDependencies, screen: Screen, parent: QObject) -> None:
        super().__init__(parent)
        self._needs, self._screen = needs, screen
        self._settled = False
        self.unsettled: tuple[str, ...] = ()
        self._gate = PinGate(needs.times.locked / 1000, monotonic)

    def settle_once(self) -> None:
        """Ask, the first time, what became of the prints in which the program ended."""
        if not self._settled:
            self._settled = True
            self._needs.runner.run(
                self._needs.lane,
                lambda _: self._needs.kiosk.settle(),
                name="kiosk settle",
                done=self._keep_unsettled,
                owner=self,
            )

    def _keep_unsettled(self, turns: tuple[Turn, ...]) -> None:
        self.unsettled = tuple(turn.ticket.number for turn in turns)

    def try_pin(self, pin: str) -> None:
        """Look whether a number is the right one."""
        if self._gate.locked:
            self._wrong(tr("输错次数太多，请稍后再试"))
            return
        self._needs.runner.run(
            LANE,
            lambda _: self._needs.pin_right(pin),
            name="kiosk pin",
            done=self._checked,
            failed=self._failed,
            owner=self,
        )

    def _checked(self, right: bool) -> None:
        self._gate.tried(right)
        if not right:
            self._wrong(tr("密码不对，请重新输入"))
            return
        state = replace(self._screen.state, place=Place.MAINTENANCE, told=None, printer=None)
        self._screen.show_state(state)
        self._needs.runner.run(
            self._needs.lane,
            lambda _: self._needs.printer.state(),
            name="kiosk printer",
            done=lambda found: self._show_printer(printer_words(found)),
            failed=lambda error: self._show_printer(explain_any(error)),
            owner=self,
        )

    def _failed(self, error: Exception) -> None:
        self._wrong(explain_any(error))
        if not isinstance(error, AppError):
            raise error

    def _show_printer(self, words: Words) -> None:
        if self._screen.state.place is Place.MAINTENANCE:
            self._screen.show_state(replace(self._screen.state, printer=words))

    def _wrong(self, words: Words) -> None:
        self._screen.show_state(replace(self._screen.state, told=words))
