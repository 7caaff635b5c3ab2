"""Every page of the clerk's role in every state it can be seen in; the walk and the screenshots share it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.codes import credit_check_digit
from app.domain.details import Form, HandedIn, Problem
from app.domain.ids import new_id
from app.domain.items import ServiceItem
from app.services.intake import Application
from tests import factories as make
from tests.e2e.clerk.counter import Counter
from ui.clerk.accept_page import AcceptPage
from ui.clerk.action_foot import REFUSE
from ui.clerk.case_actions import CaseAct
from ui.clerk.faults import FAULTS, with_fault
from ui.clerk.pages import WORKLIST, pages_of
from ui.clerk.worklist_page import WorklistPage

SHOP = "92632621MA75K00X3"
FOOD, ON_THE_SPOT = "117-06", "117-07"
TEXTS = {
    "name": "大武镇雪山茶餐馆",
    "code": SHOP + credit_check_digit(SHOP),
    "representative": "才让多杰",
    "address": "大武镇团结路 18 号",
    "contact": "才让多杰",
    "phone": "13800000000",
}


class Scene:
    """A counter on its way into a state."""

    def __init__(self, counter: Counter, settle: Callable[[], None]) -> None:
        self.counter, self.settle = counter, settle

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that takes a moment to show."""
        while not condition():
            self.settle()

    @property
    def page(self) -> AcceptPage:
        found = self.counter.window.page(0)
        assert isinstance(found, AcceptPage)
        return found

    def item(self, key: str) -> ServiceItem:
        with self.counter.needs.use.store.read() as unit:
            return unit.catalogue.item(key)

    def fill(self, **changes: str) -> None:
        """Type an applicant."""
        self.page.begin(self.item(FOOD))
        for name, text in {**TEXTS, **changes}.items():
            field = self.page.desk.panel.applicant.fields[name]
            field.edit.setText(text)
            field.edited.emit(text)

    def take_in(self, count: int = 99, faults: tuple[tuple[int, int], ...] = ()) -> None:
        """Take materials in, and name faults by row and number."""
        table = self.page.desk.panel.materials.table
        lines = [replace(shown[1], came=row < count) for row, shown in enumerate(table.rows)]
        for row, fault in faults:
            lines[row] = with_fault(lines[row], FAULTS[fault])
        table.changed_lines.emit(tuple(lines))
        if faults:
            table.choose(faults[-1][0])

    def application(self, key: str, name: str, short: int = 0) -> Application:
        """Return an application by an invented person, `short` materials missing."""
        item = self.item(key)
        here = item.materials[: len(item.materials) - short]
        return Application(
            id=new_id(),
            item_key=key,
            applicant=make.applicant(name=name),
            agent=None,
            contact=name,
            contact_phone="13800000000",
            delivery_way=item.delivery_ways[0],
            materials=tuple(HandedIn(m.key, m.name, Form.COPY, 1, 2) for m in here),
        )

    def day_of_work(self) -> UUID:
        """Fill the store with cases in many states; return one that is over its promise."""
        use, actor, clock = self.counter.needs.use, self.counter.needs.actor, self.counter.clock
        today = clock.at
        clock.at = today - timedelta(days=15)
        late = use.intake.accept_new(actor, self.application(FOOD, "才让卓玛")).case.id
        clock.at = today - timedelta(days=5)
        use.intake.accept_new(actor, self.application("117-09", "拉毛"))
        self.notified("周毛措")
        use.intake.receive(actor, self.application("117-08", "格日加"))
        clock.at = today - timedelta(days=1)
        use.intake.accept_new(actor, self.application(FOOD, "旦正才让"))
        done = use.intake.accept_new(actor, self.application(ON_THE_SPOT, "索南扎西"))
        use.review.withdraw(actor, done.case.id, "申请人自愿撤回")
        use.intake.accept_new(actor, self.application(ON_THE_SPOT, "更藏卓玛"))
        clock.at = today
        return late

    def notified(self, name: str) -> UUID:
        """Give a one-time notice to an application whose last needed material is missing."""
        use, actor = self.counter.needs.use, self.counter.needs.actor
        item = self.item(FOOD)
        short = [m for m in item.materials if m.mandatory][-1]
        application = self.application(FOOD, name)
        application = replace(
            application, materials=tuple(m for m in application.materials if m.key != short.key)
        )
        problem = Problem(short.key, short.name, "未提交", "请提交复印件 1 份")
        by = self.counter.needs.today() + timedelta(days=14)
        return use.intake.notify_new(actor, application, (problem,), by).case.id

    def lists(self) -> WorklistPage:
        number = pages_of(self.counter.needs.actor).index(WORKLIST)
        self.counter.window.show_page(number)
        self.settle()
        page = self.counter.window.page(number)
        assert isinstance(page, WorklistPage)
        return page


def _start(scene: Scene) -> QWidget:
    return scene.counter.window


def _start_busy(scene: Scene) -> QWidget:
    scene.day_of_work()
    scene.fill(name="拉毛措餐厅")
    scene.page.desk.leave()
    scene.until(lambda: bool(scene.page.start.due.rows and scene.page.start.drafts.rows))
    return scene.counter.window


def _found(scene: Scene) -> QWidget:
    scene.page.start.search.setText("开饭馆")
    scene.page.start.search.textEdited.emit("开饭馆")
    return scene.counter.window


def _filling(scene: Scene) -> QWidget:
    wrong = "0" if credit_check_digit(SHOP) != "0" else "1"
    scene.fill(code=SHOP + wrong, phone="")
    scene.take_in(4)
    scene.page.foot.chosen.emit("accept")
    return scene.counter.window


def _agent(scene: Scene) -> QWidget:
    scene.fill()
    scene.page.desk.panel.applicant.agent.setChecked(True)
    return scene.counter.window


def _ready(scene: Scene) -> QWidget:
    scene.fill()
    scene.page.desk.panel.materials.table.setFocus()
    scene.take_in()
    return scene.counter.window


def _details(scene: Scene) -> QWidget:
    _ready(scene)
    scene.page.desk.panel.materials.details_wanted.emit()
    return scene.counter.window


def _noticing(scene: Scene) -> QWidget:
    scene.fill()
    scene.take_in(faults=((2, 2), (4, 1)))
    scene.page.desk.panel.materials.details_wanted.emit()
    scene.until(lambda: scene.page.desk.panel.notice.preview.pages > 0)
    return scene.counter.window


def _refusing(scene: Scene) -> QWidget:
    scene.fill()
    scene.take_in()
    scene.page.foot.chosen.emit(REFUSE)
    return _modal(scene)


def _correcting(scene: Scene) -> QWidget:
    case_id = scene.notified("周毛措")
    scene.counter.window.continue_case(case_id)
    return scene.counter.window


def _empty_list(scene: Scene) -> QWidget:
    scene.lists()
    return scene.counter.window


def _list(scene: Scene) -> QWidget:
    late = scene.day_of_work()
    scene.lists()
    scene.counter.window.show_case(late)
    return scene.counter.window


def _result(scene: Scene) -> QWidget:
    use, actor = scene.counter.needs.use, scene.counter.needs.actor
    case_id = use.intake.accept_new(actor, scene.application(ON_THE_SPOT, "更藏卓玛")).case.id
    scene.counter.window.show_case(case_id)
    scene.settle()
    scene.lists().pane.act_chosen.emit(CaseAct.FINISH)
    return _modal(scene)


def _modal(scene: Scene) -> QWidget:
    scene.settle()
    found = QApplication.activeModalWidget()
    assert found is not None
    return found


STATES: dict[str, Callable[[Scene], QWidget]] = {
    "a1-start": _start,
    "a2-start-busy": _start_busy,
    "a3-found": _found,
    "a4-filling": _filling,
    "a5-agent": _agent,
    "a6-ready": _ready,
    "a7-details": _details,
    "a8-notice": _noticing,
    "a9-refusal": _refusing,
    "a10-correcting": _correcting,
    "b1-list-empty": _empty_list,
    "b2-list": _list,
    "b3-result": _result,
}
"""State → how to reach it; returns the window to look at (a dialog's, where one is open)."""


@dataclass(frozen=True)
class Screen:
    """A size of screen with its natural text size."""

    width: int
    height: int
    scale: float


SCREENS = (Screen(1366, 768, 1.0), Screen(1920, 1080, 1.15))
