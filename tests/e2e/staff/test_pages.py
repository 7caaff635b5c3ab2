"""The pages of accounts and attendance by keyboard, their sheets as files, and the walk over all of them."""

from datetime import date, timedelta
from threading import Event

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.attendance import SlotResult
from app.domain.dates import day_start
from app.domain.fingers import CONSENT_VERSION, Consent, EndReason, Enrolment, EnrolmentEnd
from app.domain.leave import LeaveKind, LeaveState
from app.domain.print_jobs import A4_ACROSS
from app.domain.shifts import AttendanceBook, shift_on
from app.ports.queue import Wish
from printing.pages import page_texts
from tests import factories as make
from tests.e2e.hands import Hands
from tests.e2e.staff.conftest import Desk
from tests.e2e.walk import SIZES, THEMES, dress_for, faults, settle, stretched, tab_faults, untranslated
from ui.accounts.accounts_page import AccountsPage
from ui.accounts.audit_page import LogPage
from ui.accounts.audit_words import act_words
from ui.accounts.day_end_page import DayEndPage
from ui.accounts.days_page import DaysPage
from ui.accounts.hours_page import HoursPage
from ui.accounts.pages import LOG
from ui.accounts.pages import PAGES as ACCOUNT_PAGES
from ui.accounts.settings_page import SettingsPage
from ui.attendance.leave_page import LeavePage
from ui.attendance.month_page import MonthPage
from ui.attendance.pages import PAGES, AttendancePage, pages_for
from ui.attendance.rounds_page import RoundsPage


def test_an_account_is_made_locked_and_unlocked(desk: Desk, hands: Hands) -> None:
    page = AccountsPage(desk.office.account_needs("guanli"))
    desk.show(page)
    locked = next(n for n, one in enumerate(page.table.rows) if one.locked)
    page.table.choose(locked)
    hands.press("Ctrl+4")
    desk.settle()
    assert not any(one.locked for one in page.table.rows)
    page.login.put("yangjin")
    page.name.put("央金")
    page.password.put("weak")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words.startswith("密码太简单")
    page.password.put("Snow-Lion-9")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words == "已新建 央金，首次登录要改密码"
    assert "yangjin" in [one.account.login for one in page.table.rows]


def test_the_fingers_of_who_left_are_named_until_they_are_deleted(desk: Desk, hands: Hands) -> None:
    office = desk.office
    who = office.people["gesang"]
    consent = Consent(CONSENT_VERSION, office.clock.at, who.id, "李明")
    made = Enrolment(make.new_id(), who.id, who.name, 0, "打卡机", (4, 5), office.clock.at, consent)
    with office.store.write() as unit:
        unit.fingers.add(made)
        unit.commit()
    page = AccountsPage(office.account_needs("guanli"))
    desk.show(page)
    page.table.choose(next(n for n, one in enumerate(page.table.rows) if one.account.id == who.id))
    hands.press("Ctrl+3")
    desk.settle()
    assert page.notice.words == "已停用 格桑德吉，打卡机里的指纹一并删除"
    assert page.chosen.text() == "格桑德吉 的指纹还在打卡机里；接好指纹仪，一分钟内自动删除"
    needs = office.account_needs("zhuren")
    waiting = needs.day_end.run(needs.actor).lines[-2]
    assert (waiting.well, waiting.found) == (
        False,
        "停用账户的指纹还有 1 人没有删除，在：打卡机。接好指纹仪就自动删除",
    )
    with office.store.write() as unit:
        unit.fingers.end(
            EnrolmentEnd(make.new_id(), made.id, office.clock.at, EndReason.LEFT, None, "打卡机")
        )
        unit.commit()
    desk.settle()
    desk.qtbot.waitUntil(lambda: page.chosen.text().startswith("选中 格桑德吉"))
    assert needs.day_end.run(needs.actor).lines[-2].well


def test_the_auditor_sees_the_brute_force_and_the_whole_chain(desk: Desk) -> None:
    page = LogPage(desk.office.account_needs("shenji"))
    desk.show(page)
    page.refused.setChecked(True)
    desk.settle()
    assert [(one.action, one.subject) for one in page.table.rows][:2] == [
        ("account.lock", "cairang"),
        ("sign_in", "cairang"),
    ]
    assert len(page.table.rows) == 6
    assert page.chain.accessibleName() == "链条完整"


def test_a_setting_keeps_its_bounds_and_its_reason(desk: Desk, hands: Hands) -> None:
    page = SettingsPage(desk.office.account_needs("guanli"))
    desk.show(page)
    page.table.choose(next(n for n, one in enumerate(page.table.rows) if one.setting.name == "log_months"))
    page.value.put("3")
    page.reason.put("磁盘不够")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words == "“审计日志保存”只能在 6 到 1200 之间（网络安全法第二十三条）。"
    page.value.put("60")
    page.reason.put("上级要求")
    hands.press("Ctrl+1")
    desk.settle()
    assert [one.value for one in page.table.rows if one.setting.name == "log_months"] == ["60"]


def test_what_is_old_is_shown_cleared_and_can_be_broken_off(desk: Desk, hands: Hands) -> None:
    office = desk.office
    now, service = office.clock.at, office.queue.setup().services[0].key
    for days in (400, 399, 398, 1):
        office.clock.at = now - timedelta(days=days)
        office.queue.issue(Wish(make.new_id(), service, "1号取号机"))
    office.clock.at = now
    page = SettingsPage(office.account_needs("guanli"))
    desk.show(page)
    assert [label.text() for label in page.going][2] == "2025年9月15日以前的号票 3 张"
    boss = office.account_needs("zhuren")
    told = boss.day_end.run(boss.actor).lines[-1]
    assert (told.found, told.well) == ("本机有满 12 个月的号票 3 张，请系统管理员在设置里清理", False)
    held = Event()
    office.runner.run("db", lambda _: held.wait(), name="hold the lane")
    page.clear()
    page._show_going(boss.retention.preview(office.actor("guanli")))
    assert not page.buttons["Ctrl+3"].isEnabled(), "settings read anew meanwhile begin no second clearing"
    page.notice._cancelled()
    held.set()
    desk.settle()
    assert page.notice.words == "已停止清理，没有清完的下次再清"
    hands.press("Ctrl+3")
    desk.settle()
    assert page.notice.words.endswith("3 张号票")
    assert not page.buttons["Ctrl+3"].isEnabled()
    assert page.going[2].text() == "2025年9月15日以前的号票 0 张"
    assert {turn.ticket.day for turn in office.queue.turns(date.min, date.max)} == {date(2026, 9, 14)}
    log = LogPage(office.account_needs("shenji"))
    desk.show(log)
    assert "清理号票记录" in [act_words(one.action) for one in log.table.rows]


def test_the_account_for_fees_is_set_and_taken_back(desk: Desk, hands: Hands) -> None:
    needs = desk.office.account_needs("guanli")
    page = SettingsPage(needs)
    desk.show(page)

    def put(typed: str) -> str:
        page.table.choose(next(n for n, one in enumerate(page.table.rows) if one.setting.name == "account"))
        page.value.put(typed)
        page.reason.put("财政局通知")
        hands.press("Ctrl+1")
        desk.settle()
        return page.notice.words

    assert put(" 6326 0000 0000 001（演示） ") == "缴款通知的收款账号已改为 6326 0000 0000 001（演示）"
    assert put("号" * 201).startswith("“缴款通知的收款账号”")
    rows = {one.setting.name: one for one in needs.settings.rows(needs.actor)}
    assert rows["account"].value == "6326 0000 0000 001（演示）"
    assert rows["account"].setting.basis == "行政许可法第五十九条"
    assert put("") == "缴款通知的收款账号已改为 空"


def test_the_day_end_is_looked_at_by_the_supervisor_and_signed_on_one_page(desk: Desk, hands: Hands) -> None:
    page = DayEndPage(desk.office.account_needs("zhuren"))
    desk.show(page)
    hands.press("Ctrl+1")
    desk.settle()
    found = {one.subject: (one.found, one.well) for one in page.table.rows}
    assert list(found) == ["办件", "文书", "号票", "上传", "审计日志", "备份", "指纹", "保存期限"]
    assert found["保存期限"] == ("本机没有满 12 个月的号票", True)
    assert found["指纹"] == ("停用账户的指纹都已删除", True)
    assert found["审计日志"] == ("链条完整", True)
    assert found["上传"][0].startswith("本机没有接入中心")
    assert found["备份"] == ("还没有备份", False)
    assert page.notice.words == "有 1 项未完，请看上面"
    hands.press("Ctrl+5")
    desk.settle()
    pages = page_texts(desk.office.saved[-1].read_bytes())
    assert len(pages) == 1
    for words in ("2026年9月15日日终检查表", "号票", "还没有备份", "未完", "中心负责人", "旦正才让"):
        assert words in pages[0].replace("\n", "")


def test_the_day_end_is_printed_counted_and_a_printer_that_is_away_is_named(desk: Desk, hands: Hands) -> None:
    office = desk.office
    page = DayEndPage(office.account_needs("zhuren"))
    desk.show(page)
    hands.press("Ctrl+P")
    desk.settle()
    assert page.notice.words == "", "nothing was looked at yet"
    hands.press("Ctrl+1")
    desk.settle()
    hands.press("Ctrl+P")
    desk.settle()
    assert page.notice.words == "日终检查表 1 份已送打印"
    office.places["日终检查表"] = "三楼打印机"
    hands.press("Ctrl+P")
    desk.qtbot.waitUntil(lambda: "三楼打印机" in page.notice.words)
    desk.settle()
    (file,) = office.printed.iterdir()
    assert file.name == "00001-日终检查表-日终检查表 2026-09-15-hall-1.pdf"
    (text,) = page_texts(file.read_bytes())
    assert "2026年9月15日日终检查表" in text
    with office.store.read() as unit:
        jobs = unit.print_jobs.open()
        logged = [one.fields["facts"] for one in unit.audit.entries() if one.fields["action"] == "print.hall"]
    assert [(one.job.nth, one.job.size) for one in jobs] == [(2, A4_ACROSS)]
    assert logged == [{"kind": "day_end", "nth": nth, "copies": "1"} for nth in "12"]


def test_hours_by_season_and_weekday_hold_from_their_day_on(desk: Desk, hands: Hands) -> None:
    page = HoursPage(desk.office.account_needs("guanli"))
    desk.show(page)
    assert [one.season for one in page.table.rows] == ["全年"]
    for season, first, last in (("全年", "10-1", "4-30"), ("夏季", "5-1", "9-30")):
        page.shift.season.put(season)
        page.shift.first.put(first)
        page.shift.last.put(last)
        hands.press("Ctrl+2")
    page.shift.weekdays.put("五")
    page.shift.times[3].put("25:00")
    hands.press("Ctrl+2")
    page.edition.since.put("2026-9-16")
    page.edition.numbers["grace"].put("0")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words.startswith("班次要写四个时间")
    page.shift.times[3].put("17：00")
    hands.press("Ctrl+2")
    page.edition.name.put("中心考勤办法（2026 年修订）")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words.startswith("已保存，自2026年9月16日起执行")
    with desk.office.store.read() as unit:
        book = unit.rules.get(AttendanceBook)
        assert "setting.attendance" in [one.fields["action"] for one in unit.audit.entries()]
    before, friday, winter = (book.on(date(2026, *day)) for day in ((9, 15), (9, 18), (10, 16)))
    assert (before.grace, friday.grace) == (5, 0)
    assert shift_on(friday, date(2026, 9, 18)).times == (540, 720, 870, 1020)
    assert shift_on(winter, date(2026, 10, 16)).times == (540, 720, 870, 1050)


def test_an_exchanged_day_moves_the_calendar_and_keeps_its_source(desk: Desk, hands: Hands) -> None:
    page = DaysPage(desk.office.account_needs("guanli"))
    desk.show(page)
    page.day.put("2026-9-19")
    page.source.put("州政府办公室通知")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words.startswith("2026年9月19日本来就是这样")
    page.works.click()
    hands.press("Ctrl+1")
    desk.settle()
    assert [(one.day, one.works) for one in page.table.rows] == [
        (date(2026, 10, 19), False),
        (date(2026, 9, 19), True),
    ]
    assert page.table.rows[1].source == "州政府办公室通知"


def test_leave_is_asked_agreed_and_reported_back(desk: Desk, hands: Hands) -> None:
    page = LeavePage(desk.office.attendance_needs("maqiang"))
    desk.show(page)
    waiting = [n for n, one in enumerate(page.table.rows) if one.state is LeaveState.ASKED]
    page.table.choose(waiting[0])
    office, later = desk.office, day_start(date(2026, 9, 21)) + timedelta(hours=9)
    needs = office.attendance_needs("zhuoma")
    office.clock.at += timedelta(minutes=1)
    needs.leaves.ask(needs.actor, LeaveKind.SICK, later, later + timedelta(hours=8), "看病")
    desk.qtbot.waitUntil(lambda: page.table.rows[0].leave.request.begins == later)
    hands.press("Ctrl+5")
    desk.settle()
    assert page.notice.words == "已同意 格桑德吉 请假"
    page.choose(LeaveKind.ERRAND)
    page.begins.put("2026-9-15 15:00")
    page.ends.put("2026-9-15 18:00")
    page.reason.put("送文件")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words.startswith("临时外出最多 120 分钟")
    page.ends.put("2026-9-15 16：00")
    hands.press("Ctrl+1")
    desk.settle()
    assert LeaveKind.ERRAND in [one.leave.request.kind for one in page.table.rows]


def test_a_correction_and_the_sheet_as_file_and_paper(desk: Desk, hands: Hands) -> None:
    page = MonthPage(desk.office.attendance_needs("zhuren"))
    desk.show(page)
    page.table.choose(next(n for n, one in enumerate(page.table.rows) if one.person.name == "才让多杰"))
    page.day.put("1")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words == "请写明理由。"
    page.reason.put("通勤车晚点")
    hands.press("Ctrl+1")
    desk.settle()
    line = next(one for one in page.table.rows if one.person.name == "才让多杰")
    first = line.days[0].slots[0]
    assert (first.result, first.computed) == (SlotResult.NORMAL, SlotResult.LATE)
    assert page.notice.words == "已更正 才让多杰 的考勤"
    hands.press("Ctrl+4", "Ctrl+5")
    desk.settle()
    hands.press("Ctrl+P")
    desk.settle()
    assert page.notice.words == "考勤月报 1 份已送打印"
    book, paper = desk.office.saved
    (printed,) = desk.office.printed.glob("*-考勤月报 2026-09-01-hall-1.pdf")
    assert printed.read_bytes() == paper.read_bytes()
    sheets = load_workbook(book)
    assert sheets.sheetnames == ["2026年9月考勤汇总表", "2026年9月考勤登记表"]
    cells = [[cell.value for cell in row] for row in sheets.worksheets[0].iter_rows(min_row=3)]
    assert cells[0][:5] == ["序号", "单位", "窗口", "姓名", "岗位"]
    mine = next(row for row in cells if row[3] == "才让多杰")
    assert mine[4] == "B"
    assert "更正1次" in str(mine[-1])
    assert any("依据：中心考勤办法（试行）" in str(row[0]) for row in cells)
    text = "".join(page_texts(paper.read_bytes()))
    for words in ("2026年9月考勤汇总表", "2026年9月考勤登记表", "才让多杰", "中心负责人", "中心考勤办法"):
        assert words in text.replace("\n", "")
    with desk.office.store.read() as unit:
        assert "attendance.correct" in [one.fields["action"] for one in unit.audit.entries()]


def test_a_patrol_is_recorded(desk: Desk, hands: Hands) -> None:
    page = RoundsPage(desk.office.attendance_needs("zhuren"))
    desk.show(page)
    page.counter.put("26")
    page.login.put("niemand")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words == "没有这个账户，请核对。"
    page.login.put("zhuoma")
    hands.press("Ctrl+1")
    desk.settle()
    assert page.table.rows[0].person == "卓玛措"


def test_each_has_the_pages_of_the_own_right(desk: Desk) -> None:
    office = desk.office
    assert pages_for(office.actor("zhuoma")) == ["own", "leave"]
    assert pages_for(office.actor("maqiang")) == ["own", "leave", "month"]
    assert pages_for(office.actor("zhuren")) == list(PAGES)


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("name", [*ACCOUNT_PAGES, "attendance"])
def test_the_walk(desk: Desk, qapp: QApplication, name: str, width: int, height: int, scale: float) -> None:
    office = desk.office
    if name == "attendance":
        whole: QWidget = AttendancePage(office.attendance_needs("zhuren"))
    else:
        whole = ACCOUNT_PAGES[name](office.account_needs("shenji" if name == LOG else "guanli"))
    desk.show(whole, width, height)

    def walk() -> list[str]:
        found: list[str] = []
        for part in PAGES if isinstance(whole, AttendancePage) else ("",):
            if isinstance(whole, AttendancePage):
                whole.show_page(part)
            desk.settle()
            settle(qapp)
            found += map(str, faults(whole))
        return found

    for theme in THEMES:
        dress_for(office.look, theme, scale)
        assert walk() == []
    with stretched(qapp):
        assert walk() == []
        assert untranslated(whole) == []
    settle(qapp)
    assert tab_faults(whole, qapp) == []
