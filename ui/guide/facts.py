"""The eight public facts of an item (八公开, domain §4.6), with the reviewed Tibetan words they contain."""

from dataclasses import dataclass

from app.domain.items import Department, ServiceItem
from ui.i18n import Words, tr
from ui.wording import limit


@dataclass(frozen=True)
class Fact:
    """One of the eight: its heading and what it says of this item."""

    heading: Words
    text: str


def eight_facts(item: ServiceItem, department: Department | None) -> tuple[Fact, ...]:
    """Return the eight public facts of an item in their official order."""
    none = tr("无")
    fee = item.fee
    return (
        Fact(tr("办理主体"), department.name if department else item.department),
        Fact(tr("依据"), item.legal_basis or none),
        Fact(tr("条件"), item.conditions or none),
        Fact(tr("程序"), item.process or none),
        Fact(tr("时限"), _limits(item)),
        Fact(tr("结果"), _result(item)),
        Fact(tr("收费依据"), fee.basis if fee.charged and fee.basis else none),
        Fact(tr("收费标准"), fee.standard if fee.charged else tr("不收费")),
    )


def _limits(item: ServiceItem) -> Words:
    by_law, promised = limit(item.statutory), limit(item.promised)
    return tr("法定 {statutory}；承诺 {promised}", statutory=by_law, promised=promised)


def _result(item: ServiceItem) -> str:
    if not item.result_validity:
        return item.result_name or tr("无")
    result, validity = item.result_name, item.result_validity
    return tr("{result}（{validity}）", result=result, validity=validity)
