"""Papers that no step writes, of invented people: ordinary, smallest and longest sensible."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.domain.fees import FeeRecord, Payee, Relief, fee_of
from app.domain.hall_papers import DayEntry, DayList, HallPaperKind, ItemPaper, PaymentNotice
from app.domain.items import Fee, ServiceItem
from app.domain.papers import PrintMark
from tests import factories
from tests.unit.printing.paper_records import DAY, NAME_OF_MATERIAL, RARE_NAME, TEN_TWENTY_FOUR

AT = datetime(2026, 9, 15, 2, 24, tzinfo=UTC)
PROCESS = "申请→收件→受理→审查→现场勘验→征求联办部门意见→决定→制证→送达"
MATERIALS = (
    factories.material(1, name="食品经营许可申请书"),
    factories.material(2, name="营业执照", copies=1, format="证件", issuer="市场监管部门"),
    factories.material(
        3, name="与食品经营相适应的主要设备设施布局、操作流程等文件", copies=1, shortage_ok=True
    ),
    factories.material(
        4, name="授权委托书及受托人居民身份证", mandatory=False, condition="委托他人代办时提交"
    ),
)
ITEM = factories.item(materials=MATERIALS, process=PROCESS)
CHARGED = Fee(True, "10元/证", 1000, "发改价格〔2012〕1186号")
ITEM_KINDS = (HallPaperKind.CONSULTATION, HallPaperKind.CARD, HallPaperKind.GUIDE)
LIST_KINDS = (HallPaperKind.RECEIVED_LIST, HallPaperKind.FINISHED_LIST)


def item_paper(kind: HallPaperKind, item: ServiceItem = ITEM, **changes: Any) -> ItemPaper:
    base = ItemPaper(kind, factories.hall(), factories.department(), item, item.version, AT)
    return replace(base, **changes)


def long_item() -> ServiceItem:
    """Return an item with a name of 200 characters, 40 materials and a process of many steps."""
    many = tuple(
        factories.material(number, name=f"{number}号材料：{NAME_OF_MATERIAL}", issuer="自然资源主管部门" * 2)
        for number in range(1, 41)
    )
    return replace(
        ITEM,
        name=(RARE_NAME * 10)[:196] + "许可",
        legal_basis="《中华人民共和国食品安全法》第三十五条；" * 6,
        conditions="有与经营的食品相适应的场所ཁང་པའི་བདག་དབང་ལག་ཁྱེར།；" * 12,
        process="→".join([PROCESS, *[f"第{number}次征求各联办部门意见" for number in range(1, 28)]]),
        joint_with=("县消防救援大队", "县住房和城乡建设局") * 5,
        note="说明" * 100,
        fee=replace(CHARGED, standard="住宅80元/件，非住宅550元/件（车位、车库、储藏室80元/件）；" * 4),
        materials=many,
    )


def least_item() -> ServiceItem:
    """Return an item of which hardly anything is known."""
    empty: dict[str, Any] = dict.fromkeys(
        (
            "legal_basis",
            "conditions",
            "process",
            "result_name",
            "result_validity",
            "implementation_code",
            "basic_code",
            "statutory_basis",
        ),
        "",
    )
    empty |= {"statutory": None, "extension": None, "procedures": (), "materials": (), "delivery_ways": ()}
    return replace(ITEM, **empty)


def entries(count: int, name: str = "才让多杰") -> tuple[DayEntry, ...]:
    return tuple(
        DayEntry(
            at=AT + timedelta(minutes=5 * number),
            number=f"63262111720260915{number:04}8",
            applicant=f"{name}{number}",
            item=ITEM.name,
            counter="26",
            handler="卓玛措",
            result="准予",
            due=date(2026, 9, 27),
        )
        for number in range(1, count + 1)
    )


def day_list(kind: HallPaperKind, rows: tuple[DayEntry, ...], **changes: Any) -> DayList:
    base = DayList(kind, factories.hall(), factories.department(), DAY, rows, "旦正才让", TEN_TWENTY_FOUR)
    return replace(base, **changes)


def fee(**changes: Any) -> FeeRecord:
    item = replace(ITEM, fee=CHARGED)
    return replace(fee_of(item, factories.new_id(), 3), **changes)


def payment(charged: FeeRecord | None, **changes: Any) -> PaymentNotice:
    base = PaymentNotice(
        number="玛市监缴〔2026〕100037号" if charged else "",
        hall=factories.hall(),
        department=factories.department(),
        case=factories.header(),
        item=ITEM,
        payer="才让多杰",
        fee=charged,
        payee=Payee("中国某银行玛沁县支行（演示）", "6326 0000 0000 0000 001（演示）", "6326212026000000011"),
        pay_by=date(2026, 9, 30),
        handler="卓玛措",
        counter="26",
        on=DAY,
        mark=PrintMark(1, 3, TEN_TWENTY_FOUR),
    )
    return replace(base, **changes)


def long_payment() -> PaymentNotice:
    """Return a notice whose names and bases are as long as they may get."""
    name = (RARE_NAME * 10)[:190] + "有限责任公司"
    long = fee(
        name=ITEM.name * 8,
        basis="发改价格〔2012〕1186号、财综〔2008〕78号；" * 8,
        standard="住宅80元/件，非住宅550元/件（车位、车库、储藏室80元/件）；" * 6,
        unit_fen=123_456_789_01,
        count=999,
        relief=Relief(10_203, "小微企业、个体工商户免收部分费用的规定（演示）；" * 6),
    )
    return payment(long, payer=name, mark=PrintMark(4, 7, TEN_TWENTY_FOUR), item=long_item())
