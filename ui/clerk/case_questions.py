"""Questions of the counter about a case: finish, give back, withdraw, end, put right, choose a branch."""

from app.domain.cases import ApplicantKind
from app.services.accounts import Credentials
from app.services.case_book import CaseView
from app.services.intake import Approver
from app.services.journal import Outcome
from ui.clerk import accept_dialogs as d
from ui.clerk.asked import Asked
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.questions import LOGIN, PASSWORD, WHY, Answers, Question
from ui.clerk.record_words import GRANTED
from ui.i18n import Words, tr
from ui.wording import moment, spoken

ENTRY, VALUE, KEEP = "entry", "value", "keep"


def finish(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask for the result of an accepted 即办件."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    validity = view.item.result_validity

    def do(said: Answers) -> Outcome:
        delivery = d.delivery(said, view.header.delivery_way, view.header.applicant.name)
        return use.finish(actor, view.header.id, said[d.TEXT], delivery, validity, seen)

    return Question(
        tr("当场办结"),
        tr("即办件：当场出结果并送达。先不办时，办件停在“已受理”。"),
        tr("办结并送达"),
        d.of_result(),
        do,
        {
            d.TEXT: GRANTED.format(result=view.item.result_name),
            d.RECEIVER: view.header.contact,
            d.CHECKED: "yes",
        },
    )


def withdraw(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask why the applicant takes the application back."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    return Question(
        tr("申请人撤回"),
        tr("撤回以后不能再办：{item}", item=view.item.name),
        tr("撤回"),
        (Asked(WHY, tr("申请人说的理由")),),
        lambda said: use.withdraw(actor, view.header.id, said[WHY], seen),
        danger=True,
    )


def give_back(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask why the papers go back after a notice."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    return Question(
        tr("退件"),
        tr("补正期限届满没有补正的，退回申请材料：{item}", item=view.item.name),
        tr("退件"),
        (Asked(WHY, tr("理由")),),
        lambda said: use.give_back(actor, view.header.id, said[WHY], seen),
        danger=True,
    )


def end(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask who approves that a case ends without a decision."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    return Question(
        tr("终止办理"),
        tr("申请人死亡、终止或者事项不复存在的，经批准终止：{item}", item=view.item.name),
        tr("批准并终止"),
        approval(),
        lambda said: use.cancel(actor, view.header.id, approver(said), seen),
        danger=True,
    )


def correct(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask which entry is wrong and what is right."""
    use, actor, seen = needs.use.review, needs.actor, view.branches[0].branch.tip.id
    who = view.header.applicant
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
        lambda said: use.correct_entry(
            actor, view.header.id, said[ENTRY], said[VALUE].strip(), said[WHY], seen
        ),
    )


def resolve(needs: ClerkDependencies, view: CaseView) -> Question:
    """Ask which branch of a fork goes on."""
    use, actor = needs.use.review, needs.actor
    tips = [branch.branch.tip for branch in view.branches]
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
        lambda said: use.resolve_fork(actor, view.header.id, tips[int(said[KEEP])].id, said[WHY]),
        danger=True,
    )


def approval() -> tuple[Asked, ...]:
    """Return what a second person types to approve."""
    return (
        Asked(LOGIN, tr("审批人用户名")),
        Asked(PASSWORD, tr("审批人密码"), "password"),
        Asked(WHY, tr("理由")),
    )


def approver(said: Answers) -> Approver:
    """Return the second person as typed."""
    return Approver(Credentials(said[LOGIN], said[PASSWORD]), said[WHY])
