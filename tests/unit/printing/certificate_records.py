"""Certificates of invented people: ordinary and longest values for every template."""

from datetime import date

from app.domain.certificate_codes import CodeContent, body_of, written
from app.domain.certificate_templates import Template
from app.domain.certificates import PrintWay, holder_mark
from app.domain.printer_fit import PrinterFit
from app.ports.certificates import CertificateSheet

NUMBER = "玛市监食证〔2026〕100037号"
RARE_NAME = "才让·卓玛𬭎𠮷（ཚེ་རིང་སྒྲོལ་མ།）"
GIVEN = {"number": NUMBER, "issued_on": "2026-09-15", "copy": "1-1", "organ": "玛沁县市场监督管理局"}
ORDINARY = {
    "holder": "玛沁县雪山藏餐吧（个体工商户）",
    "code": "92632621MA75K00X30",
    "kind": "个体工商户",
    "representative": "才让多杰",
    "scope": "许可项目：餐饮服务。（依法须经批准的项目，经相关部门批准后方可开展经营活动）"
    "一般项目：食用农产品零售；日用百货销售；工艺美术品及礼仪用品销售。（除许可业务外，可自主依法经营法律法规非禁止或限制的项目）",
    "capital": "叁万元整",
    "founded": "2026-09-10",
    "address": "青海省果洛藏族自治州玛沁县大武镇团结路18号",
    "premises": "青海省果洛藏族自治州玛沁县大武镇团结路18号一层",
    "business": "餐饮服务经营者（小型餐馆）",
    "items": "热食类食品制售；自制饮品制售（不含鲜榨果蔬汁）",
    "licence": "JY26326210000371",
    "signer": "旦正才让",
    "valid_from": "2026-09-15",
    "valid_until": "2031-09-14",
    "gender": "女",
    "nation": "藏族",
    "born": "1985-11-20",
    "category": "肢体残疾",
    "degree": "三级",
    "guardian": "",
    "code_name": "公民身份号码",
    "content": "系玛沁县大武镇居民，家庭主要收入来源为放牧，"
    "2025年度家庭人均纯收入低于当地平均水平，情况属实。",
}
OF_TEMPLATE = {
    "hygiene": {"holder": "玛沁县雪莲花宾馆", "items": "旅店业（住宿）、沐浴场所"},
    "halal": {"holder": "玛沁县兰州牛肉拉面馆", "representative": "马福海", "items": "清真餐饮"},
    "disability": {"holder": "卓玛措", "code": "63262619851120002343"},
    "proof": {"holder": "卓玛措", "code": "632626198511200023"},
}
ORGANS = {
    "hygiene": ("玛卫健", "玛沁县卫生健康局"),
    "halal": ("玛民宗", "玛沁县民族宗教事务局"),
    "disability": ("玛残联", "玛沁县残疾人联合会"),
    "proof": ("大政", "玛沁县大武镇人民政府"),
}


def values_of(template: Template) -> dict[str, str]:
    """Return ordinary values for a template, the program's own among them."""
    said = {**ORDINARY, **OF_TEMPLATE.get(template.key, {})}
    own = {rule.key: said[rule.key] for rule in template.fields}
    sign, organ = ORGANS.get(template.key, ("玛市监", GIVEN["organ"]))
    return {**own, **GIVEN, "number": f"{sign}{template.word}〔2026〕100037号", "organ": organ}


def longest_values(template: Template, name: str = "才让多杰卓玛措𬭎" * 25) -> dict[str, str]:
    """Return values with 200 characters wherever a name or an address may have them."""
    values = values_of(template)
    return {**values, **{key: name for key in ("holder", "representative", "address") if key in values}}


def code(holder: str = "玛沁县雪山藏餐吧") -> str:
    """Return a code as long as a signed one."""
    content = CodeContent(
        "632621", NUMBER, "licence-copy", holder_mark(holder), date(2026, 9, 15), "K7QZ2M4X"
    )
    return written(body_of(content), bytes(range(64)))


def sheet(
    template: Template,
    way: PrintWay = PrintWay.FULL,
    values: dict[str, str] | None = None,
    fit: PrinterFit | None = None,
    demo: bool = False,
) -> CertificateSheet:
    """Return a sheet ready to be composed."""
    fit = fit or PrinterFit("测试打印机")
    return CertificateSheet(template, way, values or values_of(template), code(), fit, demo)
