"""The page of recordings as a tab, for the window of any role that has it."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.domain.accounts import Actor
from app.services.hall_voice import HallVoice
from app.services.journal import Journal
from ui.i18n import tr
from ui.machine import Machine
from ui.staff_window import PageTab
from ui.voice.dependencies import VoiceDependencies
from ui.voice.page import VoicePage


def voice_tabs(machine: Machine, actor: Actor) -> list[PageTab]:
    """Return the page for a guide or an administrator who has signed in."""
    program, parts = machine.program, machine.parts
    journal = Journal(machine.store, parts.working_days(), machine.clock)
    needs = VoiceDependencies(
        look=program.look,
        runner=program.runner,
        actor=actor,
        voice=HallVoice(parts.queue, journal, parts.clips()),
        recorder=parts.recorder,
        ask_which=ask_sound,
    )
    return [PageTab(tr("录音"), partial(VoicePage, needs))]


def ask_sound() -> Path | None:
    """Return which sound file is brought, or None if the person thought better of it."""
    chosen, _ = QFileDialog.getOpenFileName(None, str(tr("选择录音")), "", "WAV (*.wav)")
    return Path(chosen) if chosen else None
