"""How the chosen device is, in plain words: name, state, what is wrong and what to do, since when."""

from datetime import datetime

from ui.device_words import details, lost_for, trouble
from ui.i18n import tr
from ui.look import Look
from ui.technician.device_list import DeviceLine
from ui.theme import SM
from ui.widgets.boxes import Card, row
from ui.widgets.pills import StatePill
from ui.widgets.words import Label


class HealthHead(Card):
    """Shows one device; what it says is read by the whole hall's technician, so it names no code."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, gap=SM)
        self.name = Label("", "title", wrap=True)
        self.words = Label("", wrap=True)
        self.since = Label("", "strong", "error", wrap=True)
        self.more = Label("", "caption", "text_2", wrap=True)
        self._look = look
        self._line: DeviceLine | None = None
        self._pill: StatePill | None = None
        self._head = row(look, self.name, gap=SM)
        self._head.setStretch(0, 1)
        self.add(self._head, self.words, self.since, self.more)

    def show_line(self, line: DeviceLine, now: datetime) -> None:
        """Show how a device is."""
        if self._pill is None:
            self._pill = StatePill(self._look, line.sign, line.words)
            self._head.addWidget(self._pill)
        self._pill.show_state(line.sign, line.words)
        self._line = line
        health = line.health
        self.name.say(line.name)
        self.words.say(trouble(health) if health else tr("设置有改动。按测试或保存后启用。"))
        self.more.say(details(health) if health else "")
        self.more.setVisible(bool(self.more.text()))
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Count how long the port has been lost."""
        health = self._line.health if self._line else None
        since = health.lost_since if health else None
        self.since.setVisible(since is not None)
        if since is not None:
            self.since.say(lost_for(since, now))
