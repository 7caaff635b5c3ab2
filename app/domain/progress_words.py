"""How a case stands in plain words for the public: what happens now, what the visitor does next."""

from dataclasses import dataclass
from datetime import date

from app.domain.lifecycle import State


@dataclass(frozen=True)
class PublicProgress:
    """What anybody with a receipt may know of its case; nothing about a person.

    Attributes:
        now: what happens with the case; `next` what the visitor has to do, each a whole sentence.
        due: until when the hall promised to decide, None where nothing runs or the limit stands still.
        counter: where the visitor goes.
    """

    number: str
    item_name: str
    state: State
    now: str
    next: str
    received_on: date
    due: date | None
    counter: int


PLAIN: dict[State, tuple[str, str]] = {
    State.RECEIVED: ("材料已收下，正在看是否齐全。", "请等候，窗口会告诉您是否受理。"),
    State.CORRECTING: ("材料还不齐全。", "请按一次性告知书把缺的材料补齐，交到窗口。"),
    State.ACCEPTED: ("已经受理。", "请等候办理结果。"),
    State.REVIEWING: ("正在审查。", "请等候办理结果。"),
    State.SUSPENDED: ("正在做现场勘验、检验、公示等程序，这段时间不计入期限。", "请等候办理结果。"),
    State.GRANTED: ("已经批准。", "请等候制证，做好后到窗口领取。"),
    State.DENIED: ("没有批准，理由写在决定书上。", "请到窗口领取决定书；不服可以申请行政复议或提起诉讼。"),
    State.MAKING: ("已经批准，正在制证。", "请等候制证，做好后到窗口领取。"),
    State.READY: ("已经办好。", "请带上受理通知书和证件到窗口领取。"),
    State.DELIVERED: ("已经办结，结果已经领走。", "不用再做什么。"),
    State.REJECTED: ("没有受理，理由写在通知书上。", "请到窗口领取不予受理通知书。"),
    State.RETURNED: ("材料已经退回。", "想再办时，请重新申请。"),
    State.WITHDRAWN: ("申请已经撤回。", "想再办时，请重新申请。"),
    State.CANCELLED: ("办理已经终止。", "有疑问请到窗口询问。"),
    State.ARCHIVED: ("已经办结归档。", "不用再做什么。"),
}
"""State to (what happens now, what the visitor does next)."""
