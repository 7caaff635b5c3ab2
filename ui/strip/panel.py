"""The counter's queue: who is here, the keys, who is on hold, who waits; in a page or as a strip."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.ids import new_id
from app.domain.parted import LineStanding
from app.domain.tickets import TicketState, Turn
from app.errors import AppError, RuleError
from app.ports.queue import DeskState
from ui.error_texts import explain
from ui.i18n import tr
from ui.strip.dependencies import StripDependencies
from ui.strip.dialogs import Leaving, Target, ask_leaving, ask_target
from ui.strip.head import StripHead
from ui.strip.key_column import KeyColumn
from ui.strip.slip import ask_slip
from ui.strip.standing import Standing, StripKey, read_standing
from ui.strip.waiting_list import WaitingList
from ui.tasks import Task
from ui.widgets.boxes import column, fixed
from ui.widgets.words import Label

WIDTH, TICK_MS = 232, 1000

Act = Callable[[], Turn | None]


class StripPanel(QWidget):
    """Says `called` with the turn of who is called, `started` of who is served, `ended` when nobody is here.

    On start it shows, and says, the ticket the counter holds.
    """

    called = Signal(object)
    started = Signal(object)
    ended = Signal()

    def __init__(self, needs: StripDependencies) -> None:
        super().__init__()
        self._needs = needs
        self._standing: Standing | None = None
        self._looking: Task | None = None
        self._acting = self._acted = False
        self.setProperty("kind", "pane")
        self.head = StripHead(needs.look, needs.actor.counter)
        self.keys = KeyColumn(needs.look, needs.pad)
        self.message = Label("", "caption", "error", wrap=True)
        self.message.setContentsMargins(*(needs.look.px(one) for one in (12, 0, 12, 8)))
        self.message.hide()
        self.waiting = WaitingList(needs.look, needs.pad)
        self.lost = Label(
            tr("连不上排队服务器：按“叫下一位”，输入群众手里的票号。"), "caption", "soon", wrap=True
        )
        self.lost.setContentsMargins(*(needs.look.px(one) for one in (12, 0, 12, 8)))
        self.setLayout(column(needs.look, self.head, self.keys, self.message, self.lost, self.waiting, gap=0))
        fixed(needs.look, self, width=WIDTH)
        self.keys.pressed.connect(self.press)
        self.waiting.called_back.connect(self._call_back)
        self._every(needs.poll, self.look_now)
        self._every(TICK_MS, self._tick)
        self._show_line(needs.watch.standing if needs.watch else LineStanding())
        if needs.watch is not None:
            needs.watch.seen.connect(self._show_line)
            needs.watch.rung.connect(self.look_now)
        self.look_now()

    @property
    def standing(self) -> Standing | None:
        """How the counter stands, None before it is known."""
        return self._standing

    @property
    def ready(self) -> bool:
        """Whether a key is taken now: none is while it is not known what the last one did."""
        return self._standing is not None and not self._acting

    @property
    def busy(self) -> bool:
        """Whether a visitor is being served."""
        turn = self._standing.turn if self._standing else None
        return turn is not None and turn.state is TicketState.SERVING

    def press(self, key: StripKey) -> None:
        """Do what a key does."""
        standing = self._standing
        if standing is None or self._acting:
            return
        turn = standing.turn
        if key is StripKey.PAUSE:
            self._pause(standing)
        elif key is StripKey.CALL:
            self._call(turn)
        elif key is StripKey.HOLD and turn is None:
            self._call_back(standing.held[0].ticket.id)
        elif key is StripKey.TRANSFER and turn is not None:
            self._transfer(turn, standing)
        elif turn is not None:
            self._act(partial(self._plain(key), self._needs.actor, turn.ticket.id))

    def look_now(self) -> None:
        """Look at the queue, unless the last look has not come back."""
        needs = self._needs
        if self._looking is None:
            self._looking = needs.runner.run(
                needs.lane,
                lambda _: read_standing(needs.queue, needs.hall, needs.actor),
                name="strip look",
                done=self._show,
                failed=self._lost,
                owner=self,
            )

    def _plain(self, key: StripKey) -> Callable[..., Turn]:
        """Return the act of a key that needs nothing but the ticket."""
        queue = self._needs.queue
        return {
            StripKey.START: queue.start,
            StripKey.RECALL: queue.recall,
            StripKey.HOLD: queue.hold,
            StripKey.NO_SHOW: queue.no_show,
            StripKey.FINISH: queue.finish,
            StripKey.UNDO: queue.undo_call,
        }[key]

    def _call(self, turn: Turn | None) -> None:
        """Call the next ticket; a visitor who is still here is never left without a word."""
        queue, actor, call_id = self._needs.queue, self._needs.actor, new_id()
        leaving = Leaving.STAY if turn is None else ask_leaving(self._needs.look, self, turn)
        if turn is None:
            self._act(lambda: queue.call_next(actor, call_id))
        elif leaving is not Leaving.STAY:
            leave = {
                Leaving.HOLD: queue.hold,
                Leaving.FINISH: queue.finish,
                Leaving.PASS: queue.no_show,
            }[leaving]
            ticket_id = turn.ticket.id

            def leave_and_call() -> Turn | None:
                leave(actor, ticket_id)
                return queue.call_next(actor, call_id)

            self._act(leave_and_call)

    def _call_back(self, ticket_id: UUID) -> None:
        if not self._acting:
            self._act(lambda: self._needs.queue.call_back(self._needs.actor, ticket_id))

    def _transfer(self, turn: Turn, standing: Standing) -> None:
        target = ask_target(self._needs.look, self, turn.ticket.number, standing)
        if target is not None:
            self._act(partial(self._send, turn.ticket.id, target))

    def _send(self, ticket_id: UUID, target: Target) -> Turn:
        queue, actor = self._needs.queue, self._needs.actor
        return queue.transfer(actor, ticket_id, service=target.service, counter=target.counter)

    def _pause(self, standing: Standing) -> None:
        queue, actor = self._needs.queue, self._needs.actor
        staff = queue.pause if standing.desk is DeskState.OPEN else queue.open

        def change() -> None:
            staff(actor)

        self._act(change)

    def _act(self, act: Act) -> None:
        """Do something on the lane; no second key is taken until it is known how the counter stands then."""
        self._acting, self._acted = True, False
        self._say("")
        self._needs.runner.run(
            self._needs.lane,
            lambda _: act(),
            name="strip act",
            done=self._done,
            failed=self._refused,
            owner=self,
        )

    def _done(self, _: Turn | None) -> None:
        self._acted = True
        self.look_now()

    def _refused(self, error: Exception) -> None:
        self._acted = True
        self.look_now()
        if isinstance(error, RuleError) and error.code == "queue.by_slip":
            self._call_slip()
        else:
            self._say_why(error)

    def _call_slip(self) -> None:
        """Call who holds a slip in hand, for without the line nobody knows who is next."""
        slip = ask_slip(self._needs.look, self)
        queue, actor, call_id = self._needs.queue, self._needs.actor, new_id()
        if slip:
            self._act(lambda: queue.call_slip(actor, call_id, slip))

    def _show(self, standing: Standing) -> None:
        self._looking = None
        if self._acting and not self._acted:
            return  # seen before what is being done
        self._acting = False
        before, self._standing = self._standing, standing
        self.head.show_standing(standing, self._needs.now())
        self.keys.show_standing(standing)
        self.waiting.show_standing(standing)
        self._tell(before.turn if before else None, standing.turn)

    def _tell(self, before: Turn | None, turn: Turn | None) -> None:
        """Say that another visitor is here now, or the same one farther on."""
        if turn is None:
            if before is not None:
                self.ended.emit()
        elif before is None or (before.ticket.id, before.state) != (turn.ticket.id, turn.state):
            (self.called if turn.state is TicketState.CALLED else self.started).emit(turn)

    def _lost(self, error: Exception) -> None:
        """Keep what is shown, and say why nothing can be pressed."""
        self._looking, self._acting = None, False
        self.keys.shut()
        self._say_why(error)

    def _say_why(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self._say(explain(error))

    def _say(self, words: str) -> None:
        self.message.say(words)
        self.message.setVisible(bool(words))

    def _show_line(self, standing: LineStanding) -> None:
        """Who waits is not known without the line; the clerk is told what to do instead."""
        self.lost.setVisible(standing.since is not None)
        self.waiting.setVisible(standing.since is None)
        self.look_now()

    def _tick(self) -> None:
        if self._standing is not None:
            self.head.tick(self._standing, self._needs.now())

    def _every(self, milliseconds: int, act: Callable[[], None]) -> None:
        timer = QTimer(self, interval=milliseconds)
        timer.timeout.connect(act)
        timer.start()
