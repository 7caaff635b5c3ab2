"""Reviewed Tibetan words below the Chinese words they translate, and what stands where there are none."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.scripts import ScriptRules
from app.domain.translations import Pair
from ui.i18n import tr
from ui.look import Look
from ui.theme import XS, XXS, Sign
from ui.widgets.boxes import column
from ui.widgets.pills import StatePill
from ui.widgets.words import Label


class TibetanWords(Label):
    """A reviewed text that may take several lines; Qt breaks them at the tsheg."""

    def __init__(self, text: str, role: str = "heading") -> None:
        super().__init__(text, role, "text", wrap=True)
        self.setProperty("script", "bo")


class Pairs(QWidget):
    """Each pair as two lines: the Chinese word small, its Tibetan large; without any, an honest gap."""

    def __init__(self, look: Look, pairs: Sequence[Pair], rules: ScriptRules) -> None:
        super().__init__()
        box = column(look, gap=XS)
        for zh, bo in pairs:
            both = rules.ordered(Label(zh, "caption", "text_2"), TibetanWords(bo))
            box.addLayout(column(look, *both, gap=XXS))
        if not pairs:
            box.addWidget(StatePill(look, Sign.WAITING, tr("藏文待审定")))
        box.addStretch(1)
        self.setLayout(box)
