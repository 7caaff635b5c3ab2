"""The office works through complaints by keys: accepted, answered in writing, closed by a second person."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.accounts import Right
from app.domain.complaints import ComplaintKind, ComplaintState
from app.domain.ids import new_id
from app.services.complaints import Brought
from tests.e2e.guide.bench import SIZE, Bench, settled
from tests.e2e.hands import Hands
from tests.e2e.walk import faults, stretched, tab_faults, untranslated
from ui.band import Band
from ui.complaints.page import ComplaintDependencies, ComplaintsPage
from ui.i18n import tr
from ui.staff_window import PageTab, StaffWindow


@pytest.fixture
def bench(make_bench: Callable[..., Bench]) -> Bench:
    return make_bench()


def office(bench: Bench, application: QApplication) -> tuple[StaffWindow, ComplaintsPage]:
    """Open the page of the centre's office over the desk's store."""
    needs = bench.needs
    for words in ("等了一上午。", "又等了一上午。"):
        brought = Brought(new_id(), ComplaintKind.COMPLAINT, words, "9 号窗口", "", "拉毛", "13800000003")
        needs.complaints.take_down(needs.actor, brought)
    actor = replace(needs.actor, rights=frozenset({Right.SUPERVISOR}), name="主任")
    page = ComplaintsPage(
        ComplaintDependencies(needs.look, needs.runner, needs.changes, actor, needs.complaints)
    )
    band = Band(needs.look, needs.hall.name, tr("中心管理"), [tr("投诉")], actor.name, bench.clock.now)
    window = StaffWindow(needs.look, application, band, [PageTab(tr("投诉"), lambda: page)], tr("中心管理"))
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    window.show_page(0)
    return window, page


def test_a_named_complaint_is_answered_in_writing_and_closed_by_two(bench: Bench, qapp: QApplication) -> None:
    window, page = office(bench, qapp)
    wait, hands = settled(bench, qapp), Hands(qapp)
    wait()
    found = [*faults(window), *tab_faults(window, qapp)]
    with stretched(qapp):
        wait()
        found += [*faults(window), *untranslated(window)]
    assert not found
    page.table.setFocus()
    first = page.table.rows[0].view.complaint.id

    def press(key: str) -> ComplaintState:
        hands.press(key)
        wait()
        chosen = page.table.chosen()
        assert chosen is not None
        assert chosen.view.complaint.id == first, "it has more time now and stands further down"
        return chosen.view.state

    assert press("Ctrl+1") is ComplaintState.ACCEPTED
    page.words.put("已增开窗口。")
    assert press("Ctrl+3") is ComplaintState.ACCEPTED
    assert page.notice.words.startswith("实名投诉必须书面答复")
    page.in_writing.setChecked(True)
    assert press("Ctrl+3") is ComplaintState.ANSWERED
    page.words.put("已回访。")
    page.reviewer.put("主任")
    assert press("Ctrl+4") is ComplaintState.ANSWERED
    assert page.notice.words.startswith("结案要由另一人复核")
    page.reviewer.put("副主任")
    assert press("Ctrl+4") is ComplaintState.CLOSED
    assert not any(button.isEnabled() for button in page.buttons.values())
    window.close()
    window.deleteLater()
