"""Who applies, checked field by field before it is stored."""

from dataclasses import replace
from datetime import date

from app.domain.cases import Agent, Applicant, ApplicantKind
from app.domain.codes import check_credit_code, check_id_number, check_phone
from app.domain.text import clean_line, clean_name

ID_NUMBER = "身份证号"
CREDIT_CODE = "统一社会信用代码"
RESIDENCE_PERMIT = "港澳台居民居住证号"
FOREIGNER_CARD = "外国人永久居留证号"
OTHER_CODES = ("护照号", RESIDENCE_PERMIT, FOREIGNER_CARD, "军官证号", "其他证件号")
CODE_LIMIT = 40


def checked_applicant(applicant: Applicant, today: date) -> Applicant:
    """Return the applicant with every field in its stored form.

    Raises:
        RuleError: the first field whose form is wrong.
    """
    person = applicant.kind is ApplicantKind.PERSON
    representative = applicant.representative
    return replace(
        applicant,
        name=clean_name(applicant.name, "姓名" if person else "名称"),
        code=checked_code(applicant.code_name, applicant.code, today),
        address=clean_line(applicant.address, "住址" if person else "住所"),
        phone=check_phone(applicant.phone) if applicant.phone.strip() else "",
        representative="" if person else clean_name(representative, "法定代表人"),
    )


def checked_code(code_name: str, code: str, today: date) -> str:
    """Return a code in its canonical form by the rule of its kind.

    Raises:
        RuleError: the fault of an ID number or credit code, or an empty or over-long other number.
    """
    if code_name == ID_NUMBER:
        return check_id_number(code, today).value
    if code_name == CREDIT_CODE:
        return check_credit_code(code).value
    return clean_name(clean_line(code, code_name, CODE_LIMIT), code_name)


def checked_agent(agent: Agent, today: date) -> Agent:
    """Return the agent with every field in its stored form.

    Raises:
        RuleError: the first field whose form is wrong.
    """
    return Agent(
        name=clean_name(agent.name, "代理人姓名"),
        code=check_id_number(agent.code, today).value,
        phone=check_phone(agent.phone),
    )
