"""Papers that no step writes: their fields, one version in force, heads, boxes and arrows in their place."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product

import pytest

from app.domain.fees import Relief
from app.domain.hall_papers import HallPaperKind
from app.domain.items import Limit
from app.domain.workdays import TermUnit
from app.errors import RuleError
from app.ports.printing import HallPaperComposer
from printing.composer import PaperComposer
from printing.documents.measures import WIDTH
from printing.pages import page_texts
from printing.typesetting.fonts import Fonts
from tests import factories
from tests.unit.printing.hall_paper_records import (
    ITEM,
    ITEM_KINDS,
    LIST_KINDS,
    PROCESS,
    day_list,
    entries,
    fee,
    item_paper,
    least_item,
    long_item,
    long_payment,
    payment,
)
from tests.unit.printing.paper_records import RARE_NAME
from tests.unit.printing.pdf_reader import PdfFile
from tests.unit.printing.test_documents import A4, overlapping

COMPOSER: HallPaperComposer = PaperComposer(Fonts())
REAL = factories.hall(demo=False)


def text_of(pdf: bytes) -> str:
    return "".join("".join(page_texts(pdf)).split())


def compositions() -> dict[str, Callable[[], bytes]]:
    """Name every paper with ordinary, longest and least data; nothing is composed yet."""
    items = {"ordinary": ITEM, "longest": long_item(), "least": least_item()}
    lists = {"none": (), "some": entries(12), "many": entries(90, RARE_NAME * 3)}
    payments = {"fee": payment(fee()), "free": payment(None), "longest": long_payment()}
    found: dict[str, Callable[[], bytes]] = {}
    for kind, (name, item) in product(ITEM_KINDS, items.items()):
        found[f"{kind.name}-{name}"] = partial(COMPOSER.compose_item, item_paper(kind, item, hall=REAL))
    for kind, (name, rows) in product(LIST_KINDS, lists.items()):
        found[f"{kind.name}-{name}"] = partial(COMPOSER.compose_list, day_list(kind, rows, hall=REAL))
    for name, notice in payments.items():
        found[f"payment-{name}"] = partial(COMPOSER.compose_payment, replace(notice, hall=REAL))
    return found


PAPERS = compositions()


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_stands_over_anything_else_or_off_the_page(name: str) -> None:
    for page in PdfFile(PAPERS[name]()).glyphs():
        assert not overlapping([glyph for glyph in page if "Tibetan" not in glyph.font])
        assert all(20 < glyph.x < A4[0] - 20 and 20 < glyph.y < A4[1] - 20 for glyph in page)


FIELDS = {
    HallPaperKind.CONSULTATION: """
        一次性告知单 （咨询用） 事项名称食品经营许可（新办） 办理依据《中华人民共和国食品安全法》第三十五条
        受理条件有与经营的食品相适应的场所。 序号材料名称形式、格式数量出具单位必要性
        2营业执照纸质、证件原件1份复印件1份市场监管部门必要 3与食品经营相适应 必要（可容缺）
        委托他人代办时提交
        办理流程申请→收件→受理 法定办结时限20个工作日 承诺办结时限8个工作日 本事项不收费
        办理地点玛沁县政务服务中心26号窗口 办理时间周一至周五 咨询电话0975-0000117 监督电话0975-0000000
        版本：2026.11（自2026年9月1日起施行） 不是受理凭证""",
    HallPaperKind.CARD: """
        政务服务事项公示卡 办理主体玛沁县市场监督管理局 办理依据《中华人民共和国食品安全法》第三十五条
        办理条件有与经营 办理程序申请→收件 法定办结时限：20个工作日 承诺办结时限：8个工作日
        办理结果食品经营许可证
        收费依据无 收费标准不收费 监督电话0975-0000000""",
    HallPaperKind.GUIDE: """
        办事指南 一、基本信息 事项类型行政许可 办件类型承诺件 基本编码000131019000 行使层级县级
        实施编码11632621015138379E4000131019000 实施主体玛沁县市场监督管理局 服务对象自然人、企业法人
        到现场次数1次 网上办理是 容缺受理否 告知承诺否 二、受理条件 三、申请材料 四、办理流程
        征求联办部门意见 五、办理时限和收费 时限依据《中华人民共和国行政许可法》第四十二条 可延长10个工作日
        检验：5个工作日（不计入办理期限） 六、办理结果和送达 有效期5年 送达方式窗口领取、邮寄 七、办理地点""",
}


@pytest.mark.parametrize("kind", ITEM_KINDS)
def test_every_field_is_on_a_paper_about_an_item(kind: HallPaperKind) -> None:
    text = text_of(COMPOSER.compose_item(item_paper(kind)))
    assert not [field for field in FIELDS[kind].split() if field not in text], text


@pytest.mark.parametrize("kind", ITEM_KINDS)
def test_only_the_version_in_force_is_printed(kind: HallPaperKind) -> None:
    with pytest.raises(RuleError, match="version_expired"):
        COMPOSER.compose_item(item_paper(kind, current="2026.12"))
    with pytest.raises(RuleError, match="version_not_yet"):
        COMPOSER.compose_item(item_paper(kind, replace(ITEM, effective_on=date(2026, 9, 16))))
    assert COMPOSER.compose_item(item_paper(kind, replace(ITEM, effective_on=date(2026, 9, 15))))


@pytest.mark.parametrize("kind", [HallPaperKind.CONSULTATION, HallPaperKind.GUIDE])
def test_forty_materials_stand_below_repeated_heads(kind: HallPaperKind) -> None:
    pages = page_texts(COMPOSER.compose_item(item_paper(kind, long_item())))
    listed = [page for page in pages if "号材料：" in page]
    assert len(listed) > 2
    assert all("必要性" in page for page in listed)
    text = "".join("".join(pages).split())
    assert all(f"{number}号材料：" in text for number in range(1, 41))


def test_no_heading_of_the_guide_stands_alone_at_the_foot() -> None:
    for page in page_texts(COMPOSER.compose_item(item_paper(HallPaperKind.GUIDE, long_item()))):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        foot = next(number for number, line in enumerate(lines) if line.startswith("版本：") and number)
        assert not re.match("[一二三四五六七]、", lines[foot - 1])


RECTANGLE = re.compile(rb"n ([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+) re S")


def test_the_steps_of_the_flow_chart_stand_in_boxes_in_their_order() -> None:
    """Rows run to and fro: each box is beside or below the one before, its text inside."""
    file = PdfFile(COMPOSER.compose_item(item_paper(HallPaperKind.GUIDE, hall=REAL)))
    page = file.glyphs()[0]
    texts = {font.name: font.texts for font in file.fonts.values()}
    written = [(texts[glyph.font].get(glyph.code, ""), glyph) for glyph in page]
    words = "".join(letter for letter, _ in written)
    start = words.index("四、办理流程") + len("四、办理流程")
    places = []
    for step in PROCESS.split("→"):
        start = words.index(step, start)
        glyph = written[start][1]
        places.append((glyph.x, glyph.y))
        start += len(step)
    rows = [places[:4], places[4:8], places[8:]]
    assert [x for x, _ in rows[0]] == sorted(x for x, _ in rows[0])
    assert [x for x, _ in rows[1]] == sorted((x for x, _ in rows[1]), reverse=True)
    assert min(y for _, y in rows[0]) > max(y for _, y in rows[1]) > rows[2][0][1]
    assert abs(rows[1][0][0] - rows[0][-1][0]) < WIDTH / 4
    assert len(RECTANGLE.findall(file.contents[0])) >= len(PROCESS.split("→")) - 2


def test_a_flow_chart_longer_than_a_page_goes_on_overleaf() -> None:
    item = replace(ITEM, process="→".join(f"第{number}步办理" for number in range(1, 161)))
    pages = page_texts(COMPOSER.compose_item(item_paper(HallPaperKind.GUIDE, item)))
    text = "".join("".join(pages).split())
    assert all(text.count(f"第{number}步办理") == 1 for number in range(1, 161))


def test_a_slip_shows_the_words_that_have_tibetan_and_no_other_gap() -> None:
    words = (("营业执照", "ལས་གཉེར་ལག་ཁྱེར"), ("文件", "ཡིག་ཆ།"), ("照片", "འདྲ་པར།"))
    both = text_of(COMPOSER.compose_item(item_paper(HallPaperKind.CONSULTATION, tibetan=words)))
    assert all(zh in both and bo in both for zh, bo in words)
    assert "以汉文为准" in both
    assert "藏文" not in text_of(COMPOSER.compose_item(item_paper(HallPaperKind.CONSULTATION)))


def test_an_item_without_limits_or_process_says_so() -> None:
    text = text_of(COMPOSER.compose_item(item_paper(HallPaperKind.GUIDE, least_item())))
    assert "法定办结时限法律未规定" in text
    assert "无需提交材料" in text
    at_once = replace(ITEM, promised=Limit(0, TermUnit.AT_ONCE))
    assert "承诺办结时限当场" in text_of(COMPOSER.compose_item(item_paper(HallPaperKind.GUIDE, at_once)))


@pytest.mark.parametrize("kind", LIST_KINDS)
def test_a_list_of_the_day_repeats_its_heads_and_loses_nobody(kind: HallPaperKind) -> None:
    pages = page_texts(COMPOSER.compose_list(day_list(kind, entries(90))))
    assert len(pages) > 2
    last = "承诺办结日期" if kind is HallPaperKind.RECEIVED_LIST else "办理结果"
    assert all("办件编号" in page and last in page for page in pages)
    text = "".join("".join(pages).split())
    assert all(f"63262111720260915{number:04}8" in text for number in range(1, 91))
    assert "共90件" in text
    assert "制表：旦正才让" in text


def test_a_list_of_the_whole_hall_bears_the_halls_name() -> None:
    pdf = COMPOSER.compose_list(day_list(HallPaperKind.FINISHED_LIST, (), department=None, hall=REAL))
    assert text_of(pdf).startswith("玛沁县政务服务中心办结登记表")
    assert "当日无办结件" in text_of(pdf)


def test_a_notice_of_payment_says_what_why_and_how_much() -> None:
    relief = Relief(1000, "小微企业免收的规定（演示）")
    text = text_of(COMPOSER.compose_payment(payment(fee(relief=relief))))
    for words in (
        "缴款通知书",
        "玛市监缴〔2026〕100037号",
        "缴款人才让多杰",
        "收费依据发改价格〔2012〕1186号",
        "收费标准10元/证",
        "10.00元×3＝30.00元",
        "减免依据小微企业免收的规定（演示），减免10.00元",
        "应缴金额20.00元（大写：贰拾元整）",
        "执收单位玛沁县市场监督管理局",
        "收款银行中国某银行",
        "缴款码6326212026000000011（见右上角二维码）",
        "缴款期限2026年9月30日",
        "全部上缴国库",
        "（专用印章）",
    ):
        assert words in text, words


def test_a_free_item_says_that_nothing_is_charged() -> None:
    text = text_of(COMPOSER.compose_payment(payment(None)))
    assert "收费告知书" in text
    assert "第五十八条第一款的规定，本事项不收费" in text
    assert "应缴金额" not in text
    assert "缴款人" not in text
    other = text_of(COMPOSER.compose_payment(payment(None, item=factories.item(type_code="20"))))
    assert "本事项不收费" in other
    assert "行政许可法" not in other


def test_a_name_no_face_can_print_is_refused_before_composing() -> None:
    with pytest.raises(RuleError, match="missing_characters"):
        COMPOSER.compose_payment(payment(fee(), payer="才让\U00030000"))
