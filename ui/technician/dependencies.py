"""What the technician's pages stand on; the composition root fills it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.accounts import Actor
from app.domain.certificate_templates import Template
from app.domain.device_records import Bitmap, DeviceModel, DeviceSettings, FoundPort
from app.domain.print_jobs import PageSize, Place
from app.ports.print_jobs import PagePrinters
from app.services.press import ChosenPrinters
from ui.device_desk import DeviceDesk
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class TrialTimes:
    """How long a test waits for a person, and how long a display shows its test number, in seconds."""

    wait: float = 20.0
    show: float = 6.0


@dataclass(frozen=True)
class TechnicianDependencies:
    """One record for the hall's technician.

    Attributes:
        models: what there are drivers for.
        ports: lists the ports of this machine; blocks.
        save: writes the devices into the machine's settings file; blocks, raises `StorageError`.
        now: the clock, timezone-aware.
        typeset: sets a line for a bitmap display of a width and height in dots.
        test_ticket: makes the bytes of a ticket that says it is a test.
    """

    look: Look
    runner: TaskRunner
    desk: DeviceDesk
    models: Sequence[DeviceModel]
    ports: Callable[[], Sequence[FoundPort]]
    save: Callable[[Sequence[DeviceSettings]], None]
    now: Callable[[], datetime]
    typeset: Callable[[str, int, int], Bitmap]
    test_ticket: Callable[[], bytes]
    times: TrialTimes = field(default_factory=TrialTimes)


@dataclass(frozen=True)
class PrinterDependencies:
    """What the page of printers stands on.

    Attributes:
        chosen: which printer takes which kind of paper on this machine.
        printers: the system's; they block.
        certificates: reads the templates of this hall's certificates.
        test: prints a page of that size in that place; blocks, raises `DeviceError`.
    """

    look: Look
    runner: TaskRunner
    actor: Actor
    chosen: ChosenPrinters
    printers: PagePrinters
    certificates: Callable[[], tuple[Template, ...]]
    test: Callable[[PageSize, Place], object]
