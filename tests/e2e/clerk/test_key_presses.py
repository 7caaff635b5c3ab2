"""A clerk's day by keyboard alone: each end of an application, and how many keys it takes beyond the data."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.domain.case_rows import CaseQuery
from app.domain.codes import credit_check_digit
from app.domain.details import Noticed, StepKind, Supplemented
from app.domain.lifecycle import State
from app.domain.papers import PaperKind
from app.errors import DeviceError
from app.services.case_book import CaseView
from data.demo_hall import DEMO_PASSWORD, reviewer_login
from tests.e2e.clerk.counter import FIRST, Counter
from tests.e2e.hands import Hands
from ui.clerk.accept_page import AcceptPage

MakeCounter = Callable[..., Counter]
SHOP = "92632621MA75K00X3"
PERSON_ID = "632621199003074510"


class Clerk:
    """Someone who works at a counter and looks at what came of it."""

    def __init__(self, counter: Counter, qtbot: QtBot, application: QApplication) -> None:
        self.counter, self._qtbot, self._application = counter, qtbot, application
        self.hands = Hands(application)
        page = counter.window.page(0)
        assert isinstance(page, AcceptPage)
        self.page = page

    def choose(self, words: str) -> None:
        self.hands.press("F2")
        self.hands.type(words)
        self.hands.press("Return")

    def fill_shop(self) -> None:
        """Type an organisation; Enter leads from field to field and on to the materials."""
        for text in ("大武镇雪山茶餐馆", SHOP + credit_check_digit(SHOP), "才让多杰", "", "才让多杰"):
            self.hands.type(text)
            self.hands.press("Return")
        self.hands.type("１３８００００００００")
        self.hands.press("Return")

    def fill_person(self) -> None:
        for text in ("才让多杰", PERSON_ID, "13800000000"):
            self.hands.type(text)
            self.hands.press("Return")
        self.hands.press("Return")

    def wait(self) -> None:
        """Wait for everything that is under way."""
        self._qtbot.waitUntil(lambda: not self.page.desk.flow.working)
        self._qtbot.waitUntil(self.counter.needs.runner.idle, timeout=20_000)

    def dialog(self) -> QDialog:
        self._qtbot.waitUntil(lambda: self._open() is not None)
        found = self._open()
        assert found is not None
        return found

    def case(self) -> CaseView:
        """Return the only case there is."""
        needs = self.counter.needs
        rows = needs.use.case_book.find(needs.actor, CaseQuery())
        assert len(rows) == 1
        return needs.use.case_book.view(needs.actor, rows[0].case_id)

    def kinds(self) -> list[StepKind]:
        return [step.kind for step in self.case().branches[0].branch.steps]

    def printed(self) -> list[str]:
        return [record.kind.value for record, _ in self.case().prints]

    def _open(self) -> QDialog | None:
        shown = [w for w in self._application.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        if shown:
            shown[0].activateWindow()
        return shown[0] if shown else None


@pytest.fixture
def clerk(make_counter: MakeCounter, qtbot: QtBot, qapp: QApplication) -> Clerk:
    return Clerk(make_counter(), qtbot, qapp)


def test_an_acceptance_takes_at_most_twelve_keys(clerk: Clerk) -> None:
    clerk.hands.type("spjyxk")
    clerk.hands.press("Return")
    clerk.fill_shop()
    assert clerk.hands.holds() == "材料清单"
    clerk.hands.press("a", "Ctrl+1")
    clerk.wait()
    assert len(clerk.hands.pressed) <= 12
    assert clerk.kinds() == [StepKind.RECEIVED, StepKind.ACCEPTED]
    assert clerk.case().header.contact_phone == "13800000000"
    assert clerk.printed() == [PaperKind.MATERIALS_RECEIPT, PaperKind.ACCEPTANCE]
    assert [file.job.copies for file in clerk.counter.printers.jobs] == [2, 3]
    assert clerk.hands.holds() == "查找事项"


def test_a_notice_of_three_missing_materials(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.choose("食品经营许可")
    clerk.fill_shop()
    clerk.hands.press("a")
    for row, fault in enumerate("123"):
        if row:
            clerk.hands.press("Escape", "Down")
        clerk.hands.press(fault)
    assert clerk.hands.holds() == "怎样补正"
    qtbot.waitUntil(lambda: clerk.page.desk.panel.notice.preview.pages > 0, timeout=20_000)
    clerk.hands.press("Ctrl+2")
    clerk.wait()
    assert clerk.kinds() == [StepKind.RECEIVED, StepKind.NOTICED]
    told = clerk.case().branches[0].branch.tip.detail
    assert isinstance(told, Noticed)
    assert [problem.problem for problem in told.problems] == ["未提交", "已过有效期", "内容不完整，缺页"]
    assert all(problem.remedy for problem in told.problems)
    assert clerk.printed() == [PaperKind.MATERIALS_RECEIPT, PaperKind.NOTICE]


def test_a_correction_after_a_notice_is_accepted(clerk: Clerk) -> None:
    test_steps = clerk.hands
    clerk.choose("食品经营许可")
    clerk.fill_shop()
    test_steps.press("a", "1", "Ctrl+2")
    clerk.wait()
    case_id = clerk.case().header.id
    clerk.counter.clock.pass_days(2)
    clerk.counter.window.continue_case(case_id)
    clerk.wait()
    assert test_steps.holds() == "材料清单"
    test_steps.press("Space", "Ctrl+1")
    clerk.wait()
    assert clerk.kinds() == [
        StepKind.RECEIVED,
        StepKind.NOTICED,
        StepKind.SUPPLEMENTED,
        StepKind.ACCEPTED,
    ]
    came = clerk.case().branches[0].branch.steps[2].detail
    assert isinstance(came, Supplemented)
    assert len(came.materials) == 1


def test_a_refusal_asks_why_and_keeps_what_was_typed(clerk: Clerk) -> None:
    clerk.choose("食品经营许可")
    clerk.fill_shop()
    clerk.hands.press("a", "Ctrl+3")
    clerk.dialog()
    clerk.hands.type("州市场监督管理局")
    clerk.hands.press("Return")
    clerk.hands.type("依法不需要许可")
    clerk.hands.press("Escape")
    clerk.hands.press("Ctrl+3")
    clerk.dialog()
    assert clerk.hands.holds() == "应当向哪个机关申请"
    clerk.hands.press("Ctrl+Return")
    clerk.wait()
    assert clerk.kinds() == [StepKind.RECEIVED, StepKind.REJECTED]
    assert PaperKind.REFUSAL in clerk.printed()


def test_on_the_spot_to_the_result_in_one_sitting(clerk: Clerk) -> None:
    clerk.choose("个体工商户设立登记")
    fill = (
        clerk.fill_person if clerk.page.desk.panel.applicant.fields["phone"].isVisible() else clerk.fill_shop
    )
    state = clerk.page.desk.state
    assert state is not None
    (clerk.fill_shop if state.kind.value == "organisation" else fill)()
    clerk.hands.press("a", "Ctrl+1")
    clerk.dialog()
    clerk.hands.press("Ctrl+Return")
    clerk.wait()
    assert clerk.kinds() == [
        StepKind.RECEIVED,
        StepKind.ACCEPTED,
        StepKind.GRANTED,
        StepKind.DELIVERED,
    ]
    assert clerk.case().branches[0].state is State.DELIVERED
    assert PaperKind.DELIVERY in clerk.printed()


def test_on_the_spot_without_a_result_is_accepted_alone(clerk: Clerk) -> None:
    clerk.choose("个体工商户设立登记")
    clerk.fill_person()
    clerk.hands.press("a", "Ctrl+1")
    clerk.dialog()
    clerk.hands.press("Shift+Tab")
    assert clerk.hands.holds() == "当场出结果并送达"
    clerk.hands.press("Space", "Ctrl+Return")
    clerk.wait()
    assert clerk.kinds() == [StepKind.RECEIVED, StepKind.ACCEPTED]


def test_receiving_alone(clerk: Clerk) -> None:
    clerk.choose("食品经营许可")
    clerk.fill_shop()
    clerk.hands.press("Space", "Ctrl+4")
    clerk.wait()
    assert clerk.kinds() == [StepKind.RECEIVED]


def test_enter_never_ends_an_application(clerk: Clerk) -> None:
    clerk.choose("食品经营许可")
    clerk.fill_shop()
    clerk.hands.press("a")
    for _ in range(40):
        clerk.hands.press("Return")
    clerk.wait()
    needs = clerk.counter.needs
    assert not needs.use.case_book.find(needs.actor, CaseQuery())


def test_a_mistake_is_counted_and_found_by_its_key(clerk: Clerk) -> None:
    clerk.choose("食品经营许可")
    clerk.hands.type("大武镇雪山茶餐馆")
    clerk.hands.press("Return")
    clerk.hands.type(SHOP + ("0" if credit_check_digit(SHOP) != "0" else "1"))
    clerk.hands.press("Ctrl+1", "Return", "Ctrl+E")
    assert clerk.hands.holds() == "统一社会信用代码"
    clerk.hands.press("Backspace")
    clerk.hands.type(credit_check_digit(SHOP))
    clerk.hands.press("Ctrl+E")
    assert clerk.hands.holds() != "统一社会信用代码"


def test_a_shortage_is_promised_where_the_item_allows_it(clerk: Clerk) -> None:
    clerk.choose("食品经营许可")
    clerk.fill_shop()
    item = clerk.page.desk.item
    assert item is not None
    clerk.hands.press("a", "Space", "Ctrl+1")
    clerk.wait()
    assert not clerk.counter.needs.use.case_book.find(clerk.counter.needs.actor, CaseQuery())
    assert item.materials[0].name in clerk.page.foot.notice.words


def test_a_second_notice_is_stopped_and_needs_an_approver(clerk: Clerk) -> None:
    clerk.choose("食品经营许可")
    clerk.fill_shop()
    clerk.hands.press("a", "1", "Ctrl+2")
    clerk.wait()
    case_id = clerk.case().header.id
    clerk.counter.window.continue_case(case_id)
    clerk.wait()
    clerk.hands.press("1", "Ctrl+2")
    dialog = clerk.dialog()
    dialog.done(1)
    clerk.dialog()
    clerk.hands.type(reviewer_login("117"))
    clerk.hands.press("Return")
    clerk.hands.type("wrong")
    clerk.hands.press("Return")
    clerk.hands.type("材料内容前后矛盾")
    clerk.hands.press("Ctrl+Return")
    clerk.wait()
    assert StepKind.NOTICED in clerk.kinds()
    assert clerk.kinds().count(StepKind.NOTICED) == 1
    clerk.dialog()
    clerk.hands.press("Return")
    clerk.hands.type(DEMO_PASSWORD)
    clerk.hands.press("Ctrl+Return")
    clerk.wait()
    last = clerk.case().branches[0].branch.tip.detail
    assert isinstance(last, Noticed)
    assert last.approval is not None
    assert last.approval.reason == "材料内容前后矛盾"


def test_a_printer_that_refuses_leaves_the_case_and_says_so(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.counter.printers.problem = DeviceError("page_printer.refuses", printer=FIRST)
    clerk.choose("食品经营许可")
    clerk.fill_shop()
    clerk.hands.press("a", "Ctrl+1")
    clerk.wait()
    qtbot.waitUntil(lambda: "不接收新任务" in clerk.page.foot.notice.words)
    assert clerk.kinds() == [StepKind.RECEIVED, StepKind.ACCEPTED]
    assert not clerk.counter.printers.jobs


def test_what_was_typed_is_there_after_leaving(clerk: Clerk, make_counter: MakeCounter) -> None:
    clerk.choose("食品经营许可")
    clerk.hands.type("大武镇雪山茶餐馆")
    clerk.hands.press("F2")
    clerk.wait()
    clerk.hands.press("F4")
    clerk.wait()
    assert clerk.page.desk.panel.applicant.fields["name"].text == "大武镇雪山茶餐馆"
    clerk.hands.press("Alt+2", "Alt+1")
    assert clerk.page.desk.panel.applicant.fields["name"].text == "大武镇雪山茶餐馆"


def test_text_grows_and_shrinks(clerk: Clerk) -> None:
    look = clerk.counter.needs.look
    clerk.hands.press("Ctrl+=")
    assert look.scale == 1.15
    clerk.hands.press("Ctrl+-", "Ctrl+-")
    assert look.scale == 0.9
    clerk.hands.press("Ctrl+0")
    assert look.scale == 1.0


def test_tab_leaves_the_list(clerk: Clerk) -> None:
    clerk.choose("食品经营许可")
    clerk.fill_shop()
    clerk.hands.press("Tab")
    assert clerk.hands.holds() != "材料清单"
    assert clerk.page.desk.panel.materials.table.focusPolicy() != Qt.FocusPolicy.NoFocus
