"""A technician before the device page, with simulated devices on ports and the real drivers between."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.device_records import Bitmap, DeviceKind, DeviceSettings, FoundPort
from app.settings import save_devices
from devices import registry
from devices.configured import ConfiguredDevices
from devices.simulators import simulated
from devices.simulators.frame import Simulation
from tests.fakes import StillClock
from ui.device_desk import DeviceDesk
from ui.look import Look, dress, load_fonts
from ui.staff_window import StaffWindow
from ui.tasks import TaskRunner
from ui.technician.dependencies import TechnicianDependencies, TrialTimes
from ui.technician.device_page import DevicePage
from ui.technician.pages import technician_window
from ui.timing import CallbackTimes

FONTS = Path(__file__).parents[3] / "printing" / "fonts"
FACES = (
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "NotoSerifTibetanUI_400Regular.ttf",
    "HanaMinB.ttf",
)
SIZE = (1366, 768)
SIMULATED = {
    "打卡机": ("fingerprint", DeviceKind.FINGERPRINT, "zfm"),
    "1号窗口屏": ("onbon-k", DeviceKind.QUEUE_DISPLAY, "onbon-k"),
    "图文屏": ("onbon-e", DeviceKind.QUEUE_DISPLAY, "onbon-e"),
    "身份证": ("id-card", DeviceKind.ID_CARD_READER, "sdt"),
    "小票机": ("escpos", DeviceKind.TICKET_PRINTER, "escpos"),
    "扫码枪": ("scanner", DeviceKind.SCANNER, "serial"),
}
TICKET = b"\x1b@TEST A000\n\n\n\x1dV\x01"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:  # what the offscreen platform says of every menu
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    load_fonts(FONTS / name for name in FACES)


@pytest.fixture
def look(qapp: QApplication, fonts: None) -> Iterator[Look]:
    made = Look()
    dress(qapp, made)
    yield made
    made.changed.disconnect()


@pytest.fixture
def shown() -> list[Exception]:
    """The errors that nobody handled."""
    return []


@pytest.fixture
def runner(qapp: QApplication, shown: list[Exception]) -> Iterator[TaskRunner]:
    made = TaskRunner(lambda error, _where: shown.append(error), CallbackTimes())
    yield made
    made.close()
    qapp.processEvents()
    assert not shown, "an error that nobody handled"


@pytest.fixture
def make_desk(runner: TaskRunner) -> Iterator[Callable[[Sequence[DeviceSettings]], DeviceDesk]]:
    """Open the devices of some settings; they are closed after the test."""
    desks: list[DeviceDesk] = []

    def make(settings: Sequence[DeviceSettings]) -> DeviceDesk:
        desk = DeviceDesk(runner, ConfiguredDevices, settings)
        desks.append(desk)
        desk.start()
        return desk

    yield make
    for desk in desks:
        desk.stop()
    runner.close()
    for desk in desks:
        desk.close()


@dataclass(frozen=True)
class Workshop:
    """The technician's window and what stands behind it."""

    needs: TechnicianDependencies
    window: StaffWindow
    plugs: dict[str, Simulation]
    clock: StillClock
    file: Path

    @property
    def page(self) -> DevicePage:
        page = self.window.page(0)
        assert isinstance(page, DevicePage)
        return page

    def choose(self, name: str) -> None:
        rows = self.page.list.table.rows
        self.page.list.table.choose([line.settings.name for line in rows].index(name))


def dotted(text: str, width: int, height: int) -> Bitmap:
    """Return a picture of the right size; how text becomes dots is a matter of typesetting's own tests."""
    return Bitmap(width, height, bytes((width + 7) // 8 * height))


@pytest.fixture
def plugs() -> Iterator[Callable[[str], Simulation]]:
    made: list[Simulation] = []

    def plug(kind: str) -> Simulation:
        made.append(Simulation(simulated(kind)))
        return made[-1]

    yield plug
    for simulation in made:
        simulation.close()


@pytest.fixture
def make_workshop(
    qtbot: QtBot,
    qapp: QApplication,
    look: Look,
    runner: TaskRunner,
    plugs: Callable[[str], Simulation],
    make_desk: Callable[[Sequence[DeviceSettings]], DeviceDesk],
    tmp_path: Path,
) -> Iterator[Callable[..., Workshop]]:
    """Open the window over some of the simulated devices, all of them known to be well or not."""
    windows: list[StaffWindow] = []

    def make(*names: str, size: tuple[int, int] = SIZE, times: TrialTimes | None = None) -> Workshop:
        running = {name: plugs(SIMULATED[name][0]) for name in names}
        settings = [DeviceSettings(name, *SIMULATED[name][1:], running[name].url) for name in names]
        file, clock = tmp_path / "machine.toml", StillClock()
        needs = TechnicianDependencies(
            look=look,
            runner=runner,
            desk=make_desk(settings),
            models=registry.catalogue(),
            ports=lambda: [FoundPort("/dev/ttyUSB0", "USB Serial")],
            save=lambda devices: save_devices(file, devices),
            now=clock.now,
            typeset=dotted,
            test_ticket=lambda: TICKET,
            times=times or TrialTimes(wait=10.0, show=0.4),
        )
        window = technician_window(needs, qapp, "玛沁县政务服务中心", "技术员")
        window.resize(*size)
        window.show()
        window.activateWindow()
        windows.append(window)
        shop = Workshop(needs, window, running, clock, file)
        qtbot.waitUntil(lambda: qapp.focusWidget() is not None)
        qtbot.waitUntil(lambda: all(line.words.source != "未知" for line in shop.page.list.table.rows))
        return shop

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    qapp.processEvents()
