"""The page of the queue by keyboard: what is set holds for the next ticket, and what is wrong is said."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.tickets import Priority
from app.errors import RuleError
from app.ports.queue import Wish
from app.services.queue_settings import QueueSettings
from data.parted_queue import PartedQueue
from tests import factories as make
from tests.e2e.hands import Hands
from tests.e2e.staff.conftest import Desk
from tests.e2e.walk import SIZES, THEMES, dress_for, faults, settle, stretched, tab_faults, untranslated
from ui.accounts.queue_page import COUNTERS, RULES, SERVICES, QueuePage


def retype(hands: Hands, page: QueuePage, field: str, typed: str) -> None:
    """Go on with Tab to a field of the cards and write into it."""
    for _ in range(30):
        if hands.holds() == field:
            break
        hands.press("Tab")
    assert hands.holds() == field
    hands.press("Ctrl+a")
    hands.type(typed)


@pytest.fixture
def page(desk: Desk) -> QueuePage:
    made = QueuePage(desk.office.account_needs("guanli"))
    desk.show(made)
    made.table.setFocus()
    return made


def test_a_head_start_holds_from_the_next_ticket_on(desk: Desk, hands: Hands, page: QueuePage) -> None:
    queue = desk.office.queue

    def ahead() -> float:
        given = queue.issue(Wish(make.new_id(), "117-25", "K1", priority=Priority.ELDERLY)).ticket
        return (given.issued_at.timestamp() * 1000 - given.order) / 60_000

    assert ahead() == 20
    page.chips[RULES].click()
    page.table.setFocus()
    retype(hands, page, "优先提前（分钟）", "999")
    retype(hands, page, "改的理由", "老人多")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.rules.numbers["head_start_minutes"].wrong
    assert queue.setup().rules.head_start_minutes == 20
    page.table.setFocus()
    retype(hands, page, "优先提前（分钟）", "35")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words == "全厅规则已保存"
    assert ahead() == 35
    with desk.office.store.read() as unit:
        entry = next(one for one in unit.audit.entries() if one.fields["action"] == "queue.rules")
    facts = entry.fields["facts"]
    assert facts == {"was": "优先提前（分钟） 20", "is": "优先提前（分钟） 35", "reason": "老人多"}


def test_a_quota_and_hours_hold_when_tickets_are_given(desk: Desk, hands: Hands, page: QueuePage) -> None:
    queue = desk.office.queue
    retype(hands, page, "每天限号", "2")
    retype(hands, page, "改的理由", "系统升级")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.table.rows[0].quota == "2"
    for _ in range(2):
        queue.issue(Wish(make.new_id(), "117-25", "K1"))
    with pytest.raises(RuleError, match=r"queue\.quota_reached"):
        queue.issue(Wish(make.new_id(), "117-25", "K1"))
    page.table.choose(1)
    page.table.setFocus()
    retype(hands, page, "工作日取号时间", "17:30-14:30")
    retype(hands, page, "改的理由", "夏季作息")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.service.workdays.wrong
    page.table.setFocus()
    retype(hands, page, "工作日取号时间", "14:30-17:30")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.table.rows[1].told == "14:30–17:30、休息日 10:00–12:00"
    with pytest.raises(RuleError, match=r"queue\.closed"):
        queue.issue(Wish(make.new_id(), "117-26", "K1"))


def test_a_service_is_added_and_a_counter_calls_it(desk: Desk, hands: Hands, page: QueuePage) -> None:
    hands.press("Ctrl+3")
    assert hands.holds() == "业务编码"
    for field, typed in {
        "业务编码": "117-25",
        "号票字母": "RA",
        "业务名称": "企业年报",
        "改的理由": "新业务",
    }.items():
        retype(hands, page, field, typed)
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words == "已有编码为“117-25”的业务。请在左边选中它再改，或换一个编码。"
    page.service.key.setFocus()
    retype(hands, page, "业务编码", "117-nb")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words == "字母“RA”已用于“经营主体登记”，请换一个。"
    for wrong in ("O", "R1"):
        page.service.key.setFocus()
        retype(hands, page, "号票字母", wrong)
        hands.press("Ctrl+1")
        desk.settle()
        assert page.notice.words.startswith(f"号票字母“{wrong}”不能用")
    page.service.key.setFocus()
    retype(hands, page, "号票字母", "rn")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words == "业务 企业年报 已保存"
    chosen = page.table.chosen()
    assert chosen is not None
    assert (chosen.mark, chosen.name) == ("RN", "企业年报")

    page.chips[COUNTERS].click()
    page.table.setFocus()
    retype(hands, page, "叫哪些业务（号票字母）", "RA、X")
    retype(hands, page, "改的理由", "新业务")
    hands.press("Ctrl+1")
    assert page.counter.letters.wrong
    page.table.setFocus()
    retype(hands, page, "叫哪些业务（号票字母）", "RA,rn")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words == "25 号窗口已保存"
    assert page.table.rows[0].told == "RA、RN"
    given = desk.office.queue.issue(Wish(make.new_id(), "117-NB", "K1"))
    assert [one.ticket.number for one in desk.office.queue.waiting("25")] == [given.ticket.number]


def test_without_the_line_what_holds_is_shown_and_a_change_is_refused_in_words(
    desk: Desk, hands: Hands
) -> None:
    office = desk.office
    parted = PartedQueue(office.store, office.clock)
    parted.learn_setup(office.queue.setup())
    needs = replace(office.account_needs("guanli"), queue=QueueSettings(parted, office.journal))
    page = QueuePage(needs)
    desk.show(page)
    assert [one.mark for one in page.table.rows] == ["RA", "RB"]
    page.reason.put("试一试")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words.startswith("连不上大厅的排队服务器，这一步暂时做不了。")


def test_the_walk_over_its_states(desk: Desk, qapp: QApplication, page: QueuePage) -> None:
    def walk(part: str) -> list[str]:
        page.show_part(part)
        desk.settle()
        settle(qapp)
        return list(map(str, faults(page)))

    for (width, height, scale), theme in zip(SIZES, THEMES, strict=False):
        page.resize(width, height)
        dress_for(desk.office.look, theme, scale)
        assert [walk(part) for part in (RULES, COUNTERS)] == [[], []]
        with stretched(qapp):
            assert [walk(part) for part in (RULES, SERVICES, COUNTERS)] == [[], [], []]
            assert untranslated(page) == []
    settle(qapp)
    for part in (RULES, COUNTERS):
        page.show_part(part)
        assert tab_faults(page, qapp) == []


def test_a_hall_asks_for_cards_only_when_it_says_so(desk: Desk, hands: Hands, page: QueuePage) -> None:
    queue = desk.office.queue
    assert not queue.setup().rules.card_needed
    page.chips[RULES].click()
    page.rules.card.setFocus()
    hands.press("Space")
    page.reason.put("按州局通知")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words == "全厅规则已保存"
    assert queue.setup().rules.card_needed
    assert ("取号必须刷身份证", "是") in [(one.name, one.told) for one in page.table.rows]
    with desk.office.store.read() as unit:
        (entry,) = [one.fields for one in unit.audit.entries() if one.fields["action"] == "queue.rules"]
    assert entry["facts"] == {"was": "刷身份证取号 否", "is": "刷身份证取号 是", "reason": "按州局通知"}
