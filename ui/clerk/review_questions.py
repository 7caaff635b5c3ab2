"""Questions of the rest of a case's life: pauses, extension, decision, certificate, delivery, archive."""

from app.domain.details import Approval, Delivered, Denied, Extended, Granted, Suspended
from app.domain.guards import ART_45
from app.domain.items import Limit
from app.domain.timers import allowed_extension
from app.domain.workdays import TermUnit
from app.errors import RuleError
from app.services.case_book import CaseView
from ui.clerk import accept_dialogs as d
from ui.clerk.asked import Asked
from ui.clerk.case_questions import approval, approver
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.questions import LOGIN, WHY, Answers, Question
from ui.clerk.record_words import DENIED, GRANTED
from ui.i18n import Words, tr
from ui.wording import limit

PROCEDURE, DAYS, OUTCOME = "procedure", "days", "outcome"
VALIDITY, NUMBER, VOLUME, WAY = "validity", "number", "volume", "delivery.way"
MOST_DAYS = 365


def begin(needs: ClerkDependencies, view: CaseView) -> Question:
    """Begin the examination; nothing is asked."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    return Question("", "", "", (), lambda _: use.start(actor, view.header.id, seen))


def suspend(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask which procedure begins whose time does not count (Art. 45), and how long it will take."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    names = dict.fromkeys([*(one.name for one in view.item.procedures if one.excluded), *ART_45])
    return Question(
        tr("特别程序"),
        tr("所需时间不计入办理期限，须书面告知申请人（行政许可法第四十五条）。"),
        tr("开始特别程序"),
        (
            Asked(PROCEDURE, tr("程序"), "choice", choices=[(name, name) for name in names]),
            Asked(DAYS, tr("预计几个工作日"), "number", check=_count),
        ),
        lambda said: use.suspend(actor, view.header.id, said[PROCEDURE], _workdays(said), seen),
        paper=lambda said: Suspended(said[PROCEDURE], _workdays(said)),
    )


def resume(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask what came of a special procedure."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    return Question(
        tr("恢复办理"),
        tr("特别程序结束，办理时限从明天起继续计算。"),
        tr("恢复办理"),
        (Asked(OUTCOME, tr("特别程序的结果")),),
        lambda said: use.resume(actor, view.header.id, said[OUTCOME], seen),
    )


def extend(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask by how much the limit is extended, why, and who approves (Art. 42)."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    allowed = allowed_extension(view.item, view.header.joint) or Limit(0, TermUnit.WORKDAYS)

    asked = Asked(DAYS, tr("延长多少（{unit}）", unit=Words(allowed.unit, {})), "number", check=_count)

    def by(said: Answers) -> Limit:
        return Limit(_count(said[DAYS]), allowed.unit)

    return Question(
        tr("延长办理期限"),
        tr("只能延长一次，最多 {most}，须经批准并告知申请人（行政许可法第四十二条）。", most=limit(allowed)),
        tr("批准并延长"),
        (asked, *approval()),
        lambda said: use.extend(actor, view.header.id, by(said), approver(said), seen),
        {DAYS: str(allowed.number)},
        paper=lambda said: Extended(by(said), Approval(actor.account_id, said[LOGIN], said[WHY])),
    )


def grant(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask for the decision to grant."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    return Question(
        tr("准予许可"),
        tr("决定以本人名义作出，决定书随即打印：{item}", item=view.item.name),
        tr("准予许可"),
        (Asked(d.TEXT, tr("决定内容")), Asked(VALIDITY, tr("有效期"), needed=False)),
        lambda said: use.grant(actor, view.header.id, said[d.TEXT], said[VALIDITY], seen),
        {d.TEXT: GRANTED.format(result=view.item.result_name), VALIDITY: view.item.result_validity},
        paper=lambda said: Granted(said[d.TEXT], actor.name, said[VALIDITY]),
    )


def deny(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask for the decision to deny, with its reasons (Art. 38 II)."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    return Question(
        tr("不予许可"),
        tr("必须说明理由；决定书告知复议和诉讼的权利（行政许可法第三十八条）。"),
        tr("不予许可"),
        (Asked(d.TEXT, tr("决定内容")), Asked(WHY, tr("理由（写在决定书上）"))),
        lambda said: use.deny(actor, view.header.id, said[d.TEXT], said[WHY], seen),
        {d.TEXT: DENIED.format(result=view.item.result_name)},
        danger=True,
        paper=lambda said: Denied(said[d.TEXT], actor.name, said[WHY]),
    )


def make(needs: ClerkDependencies, view: CaseView) -> Question:
    """Begin to make the certificate; nothing is asked."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    return Question("", "", "", (), lambda _: use.begin_certificate(actor, view.header.id, seen))


def ready(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask for the number of a certificate that was made elsewhere."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    return Question(
        tr("制证完成"),
        tr("证件在别处制成的，写明证件编号；办件转为“待领取”。"),
        tr("待领取"),
        (Asked(NUMBER, tr("证件编号"), needed=False),),
        lambda said: use.certificate_ready(actor, view.header.id, said[NUMBER], seen),
    )


def deliver(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask who takes the result along, and how that was made sure."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    header = view.header
    ways = dict.fromkeys([header.delivery_way, *view.item.delivery_ways])

    def delivered(said: Answers) -> Delivered:
        return d.delivery(said, said[WAY], header.applicant.name)

    return Question(
        tr("送达"),
        tr("窗口领取的，先核对领取人证件；送达回证随即打印，请领取人签名。寄送的写明邮件号。"),
        tr("送达"),
        (
            Asked(WAY, tr("送达方式"), "choice", choices=[(way, way) for way in ways if way]),
            Asked(d.RECEIVER, tr("领取人")),
            Asked(d.CHECKED, tr("已核对领取人证件"), "tick"),
            Asked(d.PROOF, tr("邮件号或电子送达记录"), needed=False),
        ),
        lambda said: use.deliver(actor, header.id, delivered(said), seen),
        {d.RECEIVER: header.contact},
        paper=delivered,
    )


def archive(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask for the volume in which a finished case is kept."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    return Question(
        tr("归档"),
        tr("归档以后不能再改：{item}", item=view.item.name),
        tr("归档"),
        (Asked(VOLUME, tr("卷号")),),
        lambda said: use.archive(actor, view.header.id, said[VOLUME], seen),
    )


def _count(text: str) -> int:
    """Return a number of days.

    Raises:
        RuleError: `count.form`.
    """
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0
    if not 1 <= number <= MOST_DAYS:
        raise RuleError("count.form", field=tr("天数"), most=MOST_DAYS)
    return number


def _workdays(said: Answers) -> Limit:
    return Limit(_count(said[DAYS]), TermUnit.WORKDAYS)
