"""The guide before the page of recordings: a microphone that hears a tone, and what stands behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.domain.accounts import Right
from app.domain.voice import VoiceLanguage
from app.errors import DeviceError
from app.services.hall_voice import HallVoice
from app.services.journal import Journal
from data.working_days import CalendarTables
from devices.speaker.clip_book import FolderClips
from devices.speaker.players import FolderPlayer
from devices.speaker.synthetic import ProgramVoice
from tests import factories as make
from tests.e2e.kiosk.bench import Hall, put_away
from tests.e2e.kiosk.booth import Wait
from tests.unit.devices.speaker.test_recording import sound
from ui.band import Band
from ui.look import Look
from ui.staff_window import PageTab, StaffWindow
from ui.voice.dependencies import VoiceDependencies
from ui.voice.page import VoicePage

ZH = VoiceLanguage.CHINESE
RECORDED = ("A", "B", "C")


class Microphone:
    """Records what a test put before it."""

    def __init__(self) -> None:
        self.heard, self.broken = sound(), False

    def begin(self) -> None:
        if self.broken:
            raise DeviceError("speaker.no_microphone")

    def end(self) -> bytes:
        return self.heard


class Machinery(ProgramVoice):
    """A voice that needs no program."""

    _said = sound(0.05)

    def say(self, text: str) -> bytes:
        return self._said


@contextmanager
def voice_pages(
    hall: Hall,
    look: Look,
    folder: Path,
    wait: Wait,
    application: QApplication,
    microphone: Microphone | None = None,
) -> Iterator[Callable[..., VoicePage]]:
    """Show the page; `folder/heard` gets what is played, `folder/brought.wav` is the file that is brought."""
    player = FolderPlayer(folder / "heard")
    clips = FolderClips(folder / "clips", lambda: player, lambda: Machinery(()))
    journal, heard_by = Journal(hall.store, CalendarTables(), hall.clock), microphone or Microphone()
    (folder / "brought.wav").write_bytes(sound(rate=16_000))
    needs = VoiceDependencies(
        look=look,
        runner=hall.runner,
        actor=make.actor(Right.GUIDE, department=""),
        voice=HallVoice(lambda: hall.queue, journal, clips),
        recorder=lambda: heard_by,
        ask_which=lambda: folder / "brought.wav",
    )
    windows: list[StaffWindow] = []

    def open_page(recorded: tuple[str, ...] = RECORDED) -> VoicePage:
        for part in recorded:
            clips.keep(ZH, part, sound())
        band = Band(look, hall.facts.name, "导办台", ["录音"], "央金", hall.clock.now)
        window = StaffWindow(look, application, band, [PageTab("录音", lambda: VoicePage(needs))], "大厅")
        windows.append(window)
        window.resize(1366, 768)
        window.show_page(0)
        window.show()
        page = window.page(0)
        assert isinstance(page, VoicePage)
        wait(lambda: bool(page.table.rows))
        return page

    yield open_page
    for window in windows:
        window.hide()
    put_away(*windows)
    wait(hall.runner.idle)
