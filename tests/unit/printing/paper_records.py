"""Papers of invented people: ordinary, smallest and longest sensible."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from app.domain.cases import ApplicantKind, Step
from app.domain.details import (
    Accepted,
    DeemedAccepted,
    Delivered,
    Denied,
    Extended,
    Form,
    Granted,
    HandedIn,
    Noticed,
    Problem,
    Received,
    RefusalReason,
    Rejected,
    Signed,
    StepDetail,
    StepKind,
    Supplemented,
    Suspended,
)
from app.domain.papers import COPIES, DOCUMENT_WORD, Paper, PaperKind, PrintMark, paper_of
from app.domain.timers import Timer, TimerKey
from app.domain.workdays import Due
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
EXTENDED_TIMERS = (
    TIMERS[0],
    Timer(TimerKey.STATUTORY, DAY, date(2026, 11, 2), False),
    Timer(TimerKey.PROMISE, DAY, date(2026, 10, 14), False),
)
DELIVERY_TIMERS = (*TIMERS, Timer(TimerKey.DELIVERY, DAY, date(2026, 9, 29), False))
PROMISED = Accepted(("健康证明", "食品安全管理制度"), date(2026, 9, 30))
DETAILS: dict[str, StepDetail] = {
    "received": Received(MATERIALS),
    "supplemented": Supplemented(MATERIALS[2:]),
    "accepted": Accepted(),
    "promised": PROMISED,
    "promise": PROMISED,
    "deemed": DeemedAccepted(date(2026, 9, 21)),
    "noticed": NOTICED,
    "noticed_again": replace(NOTICED, approval=factories.approval()),
    "rejected": REJECTED,
    "suspended": Suspended("检验", factories.limit(5)),
    "extended": Extended(factories.limit(10), factories.approval(reason="案情复杂，需要现场核查设备布局。")),
    "granted": Granted("经营项目：热食类食品制售。", "旦正才让", "5年", "不得超出核准的经营项目"),
    "denied": Denied("不予许可", "旦正才让", "食品处理区与卫生间没有隔离，不符合食品安全标准的要求。"),
    "delivered": Delivered("窗口领取", "才让多杰", "本人", True, "", Signed.OWN, "才让多杰"),
}
SECOND_PAPERS = {"promise": PaperKind.SHORTAGE_PROMISE}


def paper(name: str, **changes: Any) -> Paper:
    """Return the paper of one of `DETAILS`, for an ordinary case of the demo hall."""
    detail = DETAILS[name]
    first = paper_of(detail)
    assert first is not None
    kind = SECOND_PAPERS.get(name, first)
    number = f"玛市监{DOCUMENT_WORD[first]}〔2026〕100037号"
    step = factories.step(detail, on=DAY, at=TEN_TWENTY_FOUR, document=number)
    ordinary = Paper(
        kind=kind,
        number=number,
        hall=factories.hall(),
        department=factories.department(),
        item=factories.item(),
        case=factories.header(),
        step=step,
        materials=MATERIALS,
        timers=LIMITS.get(name, TIMERS),
        mark=PrintMark(1, COPIES[kind], TEN_TWENTY_FOUR),
        full_code=False,
        history=(*_before(name), step),
        timers_before=TIMERS,
        expected_end=Due(date(2026, 9, 21), False),
    )
    return replace(ordinary, **changes)


LIMITS = {"extended": EXTENDED_TIMERS, "granted": DELIVERY_TIMERS}


def _before(name: str) -> tuple[Step, ...]:
    """Return the steps that led to this one, as far as papers speak of them."""
    found = [factories.step(Received(MATERIALS), document="玛市监收〔2026〕100012号")]
    if name in ("suspended", "extended", "granted", "denied", "delivered"):
        found.append(factories.step(Accepted(), document="玛市监受〔2026〕100021号"))
    if name == "delivered":
        found.append(factories.step(DETAILS["granted"], document="玛市监准〔2026〕100033号"))
        found.append(factories.step(factories.detail(StepKind.CERTIFICATE_READY)))
    return tuple(found)


def smallest(name: str) -> Paper:
    """Return a paper of a real hall with as little on it as records allow."""
    base = paper(name)
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
        history=(base.step,),
        timers_before=(),
        expected_end=None,
    )


def longest(name: str) -> Paper:
    """Return a paper with names of 200 characters, 40 materials, Tibetan and rare characters, an agent."""
    who = (RARE_NAME * 10)[:190] + "有限责任公司"
    many = tuple(
        HandedIn("", f"{number}号材料：{NAME_OF_MATERIAL}", Form.COPY, 2, 12, "原件已核对，复印件留存")
        for number in range(1, 41)
    )
    base = paper(name)
    applicant = replace(
        base.case.applicant,
        kind=ApplicantKind.ORGANISATION,
        name=who,
        code_name="统一社会信用代码",
        code="91632621MA75K00X30",
        representative="སྐལ་བཟང་རྡོ་རྗེ། 尕藏多杰",
        address="玛沁县拉加镇" + "དར་ལག་རྫོང་།" * 10,
    )
    case = replace(
        base.case,
        applicant=applicant,
        agent=factories.agent(),
        delivery_way="邮寄",
        item_name=base.item.name * 4,
        joint=True,
    )
    item = replace(
        base.item,
        legal_basis="《中华人民共和国食品安全法》第三十五条；" * 6,
        result_name="食品经营许可证（正本、副本）" * 4,
    )
    step = replace(base.step, detail=_lengthened(base.step.detail, many, who))
    return replace(
        base,
        case=case,
        item=item,
        step=step,
        history=(*base.history[:-1], step),
        materials=many,
        mark=PrintMark(3, 5, TEN_TWENTY_FOUR),
        full_code=True,
    )


_LONG = ("设施布局、操作流程与申请材料不一致ཁང་པའི་བདག་དབང་ལག་ཁྱེར།，" * 60)[:2000]
NAME_OF_MATERIAL = "经营场所使用权证明（房屋所有权证、租赁合同或者无偿使用证明）ཁང་པའི་བདག་དབང་ལག་ཁྱེར།"


def _lengthened(detail: StepDetail, many: tuple[HandedIn, ...], who: str) -> StepDetail:
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
    if isinstance(detail, Accepted) and detail.promised:
        return replace(detail, promised=tuple(one.name for one in many))
    if isinstance(detail, Extended):
        return replace(detail, approval=replace(detail.approval, reason=_LONG, approver_name=RARE_NAME))
    if isinstance(detail, Granted):
        return replace(detail, text=_LONG, validity="自印发之日起" * 10, conditions=_LONG[:400])
    if isinstance(detail, Denied):
        return replace(detail, text=_LONG[:300], reason=_LONG)
    if isinstance(detail, Suspended):
        return replace(detail, procedure="专家评审")
    if isinstance(detail, Delivered):
        return replace(
            detail, way="邮寄", receiver=who, relation="受委托的代理人", proof="EMS 1234567890123" * 3
        )
    return detail
