"""The fee of a case at the counter: told by a notice, then paid, waived, taken back or refunded."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.dates import parse_date
from app.domain.fees import FeeState, Relief
from app.domain.money import parse_yuan, yuan
from app.errors import AppError
from app.services.case_book import CaseView
from app.services.fees import Assessment, FeeStanding
from ui.clerk.asked import Asked, AskingDialog
from ui.clerk.case_notes import CaseNotes
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.questions import WHY, Answers, approval, approver
from ui.error_texts import explain
from ui.i18n import Words, tr
from ui.wording import case_number, spoken

COUNT, RATE, PAY_BY, BILL = "fee.count", "fee.rate", "fee.pay_by", "fee.bill"
RELIEF, BASIS, WHAT = "fee.relief", "fee.basis", "fee.what"
LANE = "compose"

Act = Callable[[Answers], Words]


class FeeFlow(QObject):
    """Says `told` with what was done, `stopped` with an error that no dialog tells."""

    told = Signal(object)
    stopped = Signal(object)

    def __init__(self, needs: ClerkDependencies, page: QWidget, notes: CaseNotes) -> None:
        super().__init__(page)
        self._needs, self._page, self._notes = needs, page, notes

    def begin(self, view: CaseView) -> None:
        """Ask how much is to be paid by the published rate, then tell the fee and print its notice."""
        fee, fees, actor = view.item.fee, self._needs.use.fees, self._needs.actor

        def act(said: Answers) -> Words:
            charge = fees.charge(actor, view.header.id, _assessed(said))
            amount = yuan(charge.fee.amount_fen)
            try:
                fees.print(actor, charge.id)
            except AppError as error:  # told already: only its paper is missing, and Ctrl+P prints it
                return tr("已开具 {amount}的缴款通知。{problem}", amount=amount, problem=explain(error))
            return tr("{amount}的缴款通知已送打印机", amount=amount)

        asked = (
            Asked(RATE, tr("每单位金额（按公布的标准）"), "number", check=_rate),
            Asked(COUNT, tr("数量"), "number"),
            Asked(RELIEF, tr("减免金额"), "number", needed=False, check=_rate),
            Asked(BASIS, tr("减免依据"), needed=False),
            Asked(PAY_BY, tr("缴款期限"), "number", needed=False, check=_day),
        )
        words = tr("{standard}。全部上缴国库。", standard=fee.standard)
        texts = {COUNT: "1", RATE: yuan(fee.fen) if fee.fen is not None else ""}
        self._ask(view, tr("缴款通知"), words, tr("开具并打印"), asked, act, texts)

    def begin_settling(self, view: CaseView) -> None:
        """Ask what became of the newest open fee, then what that needs."""
        standing = [one for one in view.fees if one.state in (FeeState.DUE, FeeState.PAID)][-1]
        if standing.state is FeeState.PAID:
            self._refund(view, standing)
            return
        acts = {
            FeeState.PAID: self._pay,
            FeeState.WAIVED: self._waive,
            FeeState.CANCELLED: self._cancel,
        }
        words = tr(
            "{number}，{amount}，{state}",
            number=standing.charge.number,
            amount=yuan(standing.charge.fee.amount_fen),
            state=spoken(standing.state),
        )
        choices = [(state.value, spoken(state)) for state in acts]
        dialog = AskingDialog(
            self._needs.look,
            self._page,
            tr("收费"),
            words,
            tr("下一步"),
            (Asked(WHAT, tr("缴款情况"), "choice", choices=choices),),
            {},
        )
        dialog.accepted.connect(lambda: acts[FeeState(dialog.answers()[WHAT])](view, standing))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _pay(self, view: CaseView, standing: FeeStanding) -> None:
        fees, actor, fee_id = self._needs.use.fees, self._needs.actor, standing.charge.id

        def act(said: Answers) -> Words:
            fees.pay(actor, fee_id, said[BILL])
            return tr("已登记缴费")

        words = tr("收据是财政电子票据，这里只记票据号码。")
        self._ask(view, tr("已缴"), words, tr("登记缴费"), (Asked(BILL, tr("票据号码"), "number"),), act)

    def _waive(self, view: CaseView, standing: FeeStanding) -> None:
        fees, actor, fee_id = self._needs.use.fees, self._needs.actor, standing.charge.id

        def act(said: Answers) -> Words:
            fees.waive(actor, fee_id, approver(said))
            return tr("已登记免收")

        self._ask(view, tr("免收"), tr("免收须经批准，写明依据。"), tr("批准并免收"), approval(), act)

    def _cancel(self, view: CaseView, standing: FeeStanding) -> None:
        fees, actor, fee_id = self._needs.use.fees, self._needs.actor, standing.charge.id

        def act(said: Answers) -> Words:
            fees.cancel(actor, fee_id, said[WHY])
            return tr("缴款通知已撤销")

        words = tr("开错的缴款通知撤销后，其编号不再使用，已打印的作废。")
        self._ask(view, tr("撤销"), words, tr("撤销"), (Asked(WHY, tr("理由")),), act, danger=True)

    def _refund(self, view: CaseView, standing: FeeStanding) -> None:
        fees, actor, fee_id = self._needs.use.fees, self._needs.actor, standing.charge.id

        def act(said: Answers) -> Words:
            fees.refund(actor, fee_id, said[BILL], approver(said))
            return tr("已登记退费")

        asked = (Asked(BILL, tr("冲红票据号码"), "number"), *approval())
        words = tr("{number} 已缴。退费须经批准。", number=standing.charge.number)
        self._ask(view, tr("退费"), words, tr("批准并退费"), asked, act, danger=True)

    def _ask(
        self,
        view: CaseView,
        title: Words,
        words: str,
        verb: str,
        asked: tuple[Asked, ...],
        act: Act,
        texts: dict[str, str] | None = None,
        wrong: AppError | None = None,
        danger: bool = False,
    ) -> None:
        number, case_id, what = case_number(view.header.number), view.header.id, f"fee/{title.source}"
        kept = self._notes.of(case_id, what)
        whole = tr("{words}（{number}）", words=words, number=number)
        dialog = AskingDialog(
            self._needs.look, self._page, title, whole, verb, asked, {**(texts or {}), **kept}, danger
        )
        self._notes.follow(dialog, case_id, what)
        if wrong is not None:
            dialog.refuse(explain(wrong))

        def go_on() -> None:
            said = dialog.answers()

            def failed(error: Exception) -> None:
                if not isinstance(error, AppError):
                    raise error
                self._ask(view, title, words, verb, asked, act, dict(said), error, danger)

            def done(words: Words) -> None:
                self._notes.forget(case_id, what)
                self._done(words)

            self._needs.runner.run(
                LANE, lambda _: act(said), name="fee", done=done, failed=failed, owner=self._page
            )

        dialog.accepted.connect(go_on)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _done(self, words: Words) -> None:
        self._needs.pump.kick()
        self.told.emit(words)


def _assessed(said: Answers) -> Assessment:
    count, less = said[COUNT].strip(), said[RELIEF].strip()
    return Assessment(
        int(count) if count.isascii() and count.isdigit() else 0,
        _rate(said[RATE]),
        Relief(_rate(less), said[BASIS]) if less else None,
        pay_by=_day(said[PAY_BY]) if said[PAY_BY].strip() else None,
    )


def _rate(text: str) -> int:
    return parse_yuan(text, tr("金额"))


def _day(text: str) -> date:
    return parse_date(text, tr("缴款期限"))
