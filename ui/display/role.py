"""The window of the machine behind the hall's television; it speaks the calls, and drives displays it has."""

import logging
from contextlib import ExitStack
from functools import partial

from app.errors import DeviceError
from app.ports.queue import HallQueue
from app.services.announcements import SpokenCalls
from ui.display.dependencies import DisplayDependencies
from ui.display.window import open_display
from ui.i18n import tr
from ui.i18n.hall_words import hall_two_scripts
from ui.machine import Machine

log = logging.getLogger(__name__)


def display_window(machine: Machine, opened: ExitStack) -> None:
    """Open the hall display of this machine."""
    program, queue = machine.program, machine.parts.queue()
    with machine.store.read() as unit:
        departments = tuple(unit.catalogue.departments())
    needs = DisplayDependencies(
        look=program.look,
        runner=program.runner,
        queue=queue,
        hall=machine.hall,
        departments=departments,
        now=machine.clock.now,
        notice=partial(_notice, machine, queue),
        tibetan=hall_two_scripts(machine.store)(),
        spoken=_spoken(machine),
    )
    window = open_display(needs)
    if machine.watch is not None:
        machine.watch.rung.connect(window.look_now)
    opened.callback(window.close)


def _notice(machine: Machine, queue: HallQueue) -> str:
    """Return the hall's line of notice, or what visitors do while calls cannot be shown."""
    if machine.watch is not None and machine.watch.standing.since is not None:
        return tr("排队系统暂时断线，叫号不显示。请留意窗口工作人员叫号。")
    return queue.setup().rules.notice


def _spoken(machine: Machine) -> SpokenCalls | None:
    """Return what speaks the calls; a machine without sound shows them all the same."""
    try:
        speaker = machine.parts.speaker()
    except DeviceError as error:
        log.warning("calls are not spoken: %s", error)
        return None
    return SpokenCalls(machine.parts.queue(), speaker)
