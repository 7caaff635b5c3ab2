"""What the log calls an act, in the words of the hall; an act without a word shows its code."""

from app.domain.leave import LeaveAct
from ui.i18n import Words, tr
from ui.wording import spoken


def act_words(action: str) -> str:
    """Return what people call an act of the log."""
    subject, _, act = action.partition(".")
    if subject == "leave" and act in list(LeaveAct):
        return spoken(LeaveAct(act))
    return _words().get(action, action)


def fact_words(name: str) -> str:
    """Return what people call a fact of an entry."""
    return _facts().get(name, name)


def result_words(result: str) -> str:
    """Return what people call a result."""
    known = {"ok": tr("成功"), "refused": tr("拒绝"), "locked": tr("锁定中"), "open": tr("有未完事项")}
    return known.get(result, result)


def _facts() -> dict[str, Words]:
    return {
        "failures": tr("连错次数"),
        "rights": tr("权限"),
        "kind": tr("种类"),
        "begins": tr("开始"),
        "counter": tr("窗口"),
        "finding": tr("发现"),
        "a": tr("A 岗"),
        "b": tr("B 岗"),
        "day": tr("日期"),
        "slot": tr("次"),
        "was": tr("原"),
        "is": tr("现"),
        "reason": tr("理由"),
        "at": tr("时间"),
        "by": tr("方式"),
        "cases": tr("办件"),
        "deleted": tr("清理旧备份"),
        "drafts": tr("草稿"),
        "before": tr("早于"),
        "device": tr("设备"),
        "entries": tr("条数"),
        "sequence": tr("序号"),
        "rows": tr("行数"),
        "accounts": tr("账户"),
        "old": tr("原"),
        "new": tr("现"),
    }


def _words() -> dict[str, Words]:
    return {
        "sign_in": tr("登录"),
        "sign_out": tr("退出登录"),
        "screen_lock": tr("锁屏"),
        "screen_unlock": tr("解锁屏幕"),
        "approve": tr("输入密码批准"),
        "password.change": tr("本人改密码"),
        "password.set": tr("管理员设密码"),
        "account.create": tr("新建账户"),
        "account.change": tr("改账户资料"),
        "account.disable": tr("停用账户"),
        "account.enable": tr("启用账户"),
        "account.lock": tr("账户锁定"),
        "account.unlock": tr("解锁账户"),
        "setting.put": tr("改设置"),
        "setting.attendance": tr("改考勤办法"),
        "queue.rules": tr("改排队规则"),
        "queue.service": tr("改排队业务"),
        "queue.counter": tr("改窗口业务"),
        "store.backup": tr("备份"),
        "store.restore": tr("恢复备份"),
        "retention.clear": tr("清理到期资料"),
        "log.cut": tr("清理日志内容"),
        "calendar.load": tr("改调休日"),
        "case.due_moved": tr("期限变动"),
        "hall.set_up": tr("建立大厅"),
        "day.end": tr("日终检查"),
        "attendance.slip": tr("补登签到"),
        "attendance.correct": tr("更正考勤"),
        "fingers.enrol": tr("录入指纹"),
        "hall.demo": tr("装入演示大厅"),
        "leave.ask": tr("申请请假"),
        "patrol.record": tr("巡查记录"),
        "post.put": tr("设 A、B 岗"),
    }
