"""What the log calls an act, in the words of the hall; an act without a word shows its code."""

from enum import StrEnum

from app.domain.complaints import ComplaintAct, ComplaintKind
from app.domain.details import StepKind
from app.domain.leave import LeaveAct
from app.domain.requests import RequestAct, RequestKind
from ui.i18n import Words, tr
from ui.wording import spoken

_KINDS: dict[tuple[str, str], tuple[type[StrEnum], ...]] = {
    ("request", "kind"): (RequestKind,),
    ("request", "act"): (RequestAct,),
    ("complaint", "kind"): (ComplaintKind,),
    ("complaint", "act"): (ComplaintAct,),
}
"""What a fact of a subject's acts is one of."""


def act_words(action: str) -> str:
    """Return what people call an act of the log."""
    subject, _, act = action.partition(".")
    if subject == "leave" and act in list(LeaveAct):
        return spoken(LeaveAct(act))
    if subject == "case" and act in list(StepKind):
        return spoken(StepKind(act))
    known = _of_accounts() | _of_the_hall() | _of_the_counter() | _of_the_desk()
    return known.get(action, action)


def fact_words(name: str) -> str:
    """Return what people call a fact of an entry."""
    return (_facts() | _facts_of_work()).get(name, name)


def value_words(action: str, name: str, value: str) -> str:
    """Return what people call the value of a fact: kinds and steps in words, anything else as it is."""
    for kind in _KINDS.get((action.partition(".")[0], name), ()):
        if value in list(kind):
            return spoken(kind(value))
    return value


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
        "records": tr("记录"),
        "tickets": tr("取号"),
        "calls": tr("叫号"),
        "no_show": tr("过号"),
        "mean_wait_s": tr("平均等候秒数"),
        "mean_service_s": tr("平均办理秒数"),
        "before": tr("早于"),
        "device": tr("设备"),
        "entries": tr("条数"),
        "sequence": tr("序号"),
        "rows": tr("行数"),
        "accounts": tr("账户"),
        "old": tr("原"),
        "new": tr("现"),
    }


def _facts_of_work() -> dict[str, Words]:
    return {
        "step": tr("步骤"),
        "document": tr("文号"),
        "item": tr("事项"),
        "named": tr("实名"),
        "nth": tr("第几次打印"),
        "copies": tr("份数"),
        "amount": tr("金额（分）"),
        "bill": tr("票据号"),
        "approver": tr("批准人"),
        "serial": tr("印刷号"),
        "first": tr("起"),
        "last": tr("止"),
        "count": tr("数量"),
        "consent": tr("同意书"),
        "version": tr("版本"),
        "state": tr("状态"),
        "ticket": tr("票号"),
        "language": tr("语言"),
        "outbox": tr("待上传"),
        "papers": tr("文书"),
        "printer": tr("打印机"),
        "station": tr("工作站"),
        "case": tr("办件"),
        "act": tr("步骤"),
    }


def _of_accounts() -> dict[str, Words]:
    """Return acts on accounts and their passwords."""
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
    }


def _of_the_hall() -> dict[str, Words]:
    """Return acts on settings, the store and the staff."""
    return {
        "setting.put": tr("改设置"),
        "setting.attendance": tr("改考勤办法"),
        "queue.rules": tr("改排队规则"),
        "queue.service": tr("改排队业务"),
        "queue.counter": tr("改窗口业务"),
        "queue.clear": tr("清理号票记录"),
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
        "fingers.delete": tr("删除指纹"),
        "kiosk.pin": tr("设取号机维护密码"),
        "kiosk.maintenance": tr("打开取号机维护"),
        "signing_key.register": tr("登记签名密钥"),
        "signing_key.withdraw": tr("停用签名密钥"),
        "sync.join": tr("接入中心库"),
        "sync.mend": tr("修改退回的记录"),
        "sync.epoch": tr("恢复后换新编号段"),
        "sync.carry_out": tr("导出待传文件"),
        "sync.carry_in": tr("送入待传文件"),
    }


def _of_the_counter() -> dict[str, Words]:
    """Return acts on cases, papers, certificates and fees."""
    return {
        "case.show_codes": tr("查看证件号码"),
        "cases.export": tr("导出办件"),
        "print": tr("打印文书"),
        "print.left_out": tr("不打印文书"),
        "print.void": tr("作废打印"),
        "print.hall": tr("打印大厅文书"),
        "print.cancel": tr("取消打印"),
        "print.retry": tr("重新送打印"),
        "print.move": tr("换打印机"),
        "print.answer": tr("答复打印结果"),
        "printer.fit": tr("校准打印机"),
        "certificate.template": tr("改证照模板"),
        "certificate.issue": tr("签发证照"),
        "certificate.void": tr("作废证照"),
        "certificate.print": tr("打印证照"),
        "certificate.reprint": tr("重打证照"),
        "certificate.spoil": tr("空白证照打坏"),
        "blanks.receive": tr("空白证照入库"),
        "blanks.spoil": tr("空白证照作废"),
        "fee.charge": tr("开缴款通知"),
        "fee.settle": tr("缴款登记"),
    }


def _of_the_desk() -> dict[str, Words]:
    """Return acts of the guide desk, the kiosk, the catalogue and the languages."""
    return {
        "ticket.print": tr("打印号票"),
        "ticket.number_twice": tr("同一号码发了两次"),
        "progress.asked": tr("查办理进度"),
        "request.taken_down": tr("登记服务请求"),
        "request.act": tr("处理服务请求"),
        "request.queued": tr("预约进入排队"),
        "complaint.taken_down": tr("登记投诉建议"),
        "complaint.act": tr("处理投诉建议"),
        "guide.words": tr("添加群众说法"),
        "catalogue.published": tr("发布事项新版本"),
        "catalogue.withdrawn": tr("撤回事项版本"),
        "translation.written": tr("填写译文"),
        "translation.confirmed": tr("确认译文"),
        "voice.recorded": tr("录制叫号语音"),
        "voice.brought": tr("导入叫号语音"),
        "voice.synthesised": tr("合成叫号语音"),
        "voice.dropped": tr("删除叫号语音"),
    }
