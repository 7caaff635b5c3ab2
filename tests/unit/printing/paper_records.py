"""Papers of invented people: ordinary, smallest and longest sensible."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from app.domain.cases import ApplicantKind
from app.domain.details import (
    Accepted,
    DeemedAccepted,
    Form,
    HandedIn,
    Noticed,
    Problem,
    Received,
    RefusalReason,
    Rejected,
    StepDetail,
    Supplemented,
)
from app.domain.papers import DOCUMENT_WORD, Paper, PaperKind, PrintMark, paper_of
from app.domain.timers import Timer, TimerKey
from tests import factories

TEN_TWENTY_FOUR = datetime(2026, 9, 15, 2, 24, tzinfo=UTC)
DAY = date(2026, 9, 15)
RARE_NAME = "才让·卓玛𬭎𠮷（ཚེ་རིང་སྒྲོལ་མ།）"
MATERIALS = (
    HandedIn("117-01-M01", "食品经营许可申请书", Form.ORIGINAL, 1, 4),
    HandedIn("117-01-M02", "营业执照复印件", Form.COPY, 1, 1, "原件已核对"),
    HandedIn("117-01-M03", "与食品经营相适应的主要设备设施布局、操作流程等文件", Form.ORIGINAL, 2, 6),
    HandedIn("", "委托书", Form.ELECTRONIC, 1, 1, "自备"),
)
PROBLEMS = (
    Problem(
        "117-01-M02",
        "经营者身份证",
        "已于2026年8月30日到期",
        "交新证复印件1份，核对原件",
        "食品经营许可和备案管理办法第十五条",
    ),
    Problem("117-01-M03", "经营场所使用权证明", "租赁合同缺第3页（出租人签字页）", "补齐后交复印件1份"),
)
NOTICED = Noticed(PROBLEMS, date(2026, 9, 29))
REJECTED = Rejected(
    RefusalReason.NOT_OUR_COMPETENCE, "果洛藏族自治州市场监督管理局", "特殊食品生产许可由州级以上机关办理。"
)
TIMERS = (
    Timer(TimerKey.NOTICE, DAY, date(2026, 9, 21), False, DAY),
    Timer(TimerKey.STATUTORY, DAY, date(2026, 10, 19), False),
    Timer(TimerKey.PROMISE, DAY, date(2026, 9, 27), False),
)
DETAILS: dict[str, StepDetail] = {
    "received": Received(MATERIALS),
    "supplemented": Supplemented(MATERIALS[2:]),
    "accepted": Accepted(),
    "promised": Accepted(("健康证明", "食品安全管理制度"), date(2026, 9, 30)),
    "deemed": DeemedAccepted(date(2026, 9, 21)),
    "noticed": NOTICED,
    "noticed_again": replace(NOTICED, approval=factories.approval()),
    "rejected": REJECTED,
}


def paper(detail: StepDetail, **changes: Any) -> Paper:
    """Return the paper that a step of this kind writes, for an ordinary case of the demo hall."""
    kind = paper_of(detail)
    assert kind is not None
    number = f"玛市监{DOCUMENT_WORD[kind]}〔2026〕100037号"
    ordinary = Paper(
        kind=kind,
        number=number,
        hall=factories.hall(),
        department=factories.department(),
        item=factories.item(),
        case=factories.header(),
        step=factories.step(detail, on=DAY, at=TEN_TWENTY_FOUR, document=number),
        materials=MATERIALS,
        timers=TIMERS,
        mark=PrintMark(1, 3 if kind in (PaperKind.ACCEPTANCE, PaperKind.REFUSAL) else 2, TEN_TWENTY_FOUR),
        full_code=False,
    )
    return replace(ordinary, **changes)


def smallest(detail: StepDetail) -> Paper:
    """Return a paper of a real hall with as little on it as records allow."""
    base = paper(detail)
    item = replace(
        base.item, statutory=None, procedures=(), legal_basis="", implementation_code="", type_code="20"
    )
    header = replace(base.case, agent=None, applicant=replace(base.case.applicant, name="李", address=""))
    return replace(
        base,
        hall=replace(base.hall, demo=False),
        item=item,
        case=header,
        materials=MATERIALS[:1],
        timers=TIMERS[:1],
    )


def longest(detail: StepDetail) -> Paper:
    """Return a paper with names of 200 characters, 40 materials, Tibetan and rare characters, an agent."""
    name = (RARE_NAME * 10)[:190] + "有限责任公司"
    many = tuple(
        HandedIn("", f"{number}号材料：{NAME_OF_MATERIAL}", Form.COPY, 2, 12, "原件已核对，复印件留存")
        for number in range(1, 41)
    )
    base = paper(_lengthened(detail, many))
    who = replace(
        base.case.applicant,
        kind=ApplicantKind.ORGANISATION,
        name=name,
        code_name="统一社会信用代码",
        code="91632621MA75K00X30",
        representative="སྐལ་བཟང་རྡོ་རྗེ། 尕藏多杰",
        address="玛沁县拉加镇" + "དར་ལག་རྫོང་།" * 10,
    )
    case = replace(
        base.case, applicant=who, agent=factories.agent(), delivery_way="邮寄", item_name=base.item.name * 4
    )
    item = replace(base.item, legal_basis="《中华人民共和国食品安全法》第三十五条；" * 6)
    return replace(
        base, case=case, item=item, materials=many, mark=PrintMark(3, 5, TEN_TWENTY_FOUR), full_code=True
    )


NAME_OF_MATERIAL = "经营场所使用权证明（房屋所有权证、租赁合同或者无偿使用证明）ཁང་པའི་བདག་དབང་ལག་ཁྱེར།"


def _lengthened(detail: StepDetail, many: tuple[HandedIn, ...]) -> StepDetail:
    if isinstance(detail, Received | Supplemented):
        return replace(detail, materials=many)
    if isinstance(detail, Noticed):
        problem = "材料不全。" * 100
        long = tuple(
            Problem(
                "", one.name, problem[:500] if number % 20 == 0 else problem[:60], "请补交" * 20, "法条" * 15
            )
            for number, one in enumerate(many)
        )
        return replace(detail, problems=long)
    if isinstance(detail, Rejected):
        return replace(detail, explanation=("不属于本机关职权范围，" * 180)[:2000], where="某机关" * 30)
    return detail
