"""The office's page of complaints: those with a day first, what was said, what came of it, the next act."""

from dataclasses import dataclass

from app.domain.accounts import Actor
from app.domain.complaints import ComplaintAct, ComplaintEvent, ComplaintState, ComplaintView
from app.domain.dates import hall_time
from app.services.complaints import Complaints, ShownComplaint
from ui.complaints.cells import complaint_columns
from ui.events import ChangesBridge
from ui.i18n import Words, joined, tr
from ui.list_page import Act, ListPage
from ui.look import Look
from ui.tasks import TaskRunner
from ui.theme import MD
from ui.widgets.boxes import Card
from ui.widgets.fields import Field
from ui.widgets.same_row import same_row
from ui.widgets.table_view import Table
from ui.widgets.tick import Tick
from ui.widgets.words import Label
from ui.wording import spoken

_ACTS = {
    ComplaintState.REGISTERED: (ComplaintAct.ACCEPTED, ComplaintAct.REFUSED),
    ComplaintState.ACCEPTED: (ComplaintAct.ANSWERED,),
    ComplaintState.ANSWERED: (ComplaintAct.CLOSED,),
    ComplaintState.REFUSED: (ComplaintAct.CLOSED,),
}
_KEYS = {
    ComplaintAct.ACCEPTED: "Ctrl+1",
    ComplaintAct.REFUSED: "Ctrl+2",
    ComplaintAct.ANSWERED: "Ctrl+3",
    ComplaintAct.CLOSED: "Ctrl+4",
}


@dataclass(frozen=True)
class ComplaintDependencies:
    """What the page stands on; the role that shows it fills it in."""

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    actor: Actor
    complaints: Complaints


class ComplaintsPage(ListPage):
    """Who takes a complaint down does not decide about it; named ones are answered in writing."""

    def __init__(self, needs: ComplaintDependencies) -> None:
        self._needs = needs
        look = needs.look
        self.table: Table[ShownComplaint] = Table(
            look,
            tr("投诉、举报、建议"),
            complaint_columns(),
        )
        self._head = Label("", "strong", wrap=True)
        self._said = Label("", wrap=True)
        self._story = Label("", "body", "text_2", wrap=True)
        told = Card(look, tr("这一件"), gap=MD).add(self._head, self._said, self._story)
        self.words = Field(look, tr("答复或理由"), needed=False)
        self.in_writing = Tick(look, tr("书面答复已交本人"))
        self.reviewer = Field(look, tr("复核人"), needed=False, hint=tr("结案时填，不能是办理人本人"))
        deal = Card(look, tr("办理"), gap=MD).add(self.words, self.in_writing, self.reviewer)
        acts = [self._act(act) for act in ComplaintAct]
        super().__init__(look, needs.runner, self.table, acts, side=(told, deal))
        self.table.moved.connect(self._show_chosen)
        needs.changes.subscribe(self, ("complaint", "complaint_event"), self.read)
        self._show_chosen()
        self.read()

    def read(self) -> None:
        """Read the complaints of the last year."""
        needs = self._needs
        self.fetch("read complaints", lambda: needs.complaints.lately(needs.actor), self._show)

    def act(self, act: ComplaintAct) -> None:
        """Record an act on the chosen complaint, with what was typed."""
        shown, needs = self.table.chosen(), self._needs
        if shown is None:
            return
        chosen, words, reviewer = shown.view.complaint.id, self.words.text, self.reviewer.text
        written = self.in_writing.isChecked()
        self.carry_out(
            "act on complaint",
            lambda: needs.complaints.act(
                needs.actor, chosen, act, words, in_writing=written, reviewer=reviewer
            ),
            self._done,
        )

    def _act(self, act: ComplaintAct) -> Act:
        def do() -> None:
            self.act(act)

        return Act(_verb(act), _KEYS[act], do)

    def _done(self, view: ComplaintView) -> None:
        self.words.put("")
        self.reviewer.put("")
        self.in_writing.setChecked(False)
        told = tr("{number}：{state}", number=view.complaint.number, state=spoken(view.state))
        self.notice.note(told)
        self.read()

    def _show(self, shown: tuple[ShownComplaint, ...]) -> None:
        self.table.show_rows(shown, same_row(self.table, shown, lambda one: one.view.complaint.id))
        self._show_chosen()

    def _show_chosen(self) -> None:
        shown = self.table.chosen()
        allowed = _ACTS.get(shown.view.state, ()) if shown else ()
        for act, key in _KEYS.items():
            self.buttons[key].setEnabled(act in allowed)
            self.buttons[key].restyle("primary" if act in allowed[:1] else "")
        self._head.say(_title(shown.view) if shown else tr("没有投诉。"))
        self._said.say(shown.view.complaint.words if shown else "")
        self._story.say(joined(map(_told, shown.view.events), "\n") if shown else "")


def _verb(act: ComplaintAct) -> Words:
    return {
        ComplaintAct.ACCEPTED: tr("受理投诉"),
        ComplaintAct.REFUSED: tr("不予受理"),
        ComplaintAct.ANSWERED: tr("已答复"),
        ComplaintAct.CLOSED: tr("结案"),
    }[act]


def _title(view: ComplaintView) -> Words:
    one = view.complaint
    who = tr("{name} {phone}", name=one.name, phone=one.phone) if one.named else tr("不留名")
    return tr("{number}·{kind}·{who}", number=one.number, kind=spoken(one.kind), who=who)


def _told(event: ComplaintEvent) -> Words:
    when = f"{hall_time(event.at):%m-%d %H:%M}"
    return joined((part for part in (when, _verb(event.act), event.actor_name, event.words) if part), " ")
