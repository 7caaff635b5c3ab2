"""What a person is told before fingers are taken, and the tick that says yes to it."""

from app.domain.fingers import CONSENT_VERSION
from app.sentences.check_in import CONSENT
from ui.i18n import Words, tr
from ui.look import Look
from ui.theme import MD, SM
from ui.widgets.boxes import Card, row
from ui.widgets.tick import Tick
from ui.widgets.words import Label


class ConsentCard(Card):
    """The whole text, never folded; the tick belongs to one person and is taken back for the next."""

    def __init__(self, look: Look, witness: str) -> None:
        version = Label(tr("版本 {version}", version=CONSENT_VERSION), "caption", "text_2")
        super().__init__(look, tr("请本人阅读"), version, gap=MD)
        for number, words in enumerate(CONSENT, 1):
            line = row(
                look, Label(str(number), "strong", "primary"), Label(Words(words, {}), wrap=True), gap=SM
            )
            line.setStretch(1, 1)
            self.add(line)
        self.tick = Tick(look, tr("本人已读，单独同意录入指纹"))
        seen_by = Label(tr("见证人 {name}", name=witness), "body", "text_2")
        self.add(row(look, self.tick, None, seen_by, gap=MD))

    @property
    def text(self) -> str:
        """The version that was agreed to, empty without a tick."""
        return CONSENT_VERSION if self.tick.isChecked() else ""
