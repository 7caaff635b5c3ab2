"""Pages that tell something: work under way, why there is no ticket, help, and a kiosk out of service."""

from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.i18n.two_scripts import NO_TIBETAN, Tibetan
from ui.kiosk.frame import KioskPage, View
from ui.kiosk.state import Place, PrintAgain
from ui.theme import XL
from ui.widgets.boxes import row
from ui.widgets.icons import Icon
from ui.widgets.words import Label, in_two_scripts

SIGN = 96


class TellingPage(KioskPage):
    """A sign and a few words in the middle."""

    def told(
        self, icon: str, tone: str, words: str, *more: QWidget, tibetan: Tibetan = NO_TIBETAN
    ) -> tuple[QWidget | None, ...]:
        """Return the parts of the page, for `fill`."""
        look = self.view.look
        sign, said = Icon(look, icon, SIGN, tone), Label(words, "public_name", wrap=True)
        box = row(look, sign, said, gap=XL)
        box.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(box)
        return (None, *in_two_scripts(look, tibetan, words, holder, "public_hint"), *more, None)


class WorkingPage(TellingPage):
    """A ticket is being printed; nothing can be touched but what is in the band and the foot."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        printing = Label(tr("正在出号票"), "public_hint", "text_2")
        self.fill(*self.told("waiting", "primary", tr("请稍等"), printing, tibetan=view.tibetan))
        self.setEnabled(False)


class ClosedPage(TellingPage):
    """The queue cannot be reached, or is not known yet."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.fill(*self.told("paused", "text_2", tr("取号机现在不能取号，请到咨询台取号。")))


class ToldPage(TellingPage):
    """Why there is no ticket, and what to do."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        keys = [self.back_key()]
        before = view.state.before
        if before is not None:
            again = self.key(
                "printer", tr("补打号票"), lambda: self.asked.emit(PrintAgain(before)), "primary"
            )
            keys.insert(0, again)
        words = view.state.told or tr("没有取到号，请到咨询台。")
        self.fill(*self.told("soon", "soon", words), keys=tuple(keys))


class HelpPage(TellingPage):
    """Who helps."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        help_ = Label(
            tr("也可以直接告诉工作人员您要办的事，不用自己取号。"), "public_hint", "text_2", wrap=True
        )
        said = self.told("help", "primary", tr("请到咨询台，工作人员帮您取号。"), help_)
        self.fill(*said, keys=(self.back_key(Place.START),))
