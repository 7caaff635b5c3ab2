"""`verify`: what a check of the whole store found, for a person or a program."""

import json

from app.services.integrity import Report

CHECKS = {
    "audit": "日志链",
    "cases": "办件状态",
    "outbox": "待传记录",
    "numbers": "编号",
    "papers": "文书",
    "certificates": "证照",
    "queue": "号票",
}


def as_text(report: Report) -> str:
    """Return the report for a person: what was counted, then one line for each finding."""
    counted = "，".join(f"{name} {count}" for name, count in report.counts.items())
    lines = [f"已核对：{counted}"]
    lines += [f"✗ {CHECKS[found.check]} {found.subject}：{found.detail}" for found in report.findings]
    lines.append(
        "全部相符。" if report.sound else f"有 {len(report.findings)} 处不符，请保留现场并联系管理员。"
    )
    return "\n".join(lines)


def as_json(report: Report) -> str:
    """Return the report as one JSON object."""
    findings = [vars(found) for found in report.findings]
    return json.dumps({"ok": report.sound, "counts": report.counts, "findings": findings}, ensure_ascii=False)
