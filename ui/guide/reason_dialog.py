"""Asking why, to whom, or for when, before something happens to a request."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.request_times import typed_day, typed_moment, typed_time
from app.domain.requests import RequestAct
from app.errors import RuleError
from app.services.requests import Done
from ui.i18n import tr
from ui.look import Look
from ui.widgets.dialogs import Choice, Dialog
from ui.widgets.fields import Field
from ui.wording import spoken


def ask_reason(look: Look, parent: QWidget, act: RequestAct, today: Callable[[], date]) -> Done | None:
    """Return the act with what it needs, or None if the guide leaves the request as it is."""
    fields = _fields(look, act, today)
    choices = (Choice(tr("先不动"), 0), Choice(spoken(act), 1, "primary"))
    dialog = Dialog(look, parent, spoken(act), _question(act), choices, *fields, icon="note")
    fields[0].setFocus()
    try:
        while dialog.exec() == 1:
            wrong = [field for field in fields if not field.judge()]
            if not wrong:
                done = _done(act, fields, today())
                if done is not None:
                    return done
    finally:
        dialog.deleteLater()
    return None


def _fields(look: Look, act: RequestAct, today: Callable[[], date]) -> tuple[Field, ...]:
    if act is RequestAct.MOVED:
        day = Field(look, tr("日期"), lambda text: typed_day(text, today()), narrow=True)
        return day, Field(look, tr("时间"), typed_time, narrow=True)
    reason = Field(look, tr("理由"))
    return (reason, Field(look, tr("转给谁"))) if act is RequestAct.HANDED_ON else (reason,)


def _question(act: RequestAct) -> str:
    if act is RequestAct.MOVED:
        return tr("改到什么时候？")
    return tr("请写明理由，记录里会保留。")


def _done(act: RequestAct, fields: tuple[Field, ...], today: date) -> Done | None:
    if act is not RequestAct.MOVED:
        owner = fields[1].text if len(fields) > 1 else ""
        return Done(act, fields[0].text, owner)
    try:
        return Done(act, wanted_at=typed_moment(fields[0].text, fields[1].text, today))
    except RuleError:
        return None
