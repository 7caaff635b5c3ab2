"""The papers of a case: every field of domain §3, the seal's place free, nothing over anything else."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.units import mm

from app.domain.cases import ApplicantKind
from app.domain.details import Advice, Delivered, Examined, HandedIn, Noticed, Suspended
from app.domain.items import Fee, SpecialProcedure
from app.domain.papers import Paper, PaperKind, PrintMark
from app.domain.timers import Timer, TimerKey
from app.errors import RuleError
from app.ports.printing import Composer
from printing.composer import PaperComposer
from printing.documents.measures import BOTTOM, SEAL_SIDE, SIDE, WIDTH
from printing.pages import page_texts
from printing.qr import QUIET_ZONE, qr_code
from printing.typesetting.fonts import Fonts
from tests import factories
from tests.unit.printing.paper_records import DETAILS, MATERIALS, RARE_NAME, TIMERS, longest, paper, smallest
from tests.unit.printing.pdf_reader import PdfFile, SeenGlyph
from tests.unit.printing.samples import STRINGS

FONTS = Fonts()
A4 = (595.28, 841.89)


def required_fields() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parents[2] / "data" / "paper_fields.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            found[list(found)[-1]].append(line)
    return found


FIELDS = required_fields()


def composed(one: Paper) -> bytes:
    return PaperComposer(FONTS).compose(one)


def written(one: Paper) -> str:
    return "".join("".join(page_texts(composed(one))).split())


@pytest.mark.parametrize("name", DETAILS)
def test_every_field_is_on_the_paper(name: str) -> None:
    text = written(paper(name))
    shared = [*FIELDS["always"]]
    shared += FIELDS["asked"] if name != "delivered" else []
    shared += FIELDS["sealed"] if name != "promise" else []
    missing = [field for field in (*shared, *FIELDS[name]) if field not in text]
    assert not missing, text


def test_a_notice_names_every_problem_and_how_to_mend_it() -> None:
    text = written(paper("noticed"))
    for words in (
        "经营者身份证",
        "已于2026年8月30日到期",
        "交新证复印件1份，核对原件",
        "第十五条",
        "租赁合同缺第3页",
        "补齐后交复印件1份",
    ):
        assert words in text


@pytest.mark.parametrize("make", [paper, smallest, longest])
@pytest.mark.parametrize("name", DETAILS)
def test_nothing_stands_over_anything_else(name: str, make: Callable[[str], Paper]) -> None:
    one = make(name)
    one = replace(one, hall=replace(one.hall, demo=False))
    for page in PdfFile(composed(one)).glyphs():
        chinese = [glyph for glyph in page if "Tibetan" not in glyph.font]
        assert not overlapping(chinese)
        assert all(20 < glyph.x < A4[0] - 20 and 20 < glyph.y < A4[1] - 20 for glyph in page)


def overlapping(glyphs: list[SeenGlyph]) -> list[tuple[SeenGlyph, SeenGlyph]]:
    """Find glyphs that stand too near to each other, in one line or in two."""
    found = []
    ordered = sorted(glyphs, key=lambda glyph: -glyph.y)
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if one.y - other.y > one.size * 0.8:
                break
            same_line = one.y - other.y < 0.5
            near = abs(one.x - other.x) < (0.15 if same_line else 0.6) * one.size
            if near and "[]" not in (one.outline, other.outline):
                found.append((one, other))
    return found


@pytest.mark.parametrize("make", [smallest, longest])
@pytest.mark.parametrize("name", DETAILS)
def test_the_place_of_the_seal_is_free(name: str, make: Callable[[str], Paper]) -> None:
    one = make(name)
    file = PdfFile(composed(replace(one, hall=replace(one.hall, demo=False))))
    texts = {font.name: font.texts for font in file.fonts.values()}
    column = SIDE + WIDTH - 62 * mm
    stamped = [
        (page, glyph)
        for page in file.glyphs()
        for glyph in page
        if glyph.x >= column and glyph.y > BOTTOM and texts[glyph.font].get(glyph.code) == "章"
    ]
    page, seal = stamped[-1]
    above_foot = [glyph for glyph in page if glyph.y > BOTTOM]
    middle, bottom = column + 31 * mm, seal.y + 10.5
    inside = [
        glyph
        for glyph in above_foot
        if abs(glyph.x - middle) < SEAL_SIDE / 2 and bottom < glyph.y < bottom + SEAL_SIDE
    ]
    assert not inside
    assert middle + SEAL_SIDE / 2 < A4[0]
    assert bottom + SEAL_SIDE < A4[1]


@pytest.mark.parametrize("name", ["received", "accepted", "noticed", "promise"])
def test_heads_repeat_and_rows_are_whole_on_every_page(name: str) -> None:
    pages = page_texts(composed(longest(name)))
    assert len(pages) >= (3 if name == "promise" else 4)
    listed = [page for page in pages if "号材料：" in page]
    assert all("序号" in page for page in listed)
    text = "".join("".join(pages).split())
    assert all(f"{number}号材料：" in text for number in range(1, 41))
    for number, page in enumerate(pages, 1):
        assert f"第{number}页　共{len(pages)}页" in page
        assert number == 1 or "〔2026〕100037号（续）" in page


@pytest.mark.parametrize("name", DETAILS)
def test_no_seal_stands_alone_on_a_page(name: str) -> None:
    """A list that leaves no room for the seal becomes an attachment; the seal stays with the text."""
    pages = page_texts(composed(paper(name)))
    assert ("承诺人（签名或者盖章）" if name == "promise" else "（专用印章）") in pages[0]
    assert len(pages) == (2 if name == "promised" else 1)
    assert len(pages) == 1 or (
        "共4项，见附件《收到材料清单》" in pages[0] and "附件　收到材料清单" in pages[1]
    )


def test_a_problem_longer_than_a_page_goes_on_overleaf() -> None:
    one = longest("noticed")
    assert isinstance(one.step.detail, Noticed)
    assert written(one).count("材料不全") == sum(
        problem.problem.count("材料不全") for problem in one.step.detail.problems
    )


def test_names_of_200_characters_rare_and_tibetan_read_back() -> None:
    one = longest("accepted")
    name = one.case.applicant.name
    assert len(name) == 196
    text = written(one)
    assert name in text
    assert RARE_NAME in text
    assert "སྐལ་བཟང་རྡོ་རྗེ།尕藏多杰" in text


@pytest.mark.parametrize("full", [False, True])
def test_id_numbers_are_masked_unless_the_flag_says_full(full: bool) -> None:
    one = paper("accepted", full_code=full)
    text = written(replace(one, case=replace(one.case, agent=factories.agent())))
    for number in ("632621199003074510", "632626198511200023"):
        assert (number in text) is full
    assert ("632626********0023" in text) is not full


def test_a_credit_code_is_public() -> None:
    one = paper("accepted")
    organisation = replace(
        one.case.applicant,
        kind=ApplicantKind.ORGANISATION,
        code_name="统一社会信用代码",
        code="91632621MA75K00X30",
    )
    text = written(replace(one, case=replace(one.case, applicant=organisation)))
    assert "统一社会信用代码91632621MA75K00X30" in text
    assert "你单位提出的" in text
    assert "法定代表人" in text


@pytest.mark.parametrize(
    ("mark", "wanted"),
    [
        (PrintMark(1, 2, factories.NINE), ("第1次打印2026年9月15日9时00分", "一式两份")),
        (PrintMark(3, 5, factories.NINE), ("第3次打印（补打）", "一式5份")),
    ],
)
def test_copies_and_reprints_are_on_the_paper(mark: PrintMark, wanted: tuple[str, ...]) -> None:
    text = written(paper("rejected", mark=mark))
    assert all(words in text for words in wanted)


@pytest.mark.parametrize("demo", [False, True])
def test_the_demo_mark_is_on_every_page_of_a_demo_hall_only(demo: bool) -> None:
    one = longest("received")
    for page in page_texts(composed(replace(one, hall=replace(one.hall, demo=demo)))):
        assert all(word in page for word in ("演示", "样张", "无效")) is demo


def test_the_code_is_the_case_number_and_nothing_else() -> None:
    one = smallest("received")
    (image, *_) = PaperComposer(FONTS).page_images(composed(one), 300)
    code = qr_code(one.case.number)
    dots = 300 / 25.4
    side = 22 * dots / (code.side + 2 * QUIET_ZONE)
    left, top = (210 - 24 - 22) * dots, 12 * dots
    dark = set()
    for row in range(code.side):
        for column in range(code.side):
            x = round(left + (column + QUIET_ZONE + 0.5) * side)
            y = round(top + (row + QUIET_ZONE + 0.5) * side)
            if image.pixels[y * image.width + x] < 128:
                dark.add((column, row))
    assert dark == {(column + step, row) for column, row, length in code.bars for step in range(length)}


def test_a_character_without_a_face_is_named_and_nothing_composed() -> None:
    one = paper("received")
    who = replace(one.case.applicant, name="才让\U00030000")
    materials = (HandedIn("", "附件\U0003fff0", MATERIALS[0].form, 1, 1),)
    with pytest.raises(RuleError) as caught:
        composed(replace(one, case=replace(one.case, applicant=who), materials=materials))
    assert caught.value.code == "printing.missing_characters"
    assert "U+30000" in str(caught.value)
    assert "U+3FFF0" in str(caught.value)


def test_the_same_paper_gives_the_same_bytes_and_only_embedded_fonts() -> None:
    one = paper("noticed")
    data = composed(one)
    assert data == PaperComposer(Fonts()).compose(one)
    assert b"/Type1" not in data
    assert data.startswith(b"%PDF-1.7")


def test_dates_not_yet_certain_are_marked() -> None:
    timers = (*TIMERS[:1], Timer(TimerKey.STATUTORY, date(2026, 12, 30), date(2027, 1, 28), True))
    assert "2027年1月28日（暂定，节假日安排公布后重新计算）" in written(paper("accepted", timers=timers))


def test_a_fee_says_rate_and_basis() -> None:
    one = paper("accepted")
    fee = Fee(True, "每证10元", 1000, "发改价格〔2012〕1186号")
    text = written(replace(one, item=replace(one.item, fee=fee)))
    assert "■是□否每证10元（依据：发改价格〔2012〕1186号）" in text


def test_mailing_names_the_address() -> None:
    one = paper("accepted")
    text = written(replace(one, case=replace(one.case, delivery_way="邮寄")))
    assert "□自取" in text
    assert "■邮寄（地址：玛沁县大武镇团结路18号）" in text


def test_items_that_are_no_licence_follow_the_law_by_analogy() -> None:
    one = paper("noticed")
    assert "参照《中华人民共和国行政许可法》" in written(replace(one, item=replace(one.item, type_code="07")))


def test_the_composer_fills_in_its_port() -> None:
    composer: Composer = PaperComposer(FONTS)
    pdf = composer.compose(paper("received"))
    (image,) = composer.page_images(pdf, 50)
    assert (image.width, image.height) == (414, 585)


TEXTS = st.lists(st.sampled_from([*STRINGS[:30], "县", "。", "（", "𠮷", "A-1", " "]), max_size=12).map(
    lambda parts: "".join(parts)[:200]
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(DETAILS)), TEXTS, TEXTS, TEXTS)
def test_any_text_that_can_be_typed_can_be_composed(name: str, who: str, where: str, what: str) -> None:
    one = paper(name)
    applicant = replace(one.case.applicant, name=who, address=where)
    text = re.sub(
        r"\s", "", written(replace(one, case=replace(one.case, applicant=applicant, item_name=what)))
    )
    assert re.sub(r"\s", "", who) in text


def test_every_kind_of_paper_has_a_writer() -> None:
    assert {paper(name).kind for name in DETAILS} == set(PaperKind)


@pytest.mark.parametrize(
    ("department", "hall", "wanted"),
    [
        (
            {},
            {"name": "西宁市城西区政务服务中心"},
            ("向西宁市城西区人民政府申请", "向西宁市城西区人民法院提起"),
        ),
        ({}, {"name": "便民大厅"}, ("向本级人民政府申请", "向有管辖权的人民法院提起")),
        (
            {},
            {"review_organ": "果洛州人民政府", "court": "达日县人民法院"},
            ("向果洛州人民政府申请", "向达日县人民法院提起"),
        ),
        (
            {"name": "国家税务总局玛沁县税务局"},
            {},
            ("向国家税务总局玛沁县税务局的上一级主管部门申请", "向玛沁县人民法院提起"),
        ),
    ],
)
@pytest.mark.parametrize("name", ["denied", "rejected"])
def test_what_is_refused_names_where_to_contest_it(
    name: str, department: dict[str, str], hall: dict[str, str], wanted: tuple[str, ...]
) -> None:
    one = paper(name, department=factories.department(**department), hall=factories.hall(**hall))
    text = written(one)
    assert all(words in text for words in wanted)


@pytest.mark.parametrize(("name", "title"), [("granted", "准予办理决定书"), ("denied", "不予办理决定书")])
def test_a_decision_about_something_else_is_not_called_a_licence(name: str, title: str) -> None:
    one = paper(name, item=factories.item(type_code="07"))
    text = written(one)
    assert title in text
    assert "决定准予行政许可" not in text
    assert "决定不予行政许可" not in text
    assert "参照《中华人民共和国行政许可法》第三十八条" in text


def test_a_joint_case_is_extended_by_the_government() -> None:
    one = paper("extended")
    text = written(replace(one, case=replace(one.case, joint=True)))
    assert "经本级人民政府负责人批准" in text


def test_a_procedure_the_law_does_not_name_leans_on_its_own_rule() -> None:
    item = factories.item(
        procedures=(SpecialProcedure("现场勘验", factories.limit(3), True, "《某条例》第九条"),)
    )
    step = factories.step(Suspended("现场勘验", factories.limit(3)), document="玛市监特告〔2026〕2号")
    text = written(paper("suspended", item=item, step=step))
    assert "依据《某条例》第九条的规定，现场勘验所需时间不计算在办理期限内" in text
    assert "第四十五条" not in text


def test_a_delivery_by_mail_to_somebody_else_says_so() -> None:
    one = paper("delivered")
    detail = Delivered("邮寄", "卓玛措", "妻子", identity_checked=False, proof="EMS123456789")
    text = written(replace(one, step=replace(one.step, detail=detail)))
    for words in (
        "□直接□留置■邮寄□电子□公告",
        "送达地点玛沁县大武镇团结路18号",
        "收件人卓玛措",
        "与受送达人的关系妻子",
        "代收人及理由卓玛措",
        "备注（邮件号）EMS123456789",
        "未核对",
    ):
        assert words in text


def test_a_delivery_says_who_signs_and_how() -> None:
    assert "签收方式本人签名（才让多杰）" in written(paper("delivered"))


@pytest.mark.parametrize(("name", "advice"), [("granted", Advice.GRANT), ("denied", Advice.DENY)])
def test_the_examiners_opinion_stands_on_the_decision_that_follows_it(name: str, advice: Advice) -> None:
    one = paper(name)
    for said in Advice:
        examined = replace(one.step, detail=Examined("现场核查记录齐全", said), document=None)
        text = written(replace(one, history=(*one.history, examined, one.step)))
        assert ("审查意见：现场核查记录齐全" in text) is (said is advice)


def test_a_reviewer_without_a_counter_is_named_alone() -> None:
    one = paper("granted")
    text = written(replace(one, step=replace(one.step, counter="")))
    assert "承办人：卓玛措咨询电话" in text
