"""How the exchange with the centre is said: what kind of record, why it was refused, what works without."""

from app.domain.sync import Parked
from ui.i18n import Words, tr


def kind_words(kind: str) -> Words:
    """Return the hall's word for a kind of record."""
    known = {
        "case_header": tr("办件"),
        "case_step": tr("办理步骤"),
        "print": tr("文书打印"),
        "print_event": tr("文书打印"),
        "certificate": tr("证照"),
        "certificate_print": tr("证照打印"),
        "audit_entry": tr("操作日志"),
        "account": tr("账号"),
        "punch": tr("打卡"),
        "ticket": tr("号票"),
        "ticket_event": tr("号票"),
    }
    return known.get(kind, tr("其他记录"))


def reason_words(parked: Parked) -> Words:
    """Return why the centre refused a record and what helps, by the class of the server's code."""
    if parked.code == "22P05":
        return tr("里面有数据库存不下的字符，删去后可以重传。")
    if parked.code == "42501":
        return tr("中心不允许本机写这条记录，请管理员在中心核对登记。")
    if parked.code.startswith("54"):
        return tr("内容太大，中心收不下，请管理员处理。")
    if parked.code.startswith("23"):
        return tr("与中心已有的记录冲突，请管理员在中心核对后重试。")
    return tr("内容的格式不对，改正后可以重传。")
