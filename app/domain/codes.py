"""Numbers of people and organisations: ID number, credit code, organisation code, disability card, phone.

What the standard forbids is refused with the precise fault; what is only unknown (an old area, a new kind)
is taken with a warning, whose sentence stands in `app.sentences` under the warning's code.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain import areas
from app.domain.dates import real_date
from app.domain.text import compact
from app.errors import RuleError

OLDEST_YEARS = 120

ID_NUMBER_FIELD = "公民身份号码"

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
# A permanent residence card of a foreigner (since 2023) starts with 9: it has no area of its own.
_FOREIGNER = "9"

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
_LANDLINE = re.compile(r"\(?(0(?:10|2[0-9]|[3-9][0-9]{2}))\)?-?([2-9][0-9]{6,7})(?:(?:-|转)([0-9]{1,6}))?")
_LOCAL = re.compile(r"[2-9][0-9]{6,7}")


class Sex(StrEnum):
    """Sex as the card says it."""

    MALE = "男"
    FEMALE = "女"


_GROUPS = """
汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西
景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安
裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""

# GB/T 3304, numeric codes.
ETHNIC_GROUPS = {**dict(enumerate(_GROUPS.split(), 1)), 97: "其他", 98: "外国血统中国籍人士"}

CREDIT_KINDS = {
    "11": "机关",
    "12": "事业单位",
    "13": "编办直接管理机构编制的群众团体",
    "19": "机构编制其他",
    "51": "社会团体",
    "52": "民办非企业单位",
    "53": "基金会",
    "59": "民政其他",
    "91": "企业",
    "92": "个体工商户",
    "93": "农民专业合作社",
    "Y1": "其他",
}

DISABILITY_KINDS = {1: "视力", 2: "听力", 3: "言语", 4: "肢体", 5: "智力", 6: "精神", 7: "多重"}


@dataclass(frozen=True)
class IdNumber:
    """A checked 公民身份号码; it does not show itself in logs."""

    value: str = field(repr=False)
    warnings: tuple[str, ...] = ()

    @property
    def area(self) -> str:
        """The area of the first registration, six digits."""
        return self.value[:6]

    @property
    def birth_date(self) -> date:
        """The date of birth in it."""
        return _birth_date(self.value)

    @property
    def sex(self) -> Sex:
        """The sex in it: an odd order number is male."""
        return Sex.MALE if int(self.value[16]) % 2 else Sex.FEMALE


@dataclass(frozen=True)
class CreditCode:
    """A checked 统一社会信用代码."""

    value: str
    warnings: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What the organisation is, by the first two characters; empty if unknown."""
        return CREDIT_KINDS.get(self.value[:2], "")

    @property
    def area(self) -> str:
        """The area of the registering organ, six digits."""
        return self.value[2:8]

    @property
    def organisation_code(self) -> str:
        """The nine characters of GB 11714 inside it."""
        return self.value[8:17]


@dataclass(frozen=True)
class DisabilityCard:
    """A checked 残疾人证号: an ID number, a kind 1 to 7 and a degree 1 to 4."""

    value: str = field(repr=False)
    id_number: IdNumber
    kind: int
    degree: int


def check_id_number(text: str, today: date) -> IdNumber:
    """Check an ID number as typed (GB 11643-1999); full-width characters, blanks and x are taken.

    Also takes residence cards of Hong Kong, Macao and Taiwan people (81, 82, 83) and foreigners (9).

    Args:
        today: the hall's date, against which the birth date is not in the future.

    Raises:
        RuleError: `id_number.old` (15 digits), `id_number.length`, `id_number.characters`, `date.impossible`,
            `id_number.future`, `id_number.check_digit` (with the expected one).
    """
    value = compact(text).upper()
    if len(value) == 15 and _is_digits(value):
        raise RuleError("id_number.old")
    if len(value) != 18:
        raise RuleError("id_number.length", length=len(value))
    _refuse_others(value[:17], "0123456789", "id_number.characters")
    _refuse_others(value[17], "0123456789X", "id_number.characters", offset=17)
    born = _birth_date(value)
    if born > today:
        raise RuleError("id_number.future", date=born)
    expected = id_check_digit(value[:17])
    if value[17] != expected:
        raise RuleError("id_number.check_digit", expected=expected)
    warnings = []
    if not (areas.is_known(value[:6]) or value.startswith(_FOREIGNER)):
        warnings.append("id_number.area_unknown")
    if today.year - born.year > OLDEST_YEARS:
        warnings.append("id_number.very_old")
    return IdNumber(value, tuple(warnings))


def id_check_digit(digits: str) -> str:
    """Return the check character of the first 17 digits (ISO 7064 MOD 11-2)."""
    return _ID_CHECKS[_weighted(digits, _ID_WEIGHTS, _ALPHANUMERIC) % 11]


def check_credit_code(text: str) -> CreditCode:
    """Check a 统一社会信用代码 as typed (GB 32100-2015); full-width, lower case and blanks are taken.

    Raises:
        RuleError: `credit_code.length`, `credit_code.characters` (place and character),
            `credit_code.check_digit` (with the expected one).
    """
    value = compact(text).upper()
    if len(value) != 18:
        raise RuleError("credit_code.length", length=len(value))
    _refuse_others(value, _CREDIT_ALPHABET, "credit_code.characters")
    _refuse_others(value[2:8], "0123456789", "credit_code.characters", offset=2)
    expected = credit_check_digit(value[:17])
    if value[17] != expected:
        raise RuleError("credit_code.check_digit", expected=expected)
    warnings = []
    if value[:2] not in CREDIT_KINDS:
        warnings.append("credit_code.kind_unknown")
    if not areas.is_known(value[2:8]):
        warnings.append("credit_code.area_unknown")
    # Codes with a wrong inner check were really given out; the outer check has caught typing faults.
    if value[16] != organisation_check_digit(value[8:16]):
        warnings.append("credit_code.organisation")
    return CreditCode(value, tuple(warnings))


def credit_check_digit(first: str) -> str:
    """Return the check character of the first 17 characters (GB 32100-2015, Annex A)."""
    return _CREDIT_ALPHABET[-_weighted(first, _CREDIT_WEIGHTS, _CREDIT_ALPHABET) % 31]


def check_organisation_code(text: str) -> str:
    """Check an old 组织机构代码 (GB 11714-1997), with or without its hyphen; return it as `M000100Y-4`.

    Raises:
        RuleError: `organisation_code.length`, `organisation_code.characters`,
            `organisation_code.check_digit`.
    """
    value = compact(text).upper().replace("-", "")
    if len(value) != 9:
        raise RuleError("organisation_code.length", length=len(value))
    _refuse_others(value, _ALPHANUMERIC, "organisation_code.characters")
    expected = organisation_check_digit(value[:8])
    if value[8] != expected:
        raise RuleError("organisation_code.check_digit", expected=expected)
    return f"{value[:8]}-{value[8]}"


def organisation_check_digit(first: str) -> str:
    """Return the check character of the first 8 characters (GB 11714-1997)."""
    return "0123456789X"[-_weighted(first, _ORGANISATION_WEIGHTS, _ALPHANUMERIC) % 11]


def check_disability_card(text: str, today: date) -> DisabilityCard:
    """Check a 残疾人证号 as typed: the ID number, then kind and degree.

    Raises:
        RuleError: `disability_card.length`, `disability_card.kind`, and those of `check_id_number`.
    """
    value = compact(text).upper()
    if len(value) != 20:
        raise RuleError("disability_card.length", length=len(value))
    if value[18] not in "1234567" or value[19] not in "1234":
        raise RuleError("disability_card.kind")
    return DisabilityCard(value, check_id_number(value[:18], today), int(value[18]), int(value[19]))


def check_phone(text: str) -> str:
    """Check a phone number as typed; return `13812345678`, `0975-8382000`, `0975-8382000-12` or `8382000`.

    Raises:
        RuleError: `phone.form`.
    """
    typed = re.sub("[—–−‐]", "-", compact(text))
    if found := _MOBILE.fullmatch(typed.replace("-", "")):
        return found[1]
    if found := _LANDLINE.fullmatch(typed):
        return "-".join(part for part in found.groups() if part)
    if _LOCAL.fullmatch(typed):
        return typed
    raise RuleError("phone.form")


def _birth_date(value: str) -> date:
    return real_date(int(value[6:10]), int(value[10:12]), int(value[12:14]), ID_NUMBER_FIELD)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _refuse_others(text: str, alphabet: str, code: str, offset: int = 0) -> None:
    for position, char in enumerate(text, offset + 1):
        if char not in alphabet:
            raise RuleError(code, position=position, char=char)


def _weighted(text: str, weights: tuple[int, ...], alphabet: str) -> int:
    return sum(alphabet.index(char) * weight for char, weight in zip(text, weights, strict=True))
