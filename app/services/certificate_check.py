"""Checking the code of a certificate, and saying exactly what was checked."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.certificate_codes import CONTEXT, CodeContent, read_code
from app.errors import RuleError
from app.ports.certificates import HallKeys
from app.ports.store import Store
from app.services.certificate_prints import refuse_voided


class Check(StrEnum):
    """One thing that was looked at."""

    FORM = "内容格式"
    HALL = "所属大厅"
    SIGNATURE = "数字签名"
    REGISTER = "发证登记"
    VOID_LIST = "作废名单"


@dataclass(frozen=True)
class Finding:
    """What a check found.

    Attributes:
        content: what the code says; only to be believed if `SIGNATURE` is among `passed`.
        passed: what was checked and holds, in order; a check that is absent was not made or did not hold.
        problem: why the code is refused, None if it is not.
    """

    content: CodeContent | None
    passed: tuple[Check, ...]
    problem: RuleError | None

    @property
    def genuine(self) -> bool:
        """Tell whether everything that could be checked holds."""
        return self.problem is None


def check(text: str, keys: HallKeys, store: Store | None) -> Finding:
    """Check a code: form, hall and signature always, register and void list where a store is.

    A certificate that the store does not know was issued at a station whose records have not come yet:
    that is no reason to refuse it, but the void list is then not among what was checked.
    """
    content: CodeContent | None = None
    passed: list[Check] = []
    try:
        code = read_code(text)
        content = code.content
        passed.append(Check.FORM)
        if content.hall != keys.hall:
            raise RuleError("certificate.other_hall", hall=content.hall)
        passed.append(Check.HALL)
        keys.verify(content.key_id, CONTEXT + code.body, code.signature)
        passed.append(Check.SIGNATURE)
        if store is not None:
            passed += _in_register(text, content.number, store)
    except RuleError as problem:
        return Finding(content, tuple(passed), problem)
    return Finding(content, tuple(passed), None)


def _in_register(text: str, number: str, store: Store) -> list[Check]:
    with store.read() as unit:
        found = unit.certificates.by_number(number)
        if not found:
            return []
        for one in found:
            if one.code != text:
                raise RuleError("certificate.differs", number=number)
            refuse_voided(unit, one)
    return [Check.REGISTER, Check.VOID_LIST]
