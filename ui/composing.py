"""Composing in a process of its own: setting a page is pure computing and holds up the painting thread."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Any

from app.domain.attendance_sheet import MonthTable
from app.domain.certificate_templates import Template
from app.domain.hall_papers import DayList, ItemPaper, PaymentNotice
from app.domain.images import PageImage
from app.domain.papers import Paper
from app.domain.printer_fit import PrinterFit
from app.errors import AppError
from app.ports.certificates import CertificateSheet
from app.ports.printing import PageComposer

NICENESS = 10  # a paper may wait a little for the page, the page not for a paper

# Spawned, not forked: a fork would copy Qt, locks held by other threads, and open stores.
_CONTEXT = multiprocessing.get_context("spawn")


class OtherProcessComposer:
    """Fills in `app.ports.printing.PageComposer` by a child that is started at the first paper.

    Calls block and are answered one at a time. A child that dies is started again at the next call.

    Args:
        make: makes the real composer in the child; a class or function of a module.
    """

    def __init__(self, make: Callable[[], PageComposer]) -> None:
        self._make = make
        self._one_caller = Lock()
        self._child: tuple[BaseProcess, Connection] | None = None

    def compose(self, paper: Paper) -> bytes:
        """Return the paper as a PDF file; see `app.ports.printing.Composer`."""
        pdf: bytes = self._ask("compose", paper)
        return pdf

    def page_images(self, pdf: bytes, dpi: int, *, colour: bool = False) -> Sequence[PageImage]:
        """Return the pages as pictures; see `app.ports.printing.Composer`."""
        images: Sequence[PageImage] = self._ask("page_images", pdf, dpi, colour=colour)
        return images

    def compose_item(self, paper: ItemPaper) -> bytes:
        """Return a paper about a service item; see `app.ports.printing.HallPaperComposer`."""
        pdf: bytes = self._ask("compose_item", paper)
        return pdf

    def compose_list(self, paper: DayList) -> bytes:
        """Return the list of a day; see `app.ports.printing.HallPaperComposer`."""
        pdf: bytes = self._ask("compose_list", paper)
        return pdf

    def compose_payment(self, paper: PaymentNotice) -> bytes:
        """Return the notice of a payment; see `app.ports.printing.HallPaperComposer`."""
        pdf: bytes = self._ask("compose_payment", paper)
        return pdf

    def compose_sheets(self, tables: Sequence[MonthTable]) -> bytes:
        """Return sheets to sign; see `app.ports.printing.HallPaperComposer`."""
        pdf: bytes = self._ask("compose_sheets", tables)
        return pdf

    def templates(self) -> tuple[Template, ...]:
        """Return the program's templates; see `app.ports.certificates.CertificateComposer`."""
        templates: tuple[Template, ...] = self._ask("templates")
        return templates

    def compose_certificate(self, sheet: CertificateSheet) -> bytes:
        """Return one sheet of a certificate; see `app.ports.certificates.CertificateComposer`."""
        pdf: bytes = self._ask("compose_certificate", sheet)
        return pdf

    def ruler(self, width: float, height: float, fit: PrinterFit) -> bytes:
        """Return the ruler test page; see `app.ports.certificates.CertificateComposer`."""
        pdf: bytes = self._ask("ruler", width, height, fit)
        return pdf

    def close(self) -> None:
        """End the child; the next call would start another."""
        with self._one_caller:
            self._end()

    def _ask(self, method: str, *args: object, **named: object) -> Any:
        with self._one_caller:
            if self._child is None:
                self._child = _start(self._make)
            _, pipe = self._child
            try:
                pipe.send((method, args, named))
                well, answer = pipe.recv()
            except (EOFError, OSError):
                self._end()
                raise
        if not well:
            raise answer()
        return answer

    def _end(self) -> None:
        if self._child is not None:
            process, pipe = self._child
            self._child = None
            pipe.close()
            process.join(2)
            if process.is_alive():
                process.kill()
                process.join()


class _Raised:
    """An error on its way between processes: an `AppError` is made again from its code and facts."""

    def __init__(self, error: Exception) -> None:
        known = isinstance(error, AppError)
        self._kind: type[Exception] = type(error) if known else RuntimeError
        self._code = error.code if isinstance(error, AppError) else f"{type(error).__name__} while composing"
        self._facts = dict(error.facts) if isinstance(error, AppError) else {}

    def __call__(self) -> Exception:
        """Return the error."""
        return self._kind(self._code, **self._facts)


def _start(make: Callable[[], PageComposer]) -> tuple[BaseProcess, Connection]:
    here, there = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_serve, args=(there, make), name="composer", daemon=True)
    process.start()
    there.close()
    return process, here


def _serve(pipe: Connection, make: Callable[[], PageComposer]) -> None:
    """Answer until the parent hangs up, which it also does by dying."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    composer = make()
    while True:
        try:
            method, args, named = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            pipe.send((True, getattr(composer, method)(*args, **named)))
        except Exception as error:
            pipe.send((False, _Raised(error)))
