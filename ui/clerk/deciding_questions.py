"""Questions of examination and decision: opinion, pauses, extension, grant and denial."""

from app.domain.details import Advice, Approval, Denied, Examined, Extended, Granted, Suspended
from app.domain.guards import ART_45
from app.domain.items import Limit
from app.domain.timers import allowed_extension
from app.domain.workdays import TermUnit
from app.errors import RuleError
from ui.clerk.accept_dialogs import TEXT
from ui.clerk.asked import Asked
from ui.clerk.questions import LOGIN, WHY, Answers, OnCase, Question, approval, approver, at_once
from ui.clerk.record_words import DENIED, GRANTED
from ui.i18n import Words, tr
from ui.wording import limit, spoken

PROCEDURE, DAYS, OUTCOME, VALIDITY = "procedure", "days", "outcome", "validity"
OPINION, ADVICE = "opinion", "advice"
MOST_DAYS = 365


def begin(case: OnCase) -> Question:
    """Begin the examination; nothing is asked."""
    return at_once(lambda _: case.review.start(case.actor, case.id, case.seen))


def examine(case: OnCase) -> Question:
    """Ask for the examiner's opinion, which whoever decides reads."""
    return Question(
        tr("审查意见"),
        tr("审批人决定前会看到；决定与意见一致的，写在决定书上。写意见的人不作决定（一审一核）。"),
        tr("提交意见"),
        (
            Asked(ADVICE, tr("建议"), "choice", choices=[(one.value, spoken(one)) for one in Advice]),
            Asked(OPINION, tr("审查意见")),
        ),
        lambda said: case.review.examine(case.actor, case.id, said[OPINION], Advice(said[ADVICE]), case.seen),
    )


def suspend(case: OnCase) -> Question:
    """Ask which procedure begins whose time does not count (Art. 45), and how long it will take."""
    names = dict.fromkeys([*(one.name for one in case.view.item.procedures if one.excluded), *ART_45])
    return Question(
        tr("特别程序"),
        tr("所需时间不计入办理期限，须书面告知申请人（行政许可法第四十五条）。"),
        tr("开始特别程序"),
        (
            Asked(PROCEDURE, tr("程序"), "choice", choices=[(name, name) for name in names]),
            Asked(DAYS, tr("预计几个工作日"), "number", check=_count),
        ),
        lambda said: case.review.suspend(case.actor, case.id, said[PROCEDURE], _workdays(said), case.seen),
        paper=lambda said: Suspended(said[PROCEDURE], _workdays(said)),
    )


def resume(case: OnCase) -> Question:
    """Ask what came of a special procedure."""
    return Question(
        tr("恢复办理"),
        tr("特别程序结束，办理时限从明天起继续计算。"),
        tr("恢复办理"),
        (Asked(OUTCOME, tr("特别程序的结果")),),
        lambda said: case.review.resume(case.actor, case.id, said[OUTCOME], case.seen),
    )


def extend(case: OnCase) -> Question:
    """Ask by how much the limit is extended, why, and who approves (Art. 42)."""
    allowed = allowed_extension(case.view.item, case.view.header.joint) or Limit(0, TermUnit.WORKDAYS)
    asked = Asked(DAYS, tr("延长多少（{unit}）", unit=Words(allowed.unit, {})), "number", check=_count)

    def by(said: Answers) -> Limit:
        return Limit(_count(said[DAYS]), allowed.unit)

    return Question(
        tr("延长办理期限"),
        tr("只能延长一次，最多 {most}，须经批准并告知申请人（行政许可法第四十二条）。", most=limit(allowed)),
        tr("批准并延长"),
        (asked, *approval()),
        lambda said: case.review.extend(case.actor, case.id, by(said), approver(said), case.seen),
        {DAYS: str(allowed.number)},
        paper=lambda said: Extended(by(said), Approval(case.actor.account_id, said[LOGIN], said[WHY])),
    )


def grant(case: OnCase) -> Question:
    """Ask for the decision to grant; the examiner's opinion stands above."""
    item = case.view.item
    return Question(
        tr("准予许可"),
        tr("{opinion}决定以本人名义作出，决定书随即打印：{item}", opinion=_opinion(case), item=item.name),
        tr("准予许可"),
        (Asked(TEXT, tr("决定内容")), Asked(VALIDITY, tr("有效期"), needed=False)),
        lambda said: case.review.grant(case.actor, case.id, said[TEXT], said[VALIDITY], case.seen),
        {TEXT: GRANTED.format(result=item.result_name), VALIDITY: item.result_validity},
        paper=lambda said: Granted(said[TEXT], case.actor.name, said[VALIDITY]),
    )


def deny(case: OnCase) -> Question:
    """Ask for the decision to deny, with its reasons (Art. 38 II); the examiner's opinion stands above."""
    return Question(
        tr("不予许可"),
        tr(
            "{opinion}必须说明理由；决定书告知复议和诉讼的权利（行政许可法第三十八条）。",
            opinion=_opinion(case),
        ),
        tr("不予许可"),
        (Asked(TEXT, tr("决定内容")), Asked(WHY, tr("理由（写在决定书上）"))),
        lambda said: case.review.deny(case.actor, case.id, said[TEXT], said[WHY], case.seen),
        {TEXT: DENIED.format(result=case.view.item.result_name)},
        danger=True,
        paper=lambda said: Denied(said[TEXT], case.actor.name, said[WHY]),
    )


def opinion_of(case: OnCase) -> tuple[str, Examined] | None:
    """Return who examined the case and the newest opinion."""
    steps = reversed(case.view.branches[0].branch.steps)
    return next(((one.actor_name, one.detail) for one in steps if isinstance(one.detail, Examined)), None)


def _opinion(case: OnCase) -> Words:
    found = opinion_of(case)
    if found is None:
        return tr("审查人还没有写审查意见。")
    who, said = found
    advice = spoken(said.advice)
    return tr("审查意见（{who}，{advice}）：{opinion}\n", who=who, advice=advice, opinion=said.opinion)


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
