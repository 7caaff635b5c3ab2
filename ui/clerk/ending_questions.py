"""Questions about a case's ways out and its entries: withdraw, give back, end, put right, choose a branch."""

from app.domain.cases import ApplicantKind
from ui.clerk.asked import Asked
from ui.clerk.questions import WHY, OnCase, Question, approval, approver
from ui.i18n import Words, tr
from ui.wording import moment, spoken

ENTRY, VALUE, KEEP = "entry", "value", "keep"


def withdraw(case: OnCase) -> Question:
    """Ask why the applicant takes the application back."""
    return Question(
        tr("申请人撤回"),
        tr("撤回以后不能再办：{item}", item=case.view.item.name),
        tr("撤回"),
        (Asked(WHY, tr("申请人说的理由")),),
        lambda said: case.review.withdraw(case.actor, case.id, said[WHY], case.seen),
        danger=True,
    )


def give_back(case: OnCase) -> Question:
    """Ask why the papers go back after a notice."""
    return Question(
        tr("退件"),
        tr("补正期限届满没有补正的，退回申请材料：{item}", item=case.view.item.name),
        tr("退件"),
        (Asked(WHY, tr("理由")),),
        lambda said: case.review.give_back(case.actor, case.id, said[WHY], case.seen),
        danger=True,
    )


def end(case: OnCase) -> Question:
    """Ask who approves that a case ends without a decision."""
    return Question(
        tr("终止办理"),
        tr("申请人死亡、终止或者事项不复存在的，经批准终止：{item}", item=case.view.item.name),
        tr("批准并终止"),
        approval(),
        lambda said: case.review.cancel(case.actor, case.id, approver(said), case.seen),
        danger=True,
    )


def correct(case: OnCase) -> Question:
    """Ask which entry is wrong and what is right."""
    who = case.view.header.applicant
    person = who.kind is ApplicantKind.PERSON
    entries = [
        ("name", tr("姓名") if person else tr("名称")),
        ("code", Words(who.code_name, {})),
        ("address", tr("住址") if person else tr("住所")),
        ("phone", tr("联系电话")),
        *([] if person else [("representative", tr("法定代表人"))]),
    ]
    return Question(
        tr("更正登记"),
        tr("原来的内容和更正的内容都留在办件经过里。"),
        tr("更正"),
        (
            Asked(ENTRY, tr("更正哪一栏"), "choice", choices=entries),
            Asked(VALUE, tr("正确的内容")),
            Asked(WHY, tr("理由")),
        ),
        lambda said: case.review.correct_entry(
            case.actor, case.id, said[ENTRY], said[VALUE].strip(), said[WHY], case.seen
        ),
    )


def resolve(case: OnCase) -> Question:
    """Ask which branch of a fork goes on."""
    tips = [branch.branch.tip for branch in case.view.branches]
    choices = [
        (
            str(number),
            tr("{step}·{who}·{when}", step=spoken(tip.kind), who=tip.actor_name, when=moment(tip.at)),
        )
        for number, tip in enumerate(tips)
    ]
    return Question(
        tr("选定分支"),
        tr("两台工作站各自往下办了。没有选定的分支，其文书作废。"),
        tr("选定"),
        (Asked(KEEP, tr("按哪一步继续"), "choice", choices=choices), Asked(WHY, tr("理由"))),
        lambda said: case.review.resolve_fork(case.actor, case.id, tips[int(said[KEEP])].id, said[WHY]),
        danger=True,
    )
