"""受理通知书: the application is accepted, also when the law deems it so (domain §3; Art. 32 (4), (5))."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, PageBreak

from app.domain.dates import chinese_date
from app.domain.details import Accepted, DeemedAccepted
from app.domain.timers import TimerKey, statutory_limit
from printing.documents.case_parts import (
    applicant_fields,
    handler_lines,
    head,
    item_fields,
    materials_list,
    signatures,
)
from printing.documents.facts import (
    due_in_words,
    fee_in_words,
    law,
    law_cited,
    limit_in_words,
    organ_name,
    procedures_in_words,
    received_on,
    timer,
    you,
)
from printing.documents.parts import Field, fields, gap, letter, plain, together
from printing.documents.sheet import CaseSheet

_MAIL = "邮寄"
_ELECTRONIC = "电子"


def write(sheet: CaseSheet) -> None:
    """Write the notification of acceptance."""
    paper, words = sheet.paper, sheet.words
    head(sheet)
    sheet.add(*letter(sheet, _lead(sheet)), gap())
    rows = [*applicant_fields(sheet, address=True), *item_fields(sheet), *_limits(sheet), *_terms(sheet)]
    listed = materials_list(sheet, paper.materials, words("materials_title"))
    lines = [*handler_lines(sheet), words("applicant_sign"), words("signed_on")]
    end = [*_promise(sheet), signatures(sheet, lines, words("note"))]
    one_page = [fields(sheet, *rows), gap(2), listed, *end]
    if sheet.fits(one_page):
        sheet.add(*one_page)
        return
    attached = ("收到材料", words("attached", count=len(paper.materials)))
    sheet.add(fields(sheet, *rows, [attached]), together(*end), PageBreak())
    sheet.add(sheet.block(words("attachment", number=paper.number), bold=True), gap(1), listed)


def _lead(sheet: CaseSheet) -> str:
    paper, words = sheet.paper, sheet.words
    detail = paper.step.detail
    facts = {"you": you(paper, words), "item": paper.case.item_name, "law": law(paper, words)}
    if isinstance(detail, DeemedAccepted):
        days = {
            "notice_due": chinese_date(detail.notice_due),
            "received": chinese_date(received_on(paper)),
        }
        return words("lead_deemed", **facts, **days)
    if isinstance(detail, Accepted) and detail.promised:
        return words("lead_promised", **facts)
    return words("lead_corrected" if _was_corrected(sheet) else "lead", **facts)


def _was_corrected(sheet: CaseSheet) -> bool:
    """Say whether materials came after the notice: then the limits count from that day, not from receipt."""
    notice = timer(sheet.paper, TimerKey.NOTICE)
    return bool(notice and notice.stopped_on and notice.stopped_on < sheet.paper.step.on)


def _limits(sheet: CaseSheet) -> list[Sequence[Field]]:
    paper, words = sheet.paper, sheet.words
    law_timer, promise = timer(paper, TimerKey.STATUTORY), timer(paper, TimerKey.PROMISE)
    accepted_on = promise.start if promise else paper.step.on
    statutory = statutory_limit(paper.item, paper.case.joint)
    return [
        [("受理机构", organ_name(paper)), ("咨询电话", paper.department.inquiry_phone)],
        [
            ("接收材料时间", chinese_date(received_on(paper))),
            ("受理时间", chinese_date(accepted_on)),
        ],
        [
            ("法定办结时限", limit_in_words(statutory, words)),
            ("法定办结日期", due_in_words(law_timer, words)),
        ],
        [
            ("承诺办结时限", limit_in_words(paper.item.promised, words)),
            ("承诺办结日期", due_in_words(promise, words)),
        ],
    ]


def _terms(sheet: CaseSheet) -> list[Sequence[Field]]:
    paper, words = sheet.paper, sheet.words
    deemed = isinstance(paper.step.detail, DeemedAccepted)
    bases = [
        words("basis_deemed" if deemed else "basis", law=law_cited(paper, words)),
        paper.item.legal_basis,
    ]
    return [
        [("特别程序", procedures_in_words(paper.item, words))],
        [("是否收费", fee_in_words(paper.item, words))],
        [("结果领取方式", _delivery(sheet))],
        [("进度查询", words("query", query=paper.hall.progress_query, code=paper.case.number))],
        [("法律依据", "；".join(filter(None, bases)))],
    ]


def _delivery(sheet: CaseSheet) -> str:
    way, words = sheet.paper.case.delivery_way, sheet.words
    mailed, electronic = _MAIL in way, _ELECTRONIC in way
    address = words("mail_to", address=sheet.paper.case.applicant.address) if mailed else ""
    return "　".join(
        (
            words("collect", mark=_box(not mailed and not electronic)),
            words("mail", mark=_box(mailed), address=address),
            words("electronic", mark=_box(electronic)),
        )
    )


def _box(chosen: bool) -> str:
    return "■" if chosen else "□"


def _promise(sheet: CaseSheet) -> list[Flowable]:
    """Return what was promised at 容缺受理, if anything was."""
    detail = sheet.paper.step.detail
    if not isinstance(detail, Accepted) or not detail.promised or detail.promised_by is None:
        return []
    words = sheet.words
    text = words("promised", materials="、".join(detail.promised), until=chinese_date(detail.promised_by))
    return [gap(1), plain(sheet, text)]
