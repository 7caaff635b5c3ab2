"""Records with valid defaults; a test names only what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.cases import Agent, Applicant, ApplicantKind, CaseHeader, Step
from app.domain.details import (
    Accepted,
    Advice,
    Approval,
    Archived,
    Cancelled,
    CertificateBegun,
    CertificateReady,
    DeemedAccepted,
    Delivered,
    Denied,
    EntryCorrected,
    Examined,
    Extended,
    ForkResolved,
    Form,
    Granted,
    HandedIn,
    Noticed,
    Problem,
    Received,
    RefusalReason,
    Rejected,
    Resumed,
    Returned,
    ReviewStarted,
    Signed,
    StepDetail,
    StepKind,
    Supplemented,
    Suspended,
    Withdrawn,
)
from app.domain.ids import uuid7
from app.domain.items import Department, Fee, HandlingKind, Limit, Material, ServiceItem, SpecialProcedure
from app.domain.papers import HallFacts
from app.domain.workdays import TermUnit

NINE = datetime(2026, 9, 15, 1, 0, tzinfo=UTC)
"""Nine o'clock in the hall on the day of the worked dates."""

WORKDAYS = TermUnit.WORKDAYS
PERSON = ApplicantKind.PERSON


class Sequence:
    """Ids that sort in the order of their making, the same in every run."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self) -> UUID:
        self._count += 1
        return uuid7(NINE + timedelta(microseconds=self._count), self._count.to_bytes(8, "big"))


new_id = Sequence()


def limit(number: int, unit: TermUnit = WORKDAYS) -> Limit:
    return Limit(number, unit)


def material(sequence: int = 1, **changes: Any) -> Material:
    base = Material(
        key=f"117-01-M{sequence:02}",
        sequence=sequence,
        name=f"材料{sequence}",
        medium="纸质",
        format="A4",
        originals=1,
        copies=0,
        source="申请人自备",
        issuer="申请人",
        mandatory=True,
        condition="",
        shortage_ok=False,
        electronic_licence=False,
    )
    return replace(base, **changes)


def item(**changes: Any) -> ServiceItem:
    """Return an ordinary licence: 20 working days, promised 8, five days for the notice, three materials."""
    base = ServiceItem(
        key="117-01",
        name="食品经营许可（新办）",
        department="117",
        counter=26,
        type_code="01",
        type_name="行政许可",
        service_object=("自然人", "企业法人"),
        handling=HandlingKind.PROMISED,
        joint_with=(),
        report_to="",
        exercise_level="4",
        basic_code="000131019000",
        implementation_code="11632621015138379E4000131019000",
        handling_codes=(),
        legal_basis="《中华人民共和国食品安全法》第三十五条",
        statutory=limit(20),
        statutory_basis="《中华人民共和国行政许可法》第四十二条",
        extension=limit(10),
        extension_basis="《中华人民共和国行政许可法》第四十二条",
        promised=limit(8),
        notice=limit(5),
        notice_basis="《中华人民共和国行政许可法》第三十二条",
        procedures=(SpecialProcedure("检验", limit(5), True, "行政许可法第四十五条"),),
        fee=Fee(False, "不收费", None, ""),
        conditions="有与经营的食品相适应的场所。",
        process="申请→收件→受理→审查→决定→送达",
        result_name="食品经营许可证",
        result_validity="5年",
        result_months=60,
        blank="食品经营许可证",
        delivery_ways=("窗口领取", "邮寄"),
        visits=1,
        online=True,
        shortage_ok=False,
        promise_ok=False,
        synonyms=("开饭馆",),
        note="",
        version="2026.11",
        effective_on=date(2026, 9, 1),
        materials=tuple(material(n) for n in (1, 2, 3)),
    )
    return replace(base, **changes)


def department(**changes: Any) -> Department:
    base = Department(
        code="117",
        name="县市场监督管理局",
        short_name="市监局",
        organ_word="玛市监",
        counters=(25, 26),
        counter_business=("经营主体登记", "食品药品与特种设备"),
        ticket_prefix="R",
        credit_code="11632621015138379E",
        inquiry_phone="0975-0000117",
        complaint_phone="0975-0000000",
    )
    return replace(base, **changes)


def hall(**changes: Any) -> HallFacts:
    base = HallFacts(
        name="玛沁县政务服务中心",
        area_code="632621",
        address="玛沁县大武镇（演示地址）",
        opening_hours="周一至周五 9:00–12:00 14:30–18:00",
        supervision_phone="0975-0000000",
        progress_query="凭受理编号和证件号后四位到大厅查询",
        demo=True,
    )
    return replace(base, **changes)


def applicant(**changes: Any) -> Applicant:
    base = Applicant(
        PERSON, "才让多杰", "身份证号", "632621199003074510", "玛沁县大武镇团结路18号", "13800000000"
    )
    return replace(base, **changes)


def agent(**changes: Any) -> Agent:
    return replace(Agent("卓玛措", "632626198511200023", "13800000001"), **changes)


def header(**changes: Any) -> CaseHeader:
    base = CaseHeader(
        id=new_id(),
        number="6326211172026091500018",
        item_key="117-01",
        item_name="食品经营许可（新办）",
        item_version="2026.11",
        department="117",
        applicant=applicant(),
        agent=None,
        contact="才让多杰",
        contact_phone="13800000000",
        delivery_way="窗口领取",
        joint=False,
        opened_on=date(2026, 9, 15),
    )
    return replace(base, **changes)


def actor(*rights: Right, **changes: Any) -> Actor:
    base = Actor(new_id(), "卓玛措", frozenset(rights or (Right.CLERK,)), "117", "26")
    return replace(base, **changes)


def handed_in(*sequences: int) -> tuple[HandedIn, ...]:
    return tuple(HandedIn(f"117-01-M{n:02}", f"材料{n}", Form.ORIGINAL, 1, 2) for n in sequences)


def problem(sequence: int = 3, **changes: Any) -> Problem:
    base = Problem(f"117-01-M{sequence:02}", f"材料{sequence}", "没有提交", "请提交原件 1 份")
    return replace(base, **changes)


def approval(**changes: Any) -> Approval:
    return replace(Approval(new_id(), "旦正才让", "案情复杂"), **changes)


def detail(kind: StepKind) -> StepDetail:
    """Return a step's detail with valid content for every kind."""
    details: dict[StepKind, StepDetail] = {
        one.kind: one
        for one in (
            Received(handed_in(1, 2, 3)),
            Supplemented(handed_in(3)),
            Noticed((problem(),), date(2026, 9, 29)),
            Accepted(),
            DeemedAccepted(date(2026, 9, 21)),
            Rejected(RefusalReason.NOT_OUR_COMPETENCE, "州市场监督管理局", "不属于本机关职权范围"),
            Returned("逾期未补正"),
            Withdrawn("申请人撤回"),
            Cancelled(approval()),
            ReviewStarted(),
            Examined("材料齐全，符合条件", Advice.GRANT),
            Suspended("检验", limit(5)),
            Resumed("检验合格"),
            Extended(limit(10), approval()),
            Granted("准予许可", "旦正才让"),
            Denied("不予许可", "旦正才让", "场所不符合要求"),
            CertificateBegun(),
            CertificateReady("JY16326210000011"),
            Delivered("窗口领取", "才让多杰", "本人", True, "", Signed.OWN, "才让多杰"),
            Archived("2026-117-0001"),
            EntryCorrected("phone", "13800000000", "13800000002", "号码有误"),
            ForkResolved((), "先到为准"),
        )
    }
    return details[kind]


def step(said: StepDetail, follows: Step | None = None, on: date = date(2026, 9, 15), **changes: Any) -> Step:
    at = datetime(on.year, on.month, on.day, 1, 0, tzinfo=UTC)
    base = Step(
        id=new_id(),
        case_id=follows.case_id if follows else new_id(),
        follows=follows.id if follows else None,
        at=at,
        on=on,
        actor_id=new_id(),
        actor_name="卓玛措",
        counter="26",
        station=0,
        document=None,
        detail=said,
    )
    return replace(base, **changes)


def steps(*said: tuple[date, StepDetail]) -> tuple[Step, ...]:
    """Return one line of steps, each following the one before."""
    line: list[Step] = []
    for on, one in said:
        line.append(step(one, line[-1] if line else None, on))
    return tuple(line)
