"""The window of a guide who has signed in at the desk."""

from app.domain.accounts import Actor
from app.domain.hall_papers import HallPaperKind
from app.domain.print_jobs import place_of
from app.ports.print_jobs import JobReport, PageFile
from app.ports.queue import KioskPrinter
from app.services.complaints import Complaints
from app.services.guide import DESK_NAME, Guide
from app.services.journal import Journal
from app.services.kiosk import Kiosk, KioskSettings
from app.services.progress_query import ProgressQuery
from app.services.requests import Requests
from ui.device_desk import follow_devices
from ui.guide.dependencies import GuideDependencies
from ui.guide.window import GuideWindow
from ui.i18n.hall_words import hall_scripts, hall_tibetan
from ui.i18n.language import Interpreter
from ui.languages.pages import language_tabs
from ui.machine import Machine
from ui.voice.pages import voice_tabs


def guide_window(machine: Machine, actor: Actor, printer: KioskPrinter, lane: str) -> GuideWindow:
    """Make the window of a guide who has signed in.

    Args:
        printer: the desk's ticket printer, used on its lane.
    """
    program, parts = machine.program, machine.parts
    journal = Journal(machine.store, parts.working_days(), machine.clock)
    queue = parts.queue()
    place = place_of(HallPaperKind.CONSULTATION, machine.places)

    def send(file: PageFile) -> JobReport:
        return parts.printers().send(file)

    settings = KioskSettings(DESK_NAME, parts.secrets().person_key())
    needs = GuideDependencies(
        look=program.look,
        runner=program.runner,
        changes=program.changes,
        actor=actor,
        hall=machine.hall,
        guide=Guide(
            journal,
            lambda: queue,
            machine.composer,
            lambda file: parts.printers().send(file),
            place,
            hall_tibetan(machine.store),
        ),
        requests=Requests(journal, lambda: queue),
        complaints=Complaints(journal),
        progress=ProgressQuery(journal, DESK_NAME),
        tickets=Kiosk(queue, journal, printer, parts.slips(), settings),
        ticket_lane=lane,
        pinyin=parts.pinyin,
        tibetan=hall_tibetan(machine.store),
        scripts=hall_scripts(machine.store),
        machine=DESK_NAME,
        now=machine.clock.now,
    )
    interpreter = Interpreter(program.application, hall_tibetan(machine.store))
    more = language_tabs(machine, actor, interpreter.read_again) + voice_tabs(machine, actor)
    window = GuideWindow(needs, program.application, interpreter, more)
    follow_devices(machine.desk, window.band.devices)
    return window
