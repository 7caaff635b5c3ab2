"""The queues of Windows' spooler: what waits in them and why, asked through `winspool.drv`."""

import ctypes
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntFlag
from typing import Protocol

from app.errors import DeviceError


class JobStatus(IntFlag):
    """The bits of JOB_INFO_1.Status (winspool.h) that tell something of a job."""

    PAUSED = 0x1
    ERROR = 0x2
    DELETING = 0x4
    PRINTING = 0x10
    OFFLINE = 0x20
    PAPER_OUT = 0x40
    PRINTED = 0x80
    DELETED = 0x100
    BLOCKED = 0x200
    INTERVENTION = 0x400
    COMPLETE = 0x1000


class PrinterStatus(IntFlag):
    """The bits of PRINTER_INFO_6.dwStatus (winspool.h) that keep a printer from printing."""

    PAUSED = 0x1
    ERROR = 0x2
    PAPER_JAM = 0x8
    PAPER_OUT = 0x10
    PAPER_PROBLEM = 0x40
    OFFLINE = 0x80
    NOT_AVAILABLE = 0x1000
    NO_TONER = 0x40000
    DOOR_OPEN = 0x400000


_TROUBLES = (
    (PrinterStatus.DOOR_OPEN, "page_printer.cover_open"),
    (PrinterStatus.PAPER_JAM, "page_printer.jam"),
    (PrinterStatus.PAPER_OUT | PrinterStatus.PAPER_PROBLEM, "page_printer.paper_out"),
    (PrinterStatus.NO_TONER, "page_printer.toner_out"),
    (PrinterStatus.OFFLINE | PrinterStatus.NOT_AVAILABLE, "page_printer.offline"),
    (PrinterStatus.PAUSED | PrinterStatus.ERROR, "page_printer.stopped"),
)


def trouble(status: int) -> str:
    """Return the error code of a printer's status, that which a person mends first; empty for none."""
    return next((code for bits, code in _TROUBLES if status & bits), "")


def job_trouble(status: int) -> str:
    """Return the error code of what keeps a job, empty for none."""
    if status & JobStatus.PAPER_OUT:
        return "page_printer.paper_out"
    if status & JobStatus.OFFLINE:
        return "page_printer.offline"
    held = JobStatus.PAUSED | JobStatus.ERROR | JobStatus.BLOCKED | JobStatus.INTERVENTION
    return "page_printer.stopped" if status & held else ""


@dataclass(frozen=True)
class QueuedJob:
    """A job in a queue; `document` is the name it was given."""

    number: int
    document: str
    status: int


class JobQueues(Protocol):
    """The queues of the system's spooler; they block shortly."""

    def status(self, printer: str) -> int:
        """Return the bits of a printer, see `PrinterStatus`.

        Raises:
            DeviceError: `page_printer.unknown`.
        """

    def jobs(self, printer: str) -> Sequence[QueuedJob]:
        """Return what is in a queue, the oldest first.

        Raises:
            DeviceError: `page_printer.unknown`, `page_printer.no_spooler`.
        """

    def delete(self, printer: str, number: int) -> None:
        """Delete a job.

        Raises:
            DeviceError: `page_printer.unknown`, `page_printer.not_allowed`.
        """


if sys.platform == "win32":
    from ctypes import wintypes

    _DELETE_JOB = 5
    _MOST_JOBS = 1000

    class _JobInfo(ctypes.Structure):
        _fields_ = (
            ("JobId", wintypes.DWORD),
            ("pPrinterName", wintypes.LPWSTR),
            ("pMachineName", wintypes.LPWSTR),
            ("pUserName", wintypes.LPWSTR),
            ("pDocument", wintypes.LPWSTR),
            ("pDatatype", wintypes.LPWSTR),
            ("pStatus", wintypes.LPWSTR),
            ("Status", wintypes.DWORD),
            ("Priority", wintypes.DWORD),
            ("Position", wintypes.DWORD),
            ("TotalPages", wintypes.DWORD),
            ("PagesPrinted", wintypes.DWORD),
            ("Submitted", wintypes.WORD * 8),
        )

    class WindowsQueues:
        """Implements `JobQueues`."""

        def __init__(self) -> None:
            self._spool = ctypes.WinDLL("winspool.drv", use_last_error=True)

        def status(self, printer: str) -> int:
            """See `JobQueues`."""
            with self._opened(printer) as handle:
                bits, needed = wintypes.DWORD(), wintypes.DWORD()
                size = ctypes.sizeof(bits)
                self._spool.GetPrinterW(handle, 6, ctypes.byref(bits), size, ctypes.byref(needed))
                return int(bits.value)

        def jobs(self, printer: str) -> Sequence[QueuedJob]:
            """See `JobQueues`."""
            with self._opened(printer) as handle:
                needed, count = wintypes.DWORD(), wintypes.DWORD()
                room = (ctypes.byref(needed), ctypes.byref(count))
                self._spool.EnumJobsW(handle, 0, _MOST_JOBS, 1, None, 0, *room)
                buffer = ctypes.create_string_buffer(max(needed.value, 1))
                if not self._spool.EnumJobsW(handle, 0, _MOST_JOBS, 1, buffer, len(buffer), *room):
                    raise DeviceError("page_printer.no_spooler")
                found = ctypes.cast(buffer, ctypes.POINTER(_JobInfo))
                return [
                    QueuedJob(int(one.JobId), str(one.pDocument or ""), int(one.Status))
                    for one in (found[at] for at in range(count.value))
                ]

        def delete(self, printer: str, number: int) -> None:
            """See `JobQueues`."""
            with self._opened(printer) as handle:
                if not self._spool.SetJobW(handle, number, 0, None, _DELETE_JOB):
                    raise DeviceError("page_printer.not_allowed")

        @contextmanager
        def _opened(self, printer: str) -> Iterator["wintypes.HANDLE"]:
            handle = wintypes.HANDLE()
            if not self._spool.OpenPrinterW(printer, ctypes.byref(handle), None):
                raise DeviceError("page_printer.unknown", printer=printer)
            try:
                yield handle
            finally:
                self._spool.ClosePrinter(handle)
