"""What the windows of a machine stand on: its settings, its store, and what other packages make for it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.attendance_sheet import MonthTable
from app.domain.device_records import Bitmap, DeviceModel, DeviceSettings, FoundPort
from app.domain.papers import HallFacts
from app.ports.backup import Vault
from app.ports.clock import Clock
from app.ports.print_jobs import PagePrinters
from app.ports.printing import PageComposer
from app.ports.queue import HallQueue, HallSecrets, SlipComposer, Speaker
from app.ports.rules import PasswordHash, Pinyin, WorkingDays
from app.ports.sheets import Sheets
from app.ports.store import Store
from app.ports.voice import ClipBook, Recorder
from app.services.accounts import Credentials
from app.services.press import ChosenPrinters
from app.services.use_cases import UseCases
from app.settings import MachineSettings, Role
from ui.device_desk import DeviceDesk
from ui.line_watch import LineWatch
from ui.program import Program
from ui.sync.worker import SyncWorker


class MakeSlips(Protocol):
    """Makes what composes tickets for a printer of `dots` across, with a cutter or without."""

    def __call__(self, dots: int = 576, *, cuts: bool = True) -> SlipComposer:
        """Return the composer."""


@dataclass(frozen=True)
class Parts:
    """What other packages make, each when a window first wants it: a start pays only for what it shows.

    Attributes:
        take_counter: claims a counter for this program while the block runs; raises `StorageError`.
        take_kiosk: claims a kiosk of that name in the same way.
        demo_sign_in: who may sign in on a role's machine of the demo hall, given its counter; None in every
            other hall.
        demo_pin: what opens a kiosk's maintenance in the demo hall, empty in every other hall.
        speaker: what speaks calls; raises `DeviceError` where the machine has no sound.
        clips: the recordings with which calls are spoken here.
        recorder: what records the microphone; raises `DeviceError` where the machine cannot.
        ports: lists the ports of this machine; blocks.
        save_devices: writes the devices into the machine's settings file; blocks, raises `StorageError`.
        printers: the system's page printers, for test prints.
        typeset: sets a line for a bitmap display of a width and height in dots.
        test_ticket: makes the bytes of a ticket that says it is a test.
        folder: of the store.
        write_month: writes the layouts of a month's attendance into a workbook; blocks.
    """

    take_counter: Callable[[str], AbstractContextManager[object]]
    take_kiosk: Callable[[str], AbstractContextManager[object]]
    demo_sign_in: Callable[[Role, str], Credentials | None]
    demo_pin: str
    passwords: Callable[[], PasswordHash]
    working_days: Callable[[], WorkingDays]
    pinyin: Callable[[], Pinyin]
    queue: Callable[[], HallQueue]
    secrets: Callable[[], HallSecrets]
    speaker: Callable[[], Speaker]
    clips: Callable[[], ClipBook]
    recorder: Callable[[], Recorder]
    slips: MakeSlips
    models: Callable[[], Sequence[DeviceModel]]
    ports: Callable[[], Sequence[FoundPort]]
    save_devices: Callable[[Sequence[DeviceSettings]], None]
    printers: Callable[[], PagePrinters]
    typeset: Callable[[str, int, int], Bitmap]
    test_ticket: Callable[[], bytes]
    folder: Path
    vault: Callable[[], Vault]
    write_month: Callable[[Path, tuple[MonthTable, ...]], None]
    sheets: Callable[[], Sheets]


@dataclass(frozen=True)
class Machine:
    """One machine of the hall; `places` says which printer takes which kind of paper."""

    settings: MachineSettings
    places: ChosenPrinters
    program: Program
    clock: Clock
    store: Store
    use: UseCases
    composer: PageComposer
    desk: DeviceDesk
    hall: HallFacts
    parts: Parts
    sync: SyncWorker | None = None
    watch: LineWatch | None = None
