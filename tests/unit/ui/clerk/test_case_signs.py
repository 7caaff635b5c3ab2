"""How a case stands: a sign and words, and what needs a hand first stands first."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.lifecycle import State
from data.working_days import national_table
from tests import factories as make
from tests.integration.store.filling import row
from ui.clerk.case_signs import in_order, standing
from ui.theme import Sign

TODAY = date(2026, 9, 15)
CALENDAR = national_table()
BASE = replace(row(make.header()), state=State.ACCEPTED, due=None, promise_due=None, statutory_due=None)


@pytest.mark.parametrize(
    ("changes", "sign", "words"),
    [
        ({"promise_due": date(2026, 9, 22)}, Sign.ON_TIME, "剩 6 天"),  # 20 September is worked
        ({"promise_due": date(2026, 9, 16)}, Sign.SOON, "提示 剩 1 天"),
        ({"promise_due": TODAY}, Sign.SOON, "今天到期"),
        ({"promise_due": date(2026, 9, 14)}, Sign.LATE, "黄牌 超承诺 1 天"),
        (
            {"promise_due": date(2026, 9, 9), "statutory_due": date(2026, 9, 11)},
            Sign.OVERDUE,
            "红牌 超法定 2 天",
        ),
        ({"statutory_due": date(2024, 9, 1)}, Sign.OVERDUE, "红牌 超法定 2 年多"),
        ({}, Sign.ON_TIME, "办理中"),
        ({"state": State.CORRECTING, "due": date(2026, 9, 17)}, Sign.WAITING, "待补正 剩 2 天"),
        ({"state": State.CORRECTING, "due": date(2026, 9, 14)}, Sign.SOON, "补正已到期"),
        ({"state": State.SUSPENDED}, Sign.PAUSED, "特别程序"),
        ({"state": State.READY}, Sign.WAITING, "待领取"),
        ({"state": State.WITHDRAWN}, Sign.DONE, "申请人撤回"),
        ({"state": State.RECEIVED, "due": date(2026, 9, 21)}, Sign.ON_TIME, "已收件 剩 5 天"),
        ({"state": State.GRANTED, "due": date(2026, 9, 14)}, Sign.LATE, "准予 已超期"),
        ({"forked": True}, Sign.SOON, "分支待选定"),
    ],
)
def test_each_standing_has_its_sign_and_words(changes: dict[str, object], sign: Sign, words: str) -> None:
    case = replace(BASE, **changes)  # type: ignore[arg-type]  # the table names fields of any type
    assert standing(case, CALENDAR, TODAY) == (sign, words)


def test_what_needs_a_hand_stands_first() -> None:
    late = replace(BASE, number="1", promise_due=date(2026, 9, 14))
    over = replace(BASE, number="2", statutory_due=date(2026, 9, 11))
    done = replace(BASE, number="3", state=State.DELIVERED)
    calm = replace(BASE, number="4", promise_due=date(2026, 9, 30), due=date(2026, 9, 30))
    sooner = replace(BASE, number="5", promise_due=date(2026, 9, 24), due=date(2026, 9, 24))
    ordered = in_order([done, calm, late, sooner, over], CALENDAR, TODAY)
    assert [shown.row.number for shown in ordered] == ["2", "1", "5", "4", "3"]
