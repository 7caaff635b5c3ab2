"""The hall's own word for each member of an enum that people get to see."""

from enum import StrEnum

from app.domain.accounts import Right
from app.domain.attendance import SlipReason, SlotResult
from app.domain.complaints import ComplaintAct, ComplaintKind, ComplaintState
from app.domain.details import RefusalReason, StepKind
from app.domain.fingers import ClockQuality, EndReason
from app.domain.guide import Language, Outcome
from app.domain.leave import LeaveAct, LeaveState
from app.domain.lifecycle import State
from app.domain.papers import PrintState
from app.domain.posts import CounterDuty, Finding
from app.domain.requests import RequestAct, RequestKind, RequestState
from app.domain.shifts import Slot
from app.domain.tickets import TicketAct, TicketState
from app.domain.timers import Signal, TimerKey
from app.domain.translations import Status

WORDS: dict[type[StrEnum], dict[str, str]] = {
    State: {
        "received": "已收件",
        "correcting": "待补正",
        "accepted": "已受理",
        "reviewing": "审查中",
        "suspended": "特别程序",
        "granted": "准予",
        "denied": "不予许可",
        "making": "制证",
        "ready": "待领取",
        "delivered": "已送达",
        "rejected": "不予受理",
        "returned": "退件",
        "withdrawn": "申请人撤回",
        "cancelled": "终止",
        "archived": "归档",
    },
    StepKind: {
        "received": "收件",
        "supplemented": "补交材料",
        "noticed": "一次性告知",
        "accepted": "受理",
        "deemed_accepted": "逾期未告知视为受理",
        "rejected": "不予受理",
        "returned": "退件",
        "withdrawn": "申请人撤回",
        "cancelled": "终止",
        "review_started": "开始审查",
        "examined": "审查意见",
        "suspended": "特别程序开始",
        "resumed": "特别程序结束",
        "extended": "延长期限",
        "granted": "准予许可",
        "denied": "不予许可",
        "certificate_begun": "制证",
        "certificate_ready": "制证完成",
        "delivered": "送达",
        "archived": "归档",
        "entry_corrected": "更正登记",
        "fork_resolved": "选定分支",
    },
    RefusalReason: {
        "no_licence_needed": "依法不需要取得行政许可",
        "not_our_competence": "依法不属于本机关职权范围",
        "other_law": "其他法定情形",
    },
    Right: {
        "clerk": "窗口办理",
        "reviewer": "审核审批",
        "guide": "导办服务",
        "kiosk": "取号机维护",
        "supervisor": "大厅管理",
        "auditor": "安全审计",
        "administrator": "系统管理",
    },
    TimerKey: {
        "notice": "一次性告知期限",
        "correction": "补正期限",
        "promised_materials": "容缺补交期限",
        "promise": "承诺办结",
        "statutory": "法定办结",
        "delivery": "送达期限",
    },
    Signal: {"none": "正常", "reminder": "提示", "yellow": "黄牌", "red": "红牌"},
    TicketState: {
        "waiting": "等候",
        "called": "已叫号",
        "serving": "办理中",
        "hold": "已挂起",
        "transferred": "已转移",
        "no_show": "过号",
        "done": "办结",
        "cancelled": "已取消",
    },
    TicketAct: {
        "called": "叫号",
        "recalled": "重呼",
        "undone": "撤回叫号",
        "started": "开始办理",
        "held": "挂起",
        "called_back": "回呼",
        "transferred": "转移",
        "missed": "过号",
        "finished": "办结",
        "cancelled": "取消",
        "day_ended": "当天结束未办理",
        "linked": "关联办件",
        "print": "打印号票",
    },
    RequestKind: {
        "appointment": "预约办理",
        "home_visit": "上门服务",
        "agent": "代办服务",
        "first_asked": "首问登记",
    },
    RequestState: {
        "open": "待接手",
        "taken": "已接手",
        "queued": "已进入排队",
        "done": "已办完",
        "refused": "不能办理",
        "cancelled": "已取消",
    },
    RequestAct: {
        "taken": "接手",
        "handed_on": "转交",
        "moved": "改期",
        "queued": "转入排队",
        "done": "办完",
        "refused": "不能办理",
        "cancelled": "取消",
    },
    ComplaintKind: {"complaint": "投诉", "report": "举报", "suggestion": "建议"},
    ComplaintState: {
        "registered": "已登记",
        "accepted": "已受理",
        "answered": "已答复",
        "refused": "不予受理",
        "closed": "已结案",
    },
    ComplaintAct: {"accepted": "受理", "refused": "不予受理", "answered": "答复", "closed": "结案"},
    Language: {"zh": "汉语", "bo": "藏语", "both": "双语"},
    Outcome: {
        "answered": "已答复",
        "slip": "已给告知单",
        "ticket": "已取号",
        "request": "已预约或登记",
        "complaint": "已登记投诉",
        "not_here": "不在本大厅办理",
    },
    Status: {"missing": "缺", "draft": "草稿", "confirmed": "已确认"},
    Slot: {
        "morning_in": "上午上班",
        "morning_out": "上午下班",
        "afternoon_in": "下午上班",
        "afternoon_out": "下午下班",
    },
    SlotResult: {
        "normal": "正常",
        "late": "迟到",
        "early": "早退",
        "missing": "缺卡",
        "absent": "旷工",
        "leave": "请假",
        "off": "不应出勤",
        "pending": "未到时间",
    },
    SlipReason: {
        "password": "密码签到",
        "power_cut": "停电",
        "sensor_broken": "指纹仪故障",
        "no_consent": "未录指纹",
        "other": "其他",
    },
    LeaveAct: {
        "duty_desk": "值班台同意",
        "chief": "首席代表同意",
        "home_unit": "原单位同意",
        "leader": "中心领导同意",
        "refused": "不同意",
        "withdrawn": "撤回",
        "returned": "销假",
    },
    LeaveState: {
        "asked": "待审批",
        "approved": "已批准",
        "refused": "未批准",
        "withdrawn": "已撤回",
        "returned": "已销假",
    },
    Finding: {
        "in_order": "在岗有序",
        "off_post": "不在岗",
        "conduct": "服务不规范",
        "appearance": "着装不规范",
        "other": "其他",
    },
    CounterDuty: {"staffed": "A 岗在岗", "deputy": "B 岗在岗", "nobody": "暂停"},
    EndReason: {"withdrawn": "本人撤回同意", "left": "离开岗位", "replaced": "更换指纹仪"},
    ClockQuality: {"steady": "正常", "jumped": "时钟被改动过", "behind": "时钟落后"},
    PrintState: {
        "queued": "待打印",
        "composing": "排版中",
        "sent": "已发送",
        "printed": "已打印",
        "failed": "打印失败",
        "unknown": "结果不明",
        "cancelled": "已取消",
        "voided": "已作废",
    },
}


def word(member: StrEnum) -> str:
    """Return the hall's word for an enum member; a member whose value is a Chinese word is its own."""
    words = WORDS.get(type(member))
    return words[member.value] if words is not None else member.value
