"""送达回证: which papers were handed to whom, when, where and how, and who signed (domain §3)."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from app.domain.dates import chinese_moment
from app.domain.details import CertificateReady, Delivered, Denied, Granted, Rejected
from app.domain.papers import paper_of
from printing.documents.case_parts import handler_lines, head, signatures
from printing.documents.facts import is_licence, last_step, organ_name
from printing.documents.parts import Field, fields, gap, together
from printing.documents.sheet import CaseSheet

_WAYS = {"邮寄": "邮寄", "电子": "电子", "留置": "留置", "公告": "公告"}
_DIRECT = "直接"
_ROW = 25.0
_SIGNED_ROW = 36.0
"""Room for names written by hand."""
_SELF = "本人"


def write(sheet: CaseSheet) -> None:
    """Write the proof of delivery; what is signed by hand stays free."""
    paper, words = sheet.paper, sheet.words
    detail = paper.step.detail
    if not isinstance(detail, Delivered):
        raise TypeError("a proof of delivery is written of a step that delivers")
    head(sheet)
    sheet.add(
        fields(
            sheet,
            [("文书名称、文号", "\n".join(_delivered(sheet)))],
            [("受送达人", paper.case.applicant.name)],
            [("申请事项", paper.case.item_name)],
            [("送达机关", organ_name(paper))],
            [("送达地点", _place(sheet, _way(detail)))],
            [("送达方式", _ways(detail))],
            [("送达时间", chinese_moment(paper.step.at))],
            least=_ROW,
        ),
        together(_signed(sheet, detail), gap(2), signatures(sheet, handler_lines(sheet), words("note"))),
    )


def _signed(sheet: CaseSheet, detail: Delivered) -> Flowable:
    """Make the part of the form that is signed by hand; it stays on one page with the seal."""
    words = sheet.words
    stands_in = detail.relation not in ("", _SELF)
    return fields(
        sheet,
        [("收件人", detail.receiver)],
        [("收件人签名或盖章", ""), ("与受送达人的关系", detail.relation)],
        *_signature(sheet, detail),
        [("核对身份证件", words("checked" if detail.identity_checked else "unchecked"))],
        [("代收人及理由", detail.receiver if stands_in else words("none"))],
        [("拒收事由", ""), ("见证人签名", "")],
        [("送达人（两人）", ""), ("备注（邮件号）", detail.proof)],
        least=_SIGNED_ROW,
    )


def _signature(sheet: CaseSheet, detail: Delivered) -> list[list[Field]]:
    """Return who signs and how; a delivery that is sent says nothing of it."""
    if detail.signed is None:
        return []
    return [[("签收方式", sheet.words("signed_by", how=detail.signed, name=detail.signed_by))]]


def _delivered(sheet: CaseSheet) -> Iterator[str]:
    """Name what was handed over: the decision with its number, and the certificate."""
    paper, words = sheet.paper, sheet.words
    decided = last_step(paper, Granted, Denied, Rejected)
    if decided is not None:
        kind = paper_of(decided.detail)
        otherwise = isinstance(decided.detail, Granted | Denied) and not is_licence(paper.item)
        name = words(f"other_{decided.kind}") if otherwise else str(kind)
        yield words("paper", name=name, number=decided.document or "")
    made = last_step(paper, CertificateReady)
    if isinstance(decided.detail if decided else None, Granted) and paper.item.result_name:
        number = made.detail.certificate_number if made and isinstance(made.detail, CertificateReady) else ""
        yield words("certificate", name=paper.item.result_name, number=number)


def _way(detail: Delivered) -> str:
    return next((way for word, way in _WAYS.items() if word in detail.way), _DIRECT)


def _ways(detail: Delivered) -> str:
    chosen = _way(detail)
    ways = (_DIRECT, "留置", "邮寄", "电子", "公告")
    return "　".join(f"{'■' if way == chosen else '□'}{way}" for way in ways)


def _place(sheet: CaseSheet, way: str) -> str:
    paper, words = sheet.paper, sheet.words
    if way == "邮寄":
        return paper.case.applicant.address
    if way == _DIRECT:
        return words("counter_of", hall=paper.hall.name, counter=paper.step.counter)
    return words("elsewhere")
