"""Enrolling with consent, punching, deleting, a sensor that goes away: by keyboard; and the walk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.domain.attendance import SlipReason
from app.domain.fingers import EndReason
from app.domain.scripts import ScriptRules
from devices.fingerprint.commands import Code, Confirmation
from devices.fingerprint.driver import POLL_SECONDS
from devices.simulators.fingerprint import FingerprintSimulator
from tests.e2e.check_in.conftest import PASSWORD, SENSOR, Post
from tests.e2e.hands import Hands
from tests.e2e.walk import (
    SIZES,
    THEMES,
    dress_for,
    faults,
    settle,
    stands_before,
    stretched,
    tab_faults,
    untranslated,
)
from tests.factories import NINE
from ui.check_in.enrol_page import EnrolPage
from ui.check_in.password_page import PasswordPage
from ui.check_in.punch_page import ROUND_SECONDS, PunchPage
from ui.left_fingers import LeftFingers
from ui.look import Look

MakePost = Callable[..., Post]
WAIT = 15_000


@pytest.fixture
def hands(qapp: QApplication) -> Hands:
    return Hands(qapp)


def punch_page(post: Post) -> PunchPage:
    page = post.window.page(0)
    assert isinstance(page, PunchPage)
    return page


def enrol_page(post: Post, qtbot: QtBot, hands: Hands) -> EnrolPage:
    """Go to the page of fingers and wait for its list."""
    hands.press("Alt+2")
    page = post.window.page(1)
    assert isinstance(page, EnrolPage)
    qtbot.waitUntil(lambda: page.table.rows != (), timeout=WAIT)
    return page


def enrol(post: Post, qtbot: QtBot, hands: Hands) -> EnrolPage:
    """Enrol the first of the staff by keys alone."""
    page = enrol_page(post, qtbot, hands)
    hands.press("Ctrl+1", "Space", "Ctrl+1")
    post.plug.command("touch thumb thumb index index")
    qtbot.waitUntil(page.enrolled.isVisible, timeout=WAIT)
    post.plug.command("lift")
    return page


def test_two_takes_of_two_fingers_with_consent(make_post: MakePost, qtbot: QtBot, hands: Hands) -> None:
    post = make_post()
    page = enrol_page(post, qtbot, hands)
    hands.press("Ctrl+1")
    assert hands.holds() == "本人已读，单独同意录入指纹", "without consent it leads to the consent"
    assert page.notice.words.startswith("没有本人的单独同意")
    hands.press("Space", "Ctrl+1")
    seen = [page.takes.done]
    for finger in ("thumb", "thumb", "index", "index"):
        post.plug.command(f"touch {finger}")
        qtbot.waitUntil(lambda: page.takes.done > seen[-1] or page.enrolled.isVisible(), timeout=WAIT)
        seen.append(page.takes.done)
    qtbot.waitUntil(page.enrolled.isVisible, timeout=WAIT)
    assert seen[:4] == [0, 1, 2, 3]
    assert post.slots == {0: "thumb", 1: "index"}
    assert post.recorded() == ["finger_enrolment"]
    assert page.notice.words == "卓玛措 的两个手指已录入"
    assert page.count.text() == "6 人，已录 1 人"


def test_a_finger_names_its_person_and_sounds(make_post: MakePost, qtbot: QtBot, hands: Hands) -> None:
    post = make_post()
    enrol(post, qtbot, hands)
    hands.press("Alt+1")
    page = punch_page(post)
    post.plug.command("touch index")
    qtbot.waitUntil(lambda: page.words.text() == "卓玛措", timeout=WAIT)
    assert page.below.text() == "09:00:00 上午上班，正常"
    qtbot.waitUntil(lambda: post.tones == [True], timeout=WAIT)
    qtbot.waitUntil(lambda: [punch.person for punch in page.table.rows] == ["卓玛措"], timeout=WAIT)
    post.plug.command("touch stranger")
    qtbot.waitUntil(lambda: page.words.text() == "请用其他手指", timeout=WAIT)
    assert page.tibetan.text() == "མཛུབ་མོ་གཞན་གྱི་མཛུབ་རིས་འཇུག་རོགས།"
    assert page.below.text() == "没有找到这个指纹。请换一个已登记的手指再按一次。"
    qtbot.waitUntil(lambda: post.tones == [True, False], timeout=WAIT)
    assert post.recorded() == ["finger_enrolment", "punch"]


def test_the_fingers_of_who_left_go_while_the_stand_waits_for_others(
    make_post: MakePost, qtbot: QtBot, hands: Hands
) -> None:
    post = make_post()
    enrol(post, qtbot, hands)
    hands.press("Alt+1")  # the stand listens and holds the sensor's lane, round after round
    looking = LeftFingers(post.needs.runner, post.needs.desk, lambda: post.needs.enrolling)
    who = post.people["卓玛措"]
    with post.store.write() as unit:
        unit.accounts.put(replace(who, enabled=False, revision=2))
        unit.commit()
    looking.look()
    qtbot.waitUntil(lambda: post.slots == {}, timeout=WAIT)
    qtbot.waitUntil(lambda: post.recorded() == ["finger_enrolment", "finger_end"], timeout=WAIT)
    post.plug.command("touch thumb")
    qtbot.waitUntil(lambda: punch_page(post).words.text() == "请用其他手指", timeout=WAIT)
    looking.stop()


def test_a_finger_left_lying_is_asked_to_lift(make_post: MakePost, qtbot: QtBot, hands: Hands) -> None:
    post = make_post()
    enrol(post, qtbot, hands)
    post.plug.command("finger thumb")
    hands.press("Alt+1")
    page = punch_page(post)
    qtbot.waitUntil(lambda: page.words.text() == "抬起手指再按一次", timeout=WAIT)
    post.plug.command("lift")
    qtbot.waitUntil(lambda: page.words.text() == "请验证指纹", timeout=WAIT)
    assert page.tibetan.text() == "མཛུབ་རིས་ར་སྤྲོད་བྱེད།"
    assert post.recorded() == ["finger_enrolment"]


def test_tibetan_stands_above_where_the_hall_says_so(make_post: MakePost, qapp: QApplication) -> None:
    post = make_post(admin=False, rules=ScriptRules(tibetan_first=1))
    settle(qapp)
    page = punch_page(post)
    assert stands_before(post.window, page.tibetan.text(), page.words.text())
    assert not faults(post.window)


def test_it_goes_on_by_itself_for_the_next(make_post: MakePost, qtbot: QtBot, hands: Hands) -> None:
    post = make_post()
    enrol(post, qtbot, hands)
    hands.press("Alt+1")
    page = punch_page(post)
    for expected in (1, 2):
        here = partial(lambda n: len(page.table.rows) == n, expected)
        post.plug.command("touch thumb")
        qtbot.waitUntil(here, timeout=WAIT)
    qtbot.waitUntil(lambda: page.words.text() == "请验证指纹", timeout=WAIT)


def test_stopped_by_escape_nothing_stays(make_post: MakePost, qtbot: QtBot, hands: Hands) -> None:
    post = make_post()
    page = enrol_page(post, qtbot, hands)
    hands.press("Ctrl+1", "Space", "Ctrl+1")
    post.plug.command("touch thumb thumb")
    qtbot.waitUntil(lambda: page.takes.done == 2, timeout=WAIT)
    hands.press("Escape")
    assert page.words.text() == "已停止，没有录入。"
    qtbot.waitUntil(post.needs.runner.idle, timeout=WAIT)
    assert post.slots == {}
    assert post.recorded() == []


def test_unplugged_in_the_middle_one_sentence(make_post: MakePost, qtbot: QtBot, hands: Hands) -> None:
    post = make_post()
    page = enrol_page(post, qtbot, hands)
    hands.press("Ctrl+1", "Space", "Ctrl+1")
    post.plug.command("touch thumb thumb")
    qtbot.waitUntil(lambda: page.takes.done == 2, timeout=WAIT)
    post.plug.unplug()
    qtbot.waitUntil(lambda: page.notice.words.startswith(("端口", "找不到端口")), timeout=WAIT)
    assert post.recorded() == []
    qtbot.waitUntil(lambda: post.window.band.devices.words == f"{SENSOR}：端口断开", timeout=WAIT)
    hands.press("Alt+1")
    punching = punch_page(post)
    assert punching.words.text() == "指纹仪现在不能用"
    post.plug.replug()
    qtbot.waitUntil(lambda: punching.words.text() == "请验证指纹", timeout=WAIT)
    qtbot.waitUntil(lambda: post.slots == {}, timeout=WAIT)


def test_a_full_sensor_says_so(make_post: MakePost, qtbot: QtBot, hands: Hands) -> None:
    post = make_post()
    page = enrol_page(post, qtbot, hands)
    post.plug.fault("full")
    hands.press("Ctrl+1", "Space", "Ctrl+1")
    qtbot.waitUntil(lambda: page.notice.words.startswith("指纹模块已存满"), timeout=WAIT)
    assert post.recorded() == []


def test_withdrawn_consent_deletes_after_a_question(make_post: MakePost, qtbot: QtBot, hands: Hands) -> None:
    post = make_post()
    page = enrol(post, qtbot, hands)
    hands.press("Ctrl+3")
    dialog = page.findChild(QDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "删除 卓玛措 的指纹"
    hands.press("Escape")
    assert len(post.slots) == 2
    hands.press("Ctrl+3")
    again = page.findChildren(QDialog)[-1]
    again.done(1)
    qtbot.waitUntil(lambda: post.slots == {}, timeout=WAIT)
    qtbot.waitUntil(lambda: post.recorded() == ["finger_enrolment", "finger_end"], timeout=WAIT)
    qtbot.waitUntil(page.consent.isVisible, timeout=WAIT)
    assert not page.consent.tick.isChecked(), "who comes back consents anew"
    with post.store.read() as unit:
        ends = [row.payload["reason"] for row in unit.outbox.rows() if row.kind == "finger_end"]
    assert ends == [EndReason.WITHDRAWN.value]


def test_consent_belongs_to_one_person(make_post: MakePost, qtbot: QtBot, hands: Hands) -> None:
    post = make_post()
    page = enrol_page(post, qtbot, hands)
    page.consent.tick.setChecked(True)
    page.table.choose(1)
    assert not page.consent.tick.isChecked()


def test_without_an_administrator_there_is_no_enrolment(make_post: MakePost, hands: Hands) -> None:
    post = make_post(admin=False)
    hands.press("Alt+2")
    assert isinstance(post.window.page(1), PasswordPage)
    hands.press("Alt+3")
    assert post.window.page(2) is None


def password_page(post: Post, hands: Hands) -> PasswordPage:
    hands.press("Alt+3")
    page = post.window.page(2)
    assert isinstance(page, PasswordPage)
    return page


def fill(hands: Hands, *texts: str) -> None:
    """Type into one field after the other, and Enter after each."""
    for text in texts:
        hands.type(text)
        hands.press("Return")


def test_a_password_before_a_supervisor_is_as_good(make_post: MakePost, qtbot: QtBot, hands: Hands) -> None:
    post = make_post()
    page = password_page(post, hands)
    fill(hands, "staff1", PASSWORD, "yy", PASSWORD)
    qtbot.waitUntil(lambda: post.tones == [True], timeout=WAIT)
    assert page.notice.words == "才让多杰：09:00:00 上午上班，正常"
    assert [field.text for field in page.fields] == ["", "", "", ""]
    assert page.login.edit.hasFocus(), "the next person begins"
    with post.store.read() as unit:
        (slip,) = unit.attendance.slips(NINE, NINE + timedelta(seconds=1))
    assert (slip.person, slip.actor_name, slip.reason) == ("才让多杰", "主任", SlipReason.PASSWORD)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("staff1", "wrong-2026", "yy", PASSWORD), "用户名或密码不对"),
        (("yy", PASSWORD, "yy", PASSWORD), "不能"),
        (("staff1", PASSWORD, "staff2", PASSWORD), "没有"),
    ],
    ids=["wrong password", "the own witness", "a witness without the right"],
)
def test_a_password_that_is_not_enough(
    make_post: MakePost, qtbot: QtBot, hands: Hands, typed: tuple[str, ...], said: str
) -> None:
    post = make_post()
    page = password_page(post, hands)
    fill(hands, *typed)
    qtbot.waitUntil(lambda: post.tones == [False], timeout=WAIT)
    assert said in page.notice.words
    assert (page.password.text, page.witness_password.text) == ("", "")
    assert page.login.text == typed[0]
    with post.store.read() as unit:
        assert unit.attendance.slips(NINE, NINE + timedelta(seconds=1)) == ()


def test_what_was_typed_is_forgotten_with_the_page(make_post: MakePost, hands: Hands) -> None:
    page = password_page(make_post(), hands)
    hands.type("staff1")
    hands.press("Alt+1")
    assert page.login.text == ""


def test_a_second_finger_at_once_counts_once(make_post: MakePost, qtbot: QtBot, hands: Hands) -> None:
    post = make_post()
    enrol(post, qtbot, hands)
    hands.press("Alt+1")
    page = punch_page(post)
    post.plug.command("touch index")
    qtbot.waitUntil(lambda: post.tones == [True], timeout=WAIT)
    post.clock.at += timedelta(seconds=20)
    post.plug.command("touch thumb")
    qtbot.waitUntil(lambda: post.tones == [True, True], timeout=WAIT)
    assert page.below.text() == "09:00:20 已记下。刚打过卡，或不在打卡时段，这次不另计"


def test_who_comes_late_is_told_so(make_post: MakePost, qtbot: QtBot, hands: Hands) -> None:
    post = make_post()
    enrol(post, qtbot, hands)
    hands.press("Alt+1")
    post.clock.at += timedelta(minutes=11)
    post.plug.command("touch index")
    page = punch_page(post)
    qtbot.waitUntil(lambda: page.below.text() == "09:11:00 上午上班，迟到", timeout=WAIT)


def at_pictures(post: Post, then: Callable[[bytes], None]) -> None:
    """Do something each time the sensor was asked for a picture; it gets the answer."""
    brain = post.plug.device
    assert isinstance(brain, FingerprintSimulator)
    take = brain._answers[Code.GEN_IMG]

    def taken(parameters: bytes) -> bytes:
        answer = take(parameters)
        then(answer)
        return answer

    brain._answers[Code.GEN_IMG] = taken


def test_no_finger_says_nothing_and_goes_on(make_post: MakePost, qtbot: QtBot, hands: Hands) -> None:
    post = make_post()
    enrol(post, qtbot, hands)
    post.plug.fault("no_finger")
    asked: list[bytes] = []
    at_pictures(post, asked.append)
    hands.press("Alt+1")
    page = punch_page(post)
    qtbot.waitUntil(lambda: len(asked) > ROUND_SECONDS / POLL_SECONDS + 5, timeout=WAIT)
    assert page.words.text() == "请验证指纹"
    assert (post.tones, post.recorded()) == ([], ["finger_enrolment"])
    post.plug.clear()
    post.plug.command("touch index")
    qtbot.waitUntil(lambda: page.words.text() == "卓玛措", timeout=WAIT)


def test_unplugged_in_mid_capture_nothing_is_recorded(
    make_post: MakePost, qtbot: QtBot, hands: Hands
) -> None:
    post = make_post()
    enrol(post, qtbot, hands)
    pulled: list[bytes] = []

    def pull(answer: bytes) -> None:
        """Pull the plug before the features of the picture are asked for; it is back a second later."""
        if answer[0] == Confirmation.OK and not pulled:
            pulled.append(answer)
            post.plug._set_fault("unplug", 1)

    at_pictures(post, pull)
    hands.press("Alt+1")
    page = punch_page(post)
    post.plug.command("touch index")
    qtbot.waitUntil(lambda: bool(pulled) and page.words.text() != "请验证指纹", timeout=WAIT)
    assert page.words.text() in ("没有打上卡", "指纹仪现在不能用")
    assert post.recorded() == ["finger_enrolment"]
    qtbot.waitUntil(lambda: page.words.text() == "请验证指纹", timeout=WAIT)
    post.plug.command("touch index")
    qtbot.waitUntil(lambda: post.tones == [True], timeout=WAIT)
    assert post.recorded() == ["finger_enrolment", "punch"]


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_the_walk(
    make_post: MakePost,
    qtbot: QtBot,
    qapp: QApplication,
    look: Look,
    hands: Hands,
    width: int,
    height: int,
    scale: float,
) -> None:
    post = make_post(size=(width, height))
    page = enrol(post, qtbot, hands)

    def walk() -> list[str]:
        found: list[str] = []
        for keys, row in (("Alt+1", 0), ("Alt+2", 0), ("Alt+2", 1), ("Alt+3", 0)):
            hands.press(keys)
            page.table.choose(row)
            settle(qapp)
            found += map(str, faults(post.window))
        return found

    for theme in THEMES:
        dress_for(look, theme, scale)
        assert walk() == []
    with stretched(qapp):
        assert walk() == []
        assert untranslated(post.window) == []
    for keys in ("Alt+1", "Alt+2", "Alt+3"):
        hands.press(keys)
        settle(qapp)
        assert tab_faults(post.window, qapp) == []
