"""A kiosk in the demo hall and a visitor before it, with a simulated printer and the real driver between."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.device_records import DeviceSettings
from app.ports.queue import HallQueue
from app.services.journal import Journal
from app.services.kiosk import Kiosk, KioskSettings
from app.services.kiosk_visits import KioskVisits
from app.services.progress_query import ProgressQuery
from data.working_days import CalendarTables
from devices.configured import ConfiguredDevices
from devices.escpos.printer import EscposPrinter
from devices.line import Line
from devices.simulators.escpos import EscposSimulator
from devices.simulators.frame import Simulation
from printing.tickets.slips import EscposSlips
from tests.e2e.kiosk.bench import Hall, put_away
from tests.e2e.kiosk.show import BOTH, Counter
from ui.device_desk import DeviceDesk, OpenDevices
from ui.i18n import Words
from ui.i18n.hall_words import hall_two_scripts
from ui.kiosk.dependencies import KioskDependencies, KioskTimes
from ui.kiosk.offers import Listed
from ui.kiosk.signs import DEMO_SIGNS
from ui.kiosk.state import Place
from ui.kiosk.touch import HoldSign, LanguageKey, Tile, TouchKey
from ui.kiosk.window import KioskWindow
from ui.look import Look
from ui.widgets.words import Spoken

Wait = Callable[[Callable[[], bool]], None]
PIN = "246810"
NO_GUARD = KioskTimes(poll=50, listen=50, guard=0, hold=20)
TALL, WIDE, SMALL = (1080, 1920), (1920, 1080), (1366, 768)


@dataclass(frozen=True)
class Booth:
    """A kiosk, the visitor's finger, and what stands behind the screen."""

    hall: Hall
    window: KioskWindow
    printer: Simulation
    paper: EscposSimulator
    wait: Wait
    room: OpenDevices

    def show(self, name: str, held: object) -> None:
        """Hold something before a device, in a booth made with the slots of `show.BOTH`."""
        assert isinstance(self.room, Counter)
        self.room.slots[name].held.append(held)

    def at(self, place: Place) -> None:
        """Wait until a page is shown and takes touches."""
        self.wait(lambda: self.window.state.place is place and self._open())

    def touch(self, name: str) -> None:
        """Touch what is called so, through the window, as a finger does."""
        self.touch_at(self.find(name))

    def press(self, source: str) -> None:
        """Touch what is called so in Chinese, whatever language it now speaks."""
        shown = [one for one in self.faces() if _source(one) == source]
        assert shown, source
        self.touch_at(shown[0])

    def hold_sign(self) -> None:
        """Hold the hall's sign until it gives way."""
        sign = next(one for one in self.window.findChildren(HoldSign) if one.isVisible())
        at, left = self.middle(sign), Qt.MouseButton.LeftButton
        QTest.mousePress(self.window.windowHandle(), left, pos=at)
        self.wait(lambda: self.window.state.place is Place.PIN)
        QTest.mouseRelease(self.window.windowHandle(), left, pos=at)

    def type_pin(self, pin: str) -> None:
        for digit in pin:
            self.touch(digit)
        self.press("确认")

    def touch_at(self, widget: QWidget) -> None:
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=self.middle(widget))

    def middle(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self.window, widget.rect().center())

    def find(self, name: str) -> QWidget:
        shown = [one for one in self.faces() if one.accessibleName() == name]
        assert shown, f"{name}: only {[one.accessibleName() for one in self.faces()]}"
        return shown[0]

    def faces(self) -> list[QWidget]:
        kinds = (Tile, TouchKey, LanguageKey)
        return [one for kind in kinds for one in self.window.findChildren(kind) if one.isVisible()]

    def words(self) -> str:
        """Return everything that can be read."""
        page = self.window.page
        assert page is not None
        texts = [
            one.property("text") or one.accessibleName()
            for one in page.findChildren(QWidget)
            if one.isVisible()
        ]
        return "\n".join(text for text in texts if text)

    def tickets(self) -> int:
        """Return how many tickets were given today."""
        return sum(self.hall.queue.board(calls=0).waiting.values())

    def _open(self) -> bool:
        page = self.window.page
        return page is not None and not page.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _source(face: QWidget) -> str:
    name = face.spoken().get("setAccessibleName", "") if isinstance(face, Spoken) else ""
    return name.source if isinstance(name, Words) else name


MakeBooth = Callable[..., Booth]


@contextmanager
def booths(
    hall: Hall, look: Look, slips: EscposSlips, folder: Path, wait: Wait, application: QApplication
) -> Iterator[MakeBooth]:
    """Open kiosks while the block runs."""
    windows: list[KioskWindow] = []
    with ExitStack() as open_things:

        def make(
            size: tuple[int, int] = TALL,
            times: KioskTimes = NO_GUARD,
            queue: HallQueue | None = None,
            pin_right: Callable[[str], bool] = PIN.__eq__,
            devices: Sequence[DeviceSettings] = (),
        ) -> Booth:
            paper = EscposSimulator(out=folder / "paper")
            simulation = open_things.enter_context(Simulation(paper, link=folder / "printer"))
            line = Line(simulation.url)
            open_things.callback(line.close)
            printer = EscposPrinter.configured(line, {})
            journal = Journal(hall.store, CalendarTables(), hall.clock)
            asked, settings = queue or hall.queue, KioskSettings("取号机", b"hall", asks_card=True)
            kiosk = Kiosk(asked, journal, printer, slips, settings)
            room = Counter(devices) if devices is BOTH else ConfiguredDevices(devices)
            desk = DeviceDesk(hall.runner, lambda _: room, devices)
            open_things.callback(desk.close)
            read_words = hall_two_scripts(hall.store)

            def listed(day: date) -> Listed:
                with hall.store.read() as unit:
                    departments, items = unit.catalogue.departments(), unit.catalogue.items_on(day)
                return Listed(departments, items, read_words())

            needs = KioskDependencies(
                look=look,
                runner=hall.runner,
                kiosk=kiosk,
                queue=asked,
                visits=KioskVisits(asked, journal, ProgressQuery(journal, "取号机"), settings),
                hall=hall.facts,
                listed=listed,
                desk=desk,
                works=lambda: True,
                now=hall.clock.now,
                printer=printer,
                lane=f"device:{simulation.url}",
                pin_right=pin_right,
                demo_pin=PIN,
                signs=DEMO_SIGNS,
                times=times,
            )
            window = KioskWindow(needs, application)
            windows.append(window)
            window.resize(*size)
            window.show()
            return Booth(hall, window, simulation, paper, wait, room)

        yield make
        for window in windows:
            window.end()
        wait(hall.runner.idle)
        put_away(*windows)
