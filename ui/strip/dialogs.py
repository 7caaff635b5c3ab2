"""What the strip asks before it acts: where a visitor is sent, and what becomes of one in mid-service."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtWidgets import QWidget

from app.domain.queue_services import QueueService
from app.domain.tickets import TicketState, Turn
from ui.i18n import tr
from ui.look import Look
from ui.strip.standing import Standing
from ui.widgets.dialogs import Choice, Dialog
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column

LIST_HEIGHT = 320


class Leaving(IntEnum):
    """What becomes of the visitor at the counter when the next one is called; 0 leaves all as it is."""

    STAY = 0
    HOLD = 1
    FINISH = 2
    PASS = 3


@dataclass(frozen=True)
class Target:
    """Where a visitor is sent: a service, or a counter."""

    service: str = ""
    counter: str = ""
    name: str = ""


def ask_leaving(look: Look, parent: QWidget, turn: Turn) -> Leaving:
    """Ask what becomes of the visitor at the counter before the next one is called."""
    number = turn.ticket.number
    if turn.state is TicketState.SERVING:
        title = tr("{number} 还没有办完", number=number)
        words = tr("叫下一位之前，请选择 {number} 怎么处理。", number=number)
        choices = [
            Choice(tr("继续办理"), Leaving.STAY),
            Choice(tr("挂起再叫"), Leaving.HOLD),
            Choice(tr("办完再叫"), Leaving.FINISH, "primary"),
        ]
    else:
        title = tr("{number} 还没有过来", number=number)
        words = tr("确定没有人来，才记为过号。")
        choices = [Choice(tr("再等等"), Leaving.STAY), Choice(tr("过号再叫"), Leaving.PASS, "danger")]
    dialog = Dialog(look, parent, title, words, choices, icon="soon", tone="soon")
    try:
        return Leaving(dialog.exec())
    finally:
        dialog.deleteLater()


def ask_target(look: Look, parent: QWidget, number: str, standing: Standing) -> Target | None:
    """Ask where a visitor is sent; the arrow keys choose, Enter sends, Esc keeps."""
    table = target_table(look, standing)
    title = tr("{number} 转到哪里", number=number)
    words = tr("票号和排队位置都不变。用 ↑↓ 选，回车转走。")
    choices = (Choice(tr("不转"), 0), Choice(tr("转走"), 1, "primary"))
    dialog = Dialog(look, parent, title, words, choices, table, icon="transfer")
    table.setMinimumHeight(look.px(LIST_HEIGHT))
    table.opened.connect(lambda: dialog.done(1))
    table.setFocus()
    try:
        return table.chosen() if dialog.exec() == 1 else None
    finally:
        dialog.deleteLater()


def target_table(look: Look, standing: Standing) -> Table[Target]:
    """Return the list of services, those of the own department first, and then of counters."""
    here = standing.turn.service if standing.turn else ""
    own = next((one.department for one in standing.services if one.key == here), "")
    others = sorted(standing.services, key=lambda one: (one.department != own, one.department, one.prefix))
    targets = [_service(one) for one in others if one.key != here]
    targets += [
        Target(counter=one, name=tr("只到 {counter} 号窗口", counter=one)) for one in standing.counters
    ]
    table = Table[Target](
        look,
        tr("转到哪里"),
        (
            Column(tr("业务或窗口"), lambda target: Cell(target.name)),
            Column(tr("号票"), lambda target: Cell(_prefix(target, standing), tone="text_2"), 72),
        ),
    )
    table.show_rows(targets, 0)
    return table


def _service(service: QueueService) -> Target:
    return Target(service=service.key, name=service.name)


def _prefix(target: Target, standing: Standing) -> str:
    return next((one.prefix for one in standing.services if one.key == target.service), "")
