"""`certificate check`: what a code says, what was checked, and whether it holds."""

import json
from pathlib import Path

from app.domain.certificate_codes import MARK
from app.domain.dates import chinese_date
from app.errors import RuleError
from app.sentences import sentence
from app.services.certificate_check import Check, Finding

_LONGEST_FILE = 4096


def code_of(argument: str) -> str:
    """Return the code that an argument is, or that stands in the file it names.

    Raises:
        RuleError: `certificate.file`.
    """
    if argument.startswith(MARK):
        return argument
    try:
        with Path(argument).open(encoding="utf-8") as file:
            return file.read(_LONGEST_FILE).strip("\ufeff\r\n")
    except (OSError, ValueError) as error:
        raise RuleError("certificate.file", path=argument) from error


def as_text(finding: Finding) -> str:
    """Return the finding for a person: the verdict, what was checked and what was not, what the code says."""
    content = finding.content
    lines = ["✓ 证照二维码有效。" if finding.problem is None else f"✗ {sentence(finding.problem)}"]
    lines += [f"  {'✓' if one in finding.passed else '－'} {one}" for one in Check]
    if finding.genuine and Check.VOID_LIST not in finding.passed:
        lines.append("  只核对了签名；本机没有这份证照的登记，是否已作废请到发证大厅查询。")
    if content is not None and Check.SIGNATURE in finding.passed:
        said = (content.number, content.kind, content.holder, chinese_date(content.issued_on))
        lines.append("  编号 {}，种类 {}，持证人 {}，发证日期 {}".format(*said))
    return "\n".join(lines)


def as_json(finding: Finding) -> str:
    """Return the finding as one JSON object; `said` is absent unless its signature holds."""
    result: dict[str, object] = {
        "ok": finding.genuine,
        "problem": finding.problem.code if finding.problem else "",
        "checked": {one.name.lower(): one in finding.passed for one in Check},
    }
    if finding.content is not None and Check.SIGNATURE in finding.passed:
        said = vars(finding.content)
        result["said"] = {name: str(value) for name, value in said.items()}
    return json.dumps(result, ensure_ascii=False)
