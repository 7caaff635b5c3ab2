"""What is asked before an end of an application: why not, until when, who approves, what the result is."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from app.domain.dates import chinese_date, parse_date
from app.domain.details import Delivered, RefusalReason, Signed
from app.domain.guards import is_by_hand
from app.domain.items import Material, ServiceItem
from app.domain.workdays import Calendar, add_workdays
from app.errors import RuleError
from ui.clerk.asked import Asked, AskingDialog
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.form_state import FormState
from ui.clerk.questions import approval
from ui.clerk.record_words import GRANTED, LIST_MARK, ON_BEHALF, SELF
from ui.error_texts import explain
from ui.i18n import tr
from ui.wording import spoken

PROMISE_WITHIN = 10  # working days for promised materials unless the clerk writes another day

REASON, WHERE, EXPLANATION = "refusal.reason", "refusal.where", "refusal.explanation"
PROMISED_BY = "promise.until"
TEXT, RECEIVER, CHECKED, PROOF = "result.text", "result.receiver", "result.checked", "result.proof"
NOW, SIGNED, SIGNER = "result.now", "result.signed", "result.signer"


class AcceptDialogs:
    """Makes the dialogs of the counter page; each begins with what was typed into it before."""

    def __init__(self, needs: ClerkDependencies, parent: QWidget) -> None:
        self._needs, self._parent = needs, parent

    def refusal(self, state: FormState, item: ServiceItem) -> AskingDialog:
        """Ask why an application is not accepted."""
        reasons = [(reason.value, spoken(reason)) for reason in RefusalReason]
        asked = (
            Asked(REASON, tr("理由"), "choice", choices=reasons),
            Asked(WHERE, tr("应当向哪个机关申请"), needed=False),
            Asked(EXPLANATION, tr("具体说明（写在通知书上）")),
        )
        words = tr("将出具不予受理通知书，不能收回：{item}", item=item.name)
        return self._ask(tr("不予受理"), words, tr("不予受理"), asked, dict(state.notes), True)

    def promise(self, state: FormState, gone: Sequence[Material]) -> AskingDialog:
        """Ask until when promised materials must come (容缺受理)."""
        notes = {PROMISED_BY: self._in_workdays(PROMISE_WITHIN), **state.notes}
        title = tr("容缺受理")
        words = tr(
            "还缺 {names}。申请人须书面承诺按期补交，补齐后才能出结果。",
            names=LIST_MARK.join(material.name for material in gone),
        )
        asked = (Asked(PROMISED_BY, tr("补交期限"), "number", check=_a_date),)
        return self._ask(title, words, tr("容缺受理"), asked, notes)

    def approval(self, state: FormState) -> AskingDialog:
        """Ask a second person to approve a second notice; the law's sentence stands above."""
        words = explain(RuleError("notice.second"))
        verb = tr("批准并再次告知")
        return self._ask(tr("再次告知须经批准"), words, verb, approval(), dict(state.notes))

    def result(self, state: FormState, item: ServiceItem) -> AskingDialog:
        """Ask for the result of an accepted 即办件 and who takes it along."""
        words = tr("即办件：当场出结果并送达。先不办时，办件停在“已受理”。")
        return self._ask(tr("当场办结"), words, tr("办结并送达"), of_result(), _result_notes(state, item))

    def sitting(self, state: FormState, item: ServiceItem) -> AskingDialog:
        """Ask for the result of a 即办件 that is taken in now; without it the case is accepted alone."""
        words = tr("即办件：受理、办结、送达一次记录。不能当场出结果的，去掉第一项，只作受理。")
        asked = (Asked(NOW, tr("当场出结果并送达"), "tick"), *of_result())
        notes = {NOW: "yes", **_result_notes(state, item)}
        return self._ask(tr("受理并当场办结"), words, tr("受理"), asked, notes)

    def _ask(
        self,
        title: str,
        words: str,
        verb: str,
        asked: Sequence[Asked],
        notes: dict[str, str],
        danger: bool = False,
    ) -> AskingDialog:
        return AskingDialog(self._needs.look, self._parent, title, words, verb, asked, notes, danger)

    def _in_workdays(self, days: int) -> str:
        calendar: Calendar = self._needs.calendar
        return chinese_date(add_workdays(calendar, self._needs.today(), days).day)


def of_result() -> tuple[Asked, ...]:
    """Return what is asked for a result that is handed over at once."""
    return (
        Asked(TEXT, tr("决定内容")),
        Asked(RECEIVER, tr("领取人")),
        Asked(CHECKED, tr("已核对领取人证件"), "tick"),
        Asked(PROOF, tr("邮件号或电子送达记录"), needed=False),
    )


def delivery(said: Mapping[str, str], way: str, applicant: str) -> Delivered:
    """Return a delivery as typed; who is not the applicant takes it along for the applicant.

    Args:
        way: the way of delivery; only where somebody stands at the counter somebody signs.
    """
    receiver = said[RECEIVER].strip()
    own = receiver == applicant.strip()
    relation, checked = SELF if own else ON_BEHALF, said[CHECKED] == "yes"
    signed = Signed(said[SIGNED]) if said.get(SIGNED) and is_by_hand(way) else None
    if signed is Signed.OWN and not own:
        signed = Signed.AGENT
    signer = said.get(SIGNER, "").strip() if signed else ""
    return Delivered(way, receiver, relation, checked, said[PROOF].strip(), signed, signer)


def ways_to_sign(organisation: bool) -> list[tuple[str, str]]:
    """Return how a receiver may sign; a person has no seal of an office."""
    ways = [(Signed.OWN.value, tr("领取人签名"))]
    if organisation:
        ways.append((Signed.SEAL.value, spoken(Signed.SEAL)))
    return [*ways, (Signed.WITNESS.value, spoken(Signed.WITNESS))]


def _result_notes(state: FormState, item: ServiceItem) -> dict[str, str]:
    return {
        TEXT: GRANTED.format(result=item.result_name),
        RECEIVER: state.text("agent_name") if state.with_agent else state.text("name"),
        CHECKED: "yes",
        **state.notes,
    }


def _a_date(text: str) -> object:
    return parse_date(text, tr("补交期限"))
