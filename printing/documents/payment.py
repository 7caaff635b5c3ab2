"""缴款通知书: what is to be paid, by which rate and basis, or that the item is free (Art. 58, 59)."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from app.domain.dates import chinese_date
from app.domain.fees import FeeRecord
from app.domain.hall_papers import PaymentNotice
from app.domain.money import capital, yuan
from printing.documents.facts import is_licence, organ_name
from printing.documents.parts import Field, fields, gap, heading, letter, plain, sealed, together
from printing.documents.sheet import Sheet

_ROW = 24.0


def write(sheet: Sheet[PaymentNotice]) -> None:
    """Write the notice, or the word that nothing is charged."""
    paper, words = sheet.paper, sheet.words
    case = words("case", number=paper.case.number)
    heading(sheet, organ_name(paper), words("title"), case, paper.number)
    sheet.add(
        fields(
            sheet,
            [("缴款人" if paper.fee else "申请人", paper.payer)],
            [("申请事项", paper.case.item_name)],
            least=_ROW,
        ),
        gap(),
        sheet.block(words("salutation", payer=paper.payer), 12, leading=1.6),
    )
    if paper.fee is None:
        sheet.add(*letter(sheet, _free(sheet)), gap(2))
    else:
        sheet.add(
            *letter(sheet, words("lead", item=paper.case.item_name)),
            gap(2),
            fields(sheet, *_fee(sheet, paper.fee), *_payment(sheet), least=_ROW),
            gap(2),
        )
    sheet.add(together(plain(sheet, words("note")), gap(2), _end(sheet)))


def _free(sheet: Sheet[PaymentNotice]) -> str:
    """Return that nothing is charged; the law forbids it for licences unless another law says so (58 I)."""
    paper, words = sheet.paper, sheet.words
    basis = words("basis", law=words("law_name")) if is_licence(paper.item) else ""
    return words("lead", item=paper.case.item_name, basis=basis)


def _fee(sheet: Sheet[PaymentNotice], fee: FeeRecord) -> list[Sequence[Field]]:
    words = sheet.words
    amount = words("amount", figures=yuan(fee.amount_fen), capitals=capital(fee.amount_fen))
    rows: list[Sequence[Field]] = [
        [("收费项目", fee.name)],
        [("项目编码", fee.code)],
        [("收费依据", fee.basis)],
        [("收费标准", fee.standard)],
        [("计算方式", words("sum", rate=yuan(fee.unit_fen), count=fee.count, total=yuan(fee.full_fen)))],
    ]
    if fee.relief is not None:
        rows.append([("减免依据", words("relief", basis=fee.relief.basis, taken=yuan(fee.relief.fen)))])
    return [*rows, [("应缴金额", amount)]]


def _payment(sheet: Sheet[PaymentNotice]) -> list[Sequence[Field]]:
    paper, words = sheet.paper, sheet.words
    payee = paper.payee
    rows: list[Sequence[Field]] = [
        [("执收单位", organ_name(paper))],
        [("收款银行", payee.bank or words("at_counter_only")), ("账号", payee.account or "—")],
    ]
    if payee.pay_code:
        rows.append([("缴款码", words("pay_code", code=payee.pay_code))])
    limit = chinese_date(paper.pay_by) if paper.pay_by else words("before_collection")
    return [*rows, [("缴款期限", limit)]]


def _end(sheet: Sheet[PaymentNotice]) -> Flowable:
    paper, words = sheet.paper, sheet.words
    at = words("at_counter", counter=paper.counter) if paper.counter else ""
    lines = [
        words("handler", role=words("role"), name=paper.handler, at=at),
        words("phone", phone=paper.department.inquiry_phone),
        words("payer_sign"),
        words("signed_on"),
    ]
    return sealed(sheet, lines, organ_name(paper) + words("seal"), paper.on)
