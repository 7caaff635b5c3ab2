"""What is recorded of an enrolment, and why it is to be deleted."""

from PySide6.QtWidgets import QButtonGroup, QGridLayout

from app.domain.fingers import EndReason, Enrolment
from ui.i18n import tr
from ui.look import Look
from ui.theme import MD, SM
from ui.widgets.boxes import Card, row
from ui.widgets.keys import Chip
from ui.widgets.words import Label
from ui.wording import moment, spoken


class EnrolledCard(Card):
    """The facts of one enrolment and the reasons to end it; the person's own will comes first."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("已录入"), gap=MD)
        facts = QGridLayout()
        facts.setHorizontalSpacing(look.px(MD))
        facts.setVerticalSpacing(look.px(SM))
        facts.setColumnStretch(1, 1)
        self._facts = [Label("", wrap=True) for _ in range(4)]
        heads = (tr("录入时间"), tr("同意"), tr("见证人"), tr("位置"))
        for place, head in enumerate(heads):
            facts.addWidget(Label(head, "body", "text_2"), place, 0)
            facts.addWidget(self._facts[place], place, 1)
        self._reasons = QButtonGroup(self)
        chips = row(look, gap=SM)
        for place, reason in enumerate(EndReason):
            chip = Chip(look, spoken(reason))
            chip.setChecked(place == 0)
            self._reasons.addButton(chip, place)
            chips.addWidget(chip)
        chips.addStretch(1)
        self.add(facts, Label(tr("要删除时，先选原因"), "caption", "text_2"), chips)

    @property
    def reason(self) -> EndReason:
        """The reason that is chosen."""
        return list(EndReason)[self._reasons.checkedId()]

    def show_enrolment(self, enrolment: Enrolment) -> None:
        """Show what is recorded."""
        consent = enrolment.consent
        slots = "、".join(map(str, enrolment.slots))
        said = (
            moment(enrolment.at),
            tr("{at} 本人同意，告知版本 {version}", at=moment(consent.given_at), version=consent.text),
            consent.witness_name,
            tr("{device} 第 {slots} 号", device=enrolment.device, slots=slots),
        )
        for label, words in zip(self._facts, said, strict=True):
            label.say(words)
        self._reasons.button(0).setChecked(True)
