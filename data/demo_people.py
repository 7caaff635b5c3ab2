"""Invented applicants and agents: names at the edges of what happens, numbers with right check digits.

No number can be a living person's: order numbers 996 to 999 were kept for people who were a hundred when the
numbers were given out, ours go to people born after 1940; organisation codes from MAYY on are far from being
reached; phone numbers are 138000 and five digits.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from app.domain.applicants import CREDIT_CODE, ID_NUMBER
from app.domain.cases import Agent, Applicant, ApplicantKind
from app.domain.codes import credit_check_digit, id_check_digit, organisation_check_digit
from app.domain.text import NAME_LIMIT
from data.demo_names import han_name, two_names

AREAS = ("632621",) * 8 + ("632622", "632623", "632624", "632625", "632626", "630102", "632701")
ORGANISATION_HEAD = "MAYY"

_OLDEST, _YOUNGEST = date(1940, 1, 1), date(2008, 9, 1)
# For people who were a hundred years old when the first numbers were given out.
_RESERVED = ("996", "997", "998", "999")
_CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

# Characters of the table of standard characters that lie beyond the BMP or in its rare parts.
_RARE_GIVEN = "𬀩𬀪𫓧𫇭𪣻𫖮𬴂𬭚㛃䶮龑"
_TOWNS = ("大武镇", "拉加镇", "大武乡", "东倾沟乡", "雪山乡", "下大武乡", "优云乡", "当洛乡")
_STREETS = ("团结路", "黄河路", "雪山路", "格萨尔路", "人民路")
# First characters of the credit code, trades, form.
_ORGANISATIONS = (
    ("91", ("商贸", "餐饮", "建筑工程", "旅游服务", "藏药", "运输"), "有限责任公司"),
    ("92", ("百货", "餐饮", "修理", "副食"), "商行"),
    ("93", ("牦牛养殖", "藏羊养殖", "饲草种植"), "专业合作社"),
    ("51", ("牧业", "商贸", "登山"), "协会"),
    ("52", ("养老", "助残", "技能培训"), "服务中心"),
)
_LONG_TAIL = "畜产品收购加工运输综合服务"


class DemoPeople:
    """Implements `app.ports.people.People`; the same state of chance gives the same people."""

    def applicant(self, chance: Random, kind: ApplicantKind) -> Applicant:
        """Return an invented applicant with valid codes."""
        return person(chance) if kind is ApplicantKind.PERSON else organisation(chance)

    def agent(self, chance: Random) -> Agent:
        """Return an invented agent."""
        return Agent(two_names(chance).chinese, id_number(chance), phone(chance))


def person(chance: Random) -> Applicant:
    """Return an invented person."""
    kinds = list(_PERSON_NAMES)
    name = chance.choices(kinds, weights=[_PERSON_NAMES[kind] for kind in kinds])[0](chance)
    return Applicant(ApplicantKind.PERSON, name, ID_NUMBER, id_number(chance), address(chance), phone(chance))


def organisation(chance: Random) -> Applicant:
    """Return an invented organisation; one in fifty has a name of 200 characters."""
    kind, trades, form = chance.choice(_ORGANISATIONS)
    name = f"玛沁县{two_names(chance).chinese}{chance.choice(trades)}{form}"
    if chance.random() < 0.02:
        name = _long(name[: -len(form)], _LONG_TAIL, form)
    return Applicant(
        kind=ApplicantKind.ORGANISATION,
        name=name,
        code_name=CREDIT_CODE,
        code=credit_code(chance, kind),
        address=address(chance),
        phone=phone(chance),
        representative=two_names(chance).chinese,
    )


def id_number(chance: Random) -> str:
    """Return an ID number nobody has, with its right check digit (GB 11643)."""
    born = _OLDEST + timedelta(days=chance.randrange((_YOUNGEST - _OLDEST).days))
    first = f"{chance.choice(AREAS)}{born:%Y%m%d}{chance.choice(_RESERVED)}"
    return first + id_check_digit(first)


def credit_code(chance: Random, kind: str) -> str:
    """Return a credit code nobody has, with both its check digits right (GB 32100, GB 11714).

    Args:
        kind: its first two characters, for example 91 for an enterprise.
    """
    body = ORGANISATION_HEAD + "".join(chance.choices(_CODE_CHARACTERS, k=4))
    first = f"{kind}632621{body}{organisation_check_digit(body)}"
    return first + credit_check_digit(first)


def phone(chance: Random) -> str:
    """Return an invented mobile number."""
    return f"138000{chance.randrange(100_000):05}"


def address(chance: Random) -> str:
    """Return an invented address in the county."""
    town = chance.choice(_TOWNS)
    if town == "大武镇":
        return f"青海省果洛州玛沁县{town}{chance.choice(_STREETS)}{chance.randint(1, 120)}号"
    return f"青海省果洛州玛沁县{town}{chance.choice('一二三四五')}村{chance.randint(1, 80)}号"


def _chinese(chance: Random) -> str:
    return two_names(chance).chinese


def _tibetan(chance: Random) -> str:
    return two_names(chance).tibetan


def _both_scripts(chance: Random) -> str:
    name = two_names(chance)
    return f"{name.chinese} {name.tibetan}"


def _rare(chance: Random) -> str:
    return han_name(chance)[:1] + "".join(chance.sample(_RARE_GIVEN, chance.choice((1, 2))))


def _longest(chance: Random) -> str:
    name = two_names(chance).chinese
    return _long(name, "·" + name, "")


def _long(head: str, filling: str, tail: str) -> str:
    room = NAME_LIMIT - len(head) - len(tail)
    return head + (filling * room)[:room] + tail


_PERSON_NAMES: dict[Callable[[Random], str], int] = {
    _chinese: 62, han_name: 17, _tibetan: 12, _both_scripts: 4, _rare: 4, _longest: 1,
}  # fmt: skip
