"""Acts on a case that is chosen in the list: ask, record, tell."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.cases import ApplicantKind
from app.domain.details import Delivered
from app.errors import AppError
from app.services.case_book import CaseView
from app.services.journal import Outcome
from ui.clerk import accept_dialogs as d
from ui.clerk.asked import Asked, AskingDialog
from ui.clerk.case_actions import CaseAct
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.form_from_case import form_over
from ui.clerk.record_words import GRANTED, ON_BEHALF, SELF
from ui.i18n import Words, tr
from ui.wording import case_number, moment, spoken

Answers = Mapping[str, str]
Act = Callable[[Answers], Outcome]

WHY, ENTRY, VALUE, KEEP, OUTCOME = "why", "entry", "value", "keep", "outcome"


class CaseFlow(QObject):
    """Says `finished` with the outcome and `stopped` with the error. What a dialog holds is kept by case."""

    finished = Signal(object)
    stopped = Signal(object)

    def __init__(self, needs: ClerkDependencies, page: QWidget) -> None:
        super().__init__(page)
        self._needs, self._page = needs, page
        self._notes: dict[str, dict[str, str]] = {}

    def begin(self, act: CaseAct, view: CaseView) -> None:
        """Ask for what an act needs, then do it."""
        {
            CaseAct.FINISH: self._finish,
            CaseAct.REVIEW: self._review,
            CaseAct.RESUME: self._resume,
            CaseAct.GIVE_BACK: self._give_back,
            CaseAct.WITHDRAW: self._withdraw,
            CaseAct.CORRECT: self._correct,
            CaseAct.RESOLVE: self._resolve,
        }[act](view)

    def _withdraw(self, view: CaseView) -> None:
        use, actor, seen = self._needs.use.review, self._needs.actor, view.branches[0].branch.tip.id
        self._ask(
            view,
            CaseAct.WITHDRAW,
            tr("申请人撤回"),
            tr("撤回以后不能再办：{item}", item=view.item.name),
            tr("撤回"),
            (Asked(WHY, tr("申请人说的理由")),),
            lambda said: use.withdraw(actor, view.header.id, said[WHY], seen),
            danger=True,
        )

    def _give_back(self, view: CaseView) -> None:
        use, actor, seen = self._needs.use.review, self._needs.actor, view.branches[0].branch.tip.id
        self._ask(
            view,
            CaseAct.GIVE_BACK,
            tr("退件"),
            tr("补正期限届满没有补正的，退回申请材料：{item}", item=view.item.name),
            tr("退件"),
            (Asked(WHY, tr("理由")),),
            lambda said: use.give_back(actor, view.header.id, said[WHY], seen),
            danger=True,
        )

    def _correct(self, view: CaseView) -> None:
        use, actor, seen = self._needs.use.review, self._needs.actor, view.branches[0].branch.tip.id
        who = view.header.applicant
        person = who.kind is ApplicantKind.PERSON
        entries = [
            ("name", tr("姓名") if person else tr("名称")),
            ("code", Words(who.code_name, {})),
            ("address", tr("住址") if person else tr("住所")),
            ("phone", tr("联系电话")),
            *([] if person else [("representative", tr("法定代表人"))]),
        ]
        self._ask(
            view,
            CaseAct.CORRECT,
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

    def _finish(self, view: CaseView) -> None:
        use, actor, seen = self._needs.use.review, self._needs.actor, view.branches[0].branch.tip.id
        dialogs = d.AcceptDialogs(self._needs, self._page)
        header = view.header
        notes = {d.TEXT: GRANTED.format(result=view.item.result_name), d.RECEIVER: header.contact}
        state = form_over(view)
        for name, text in {**notes, **self._kept(view, CaseAct.FINISH)}.items():
            state = state.with_note(name, text)

        def act(said: Answers) -> Outcome:
            relation = SELF if said[d.RECEIVER].strip() == header.applicant.name else ON_BEHALF
            checked = said[d.CHECKED] == "yes"
            delivery = Delivered(
                header.delivery_way, said[d.RECEIVER].strip(), relation, checked, said[d.PROOF].strip()
            )
            granted = use.grant(actor, header.id, said[d.TEXT], view.item.result_validity, seen)
            return use.deliver(actor, header.id, delivery, granted.step.id)

        self._open(view, CaseAct.FINISH, dialogs.result(state, view.item), act)

    def _review(self, view: CaseView) -> None:
        use, actor, seen = self._needs.use.review, self._needs.actor, view.branches[0].branch.tip.id
        self._run(view, CaseAct.REVIEW, {}, lambda _: use.start(actor, view.header.id, seen))

    def _resume(self, view: CaseView) -> None:
        use, actor, seen = self._needs.use.review, self._needs.actor, view.branches[0].branch.tip.id
        self._ask(
            view,
            CaseAct.RESUME,
            tr("恢复办理"),
            tr("特别程序结束，办理时限从明天起继续计算。"),
            tr("恢复办理"),
            (Asked(OUTCOME, tr("特别程序的结果")),),
            lambda said: use.resume(actor, view.header.id, said[OUTCOME], seen),
        )

    def _resolve(self, view: CaseView) -> None:
        use, actor = self._needs.use.review, self._needs.actor
        choices = [
            (
                str(number),
                tr(
                    "{step}·{who}·{when}",
                    step=spoken(branch.branch.tip.kind),
                    who=branch.branch.tip.actor_name,
                    when=moment(branch.branch.tip.at),
                ),
            )
            for number, branch in enumerate(view.branches)
        ]
        self._ask(
            view,
            CaseAct.RESOLVE,
            tr("选定分支"),
            tr("两台工作站各自往下办了。没有选定的分支，其文书作废。"),
            tr("选定"),
            (Asked(KEEP, tr("按哪一步继续"), "choice", choices=choices), Asked(WHY, tr("理由"))),
            lambda said: use.resolve_fork(
                actor, view.header.id, view.branches[int(said[KEEP])].branch.tip.id, said[WHY]
            ),
            danger=True,
        )

    def _ask(
        self,
        view: CaseView,
        act: CaseAct,
        title: str,
        words: str,
        verb: str,
        asked: tuple[Asked, ...],
        do: Act,
        danger: bool = False,
    ) -> None:
        number = tr("{words}（{number}）", words=words, number=case_number(view.header.number))
        notes = self._kept(view, act)
        dialog = AskingDialog(self._needs.look, self._page, title, number, verb, asked, notes, danger)
        self._open(view, act, dialog, do)

    def _open(self, view: CaseView, act: CaseAct, dialog: AskingDialog, do: Act) -> None:
        kept = self._kept(view, act)
        dialog.typed.connect(lambda name, text: kept.update({name: text}))
        dialog.accepted.connect(lambda: self._run(view, act, dialog.answers(), do))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _run(self, view: CaseView, act: CaseAct, said: Answers, do: Act) -> None:
        def done(outcome: Outcome) -> None:
            self._kept(view, act).clear()
            self.finished.emit(outcome)

        def failed(error: Exception) -> None:
            if not isinstance(error, AppError):
                raise error
            self.stopped.emit(error)

        self._needs.runner.run(
            "db", lambda _: do(said), name=act.value, done=done, failed=failed, owner=self._page
        )

    def _kept(self, view: CaseView, act: CaseAct) -> dict[str, str]:
        return self._notes.setdefault(f"{view.header.id}/{act}", {})
