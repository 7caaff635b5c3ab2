"""A counter on its way into the states in which its pages can be seen: visitors, cases, prints."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from uuid import UUID

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.accounts import Actor
from app.domain.codes import credit_check_digit
from app.domain.details import Advice, Delivered, Form, HandedIn, Problem, StepKind
from app.domain.ids import new_id
from app.domain.items import ServiceItem
from app.domain.tickets import Turn
from app.services.accounts import Credentials
from app.services.certificates import Wish
from app.services.intake import Application
from data.demo_hall import DEMO_PASSWORD, clerk_login, reviewer_login
from tests import factories as make
from tests.e2e.clerk.counter import DEPARTMENT, Counter
from ui.clerk.accept_page import AcceptPage
from ui.clerk.faults import FAULTS, with_fault
from ui.clerk.pages import PRINTS, REVIEW, WORKLIST, pages_of
from ui.clerk.worklist_page import WorklistPage
from ui.print_queue.page import PrintQueuePage
from ui.strip.standing import StripKey

SERVICE = "117-26"
PATIENCE = 60.0
SHOP = "92632621MA75K00X3"
FOOD, ON_THE_SPOT = "117-06", "117-07"
CHARGED, CHARGED_AT = "108-01", 14
TEXTS = {
    "name": "大武镇雪山茶餐馆",
    "code": SHOP + credit_check_digit(SHOP),
    "representative": "才让多杰",
    "address": "大武镇团结路 18 号",
    "contact": "才让多杰",
    "phone": "13800000000",
}


class Scene:
    """A counter on its way into a state."""

    def __init__(self, counter: Counter, settle: Callable[[], None]) -> None:
        self.counter, self.settle = counter, settle

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that takes a moment to show."""
        deadline = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < deadline, "waited in vain"
            self.settle()

    @property
    def page(self) -> AcceptPage:
        found = self.counter.window.page(0)
        assert isinstance(found, AcceptPage)
        return found

    def item(self, key: str) -> ServiceItem:
        with self.counter.needs.use.store.read() as unit:
            return unit.catalogue.item(key)

    def fill(self, **changes: str) -> None:
        """Type an applicant."""
        self.page.begin(self.item(FOOD))
        for name, text in {**TEXTS, **changes}.items():
            field = self.page.desk.panel.applicant.fields[name]
            field.edit.setText(text)
            field.edited.emit(text)

    def take_in(self, count: int = 99, faults: tuple[tuple[int, int], ...] = ()) -> None:
        """Take materials in, and name faults by row and number."""
        table = self.page.desk.panel.materials.table
        lines = [replace(shown[1], came=row < count) for row, shown in enumerate(table.rows)]
        for row, fault in faults:
            lines[row] = with_fault(lines[row], FAULTS[fault])
        table.changed_lines.emit(tuple(lines))
        if faults:
            table.choose(faults[-1][0])

    def application(self, key: str, name: str, short: int = 0) -> Application:
        """Return an application by an invented person, `short` materials missing."""
        item = self.item(key)
        here = item.materials[: len(item.materials) - short]
        return Application(
            id=new_id(),
            item_key=key,
            applicant=make.applicant(name=name),
            agent=None,
            contact=name,
            contact_phone="13800000000",
            delivery_way=item.delivery_ways[0],
            materials=tuple(HandedIn(m.key, m.name, Form.COPY, 1, 2) for m in here),
        )

    def call(self, item: str = FOOD) -> Turn:
        """Give a visitor a ticket, open the counter and call, all by its keys."""
        turn = self.counter.give(SERVICE, item)
        panel = self.page.queue.panel
        assert panel is not None
        for key in (StripKey.PAUSE, StripKey.CALL):
            self.until(lambda key=key: panel.ready and panel.keys.button(key).isEnabled())  # type: ignore[misc]
            panel.press(key)
        self.until(lambda: self.page.queue.ticket == turn.ticket)
        self.settle()
        return turn

    def printed(self, name: str = "尕藏才让") -> UUID:
        """Accept an application and print its papers; return the case."""
        use, actor = self.counter.needs.use, self.counter.needs.actor
        outcome = use.intake.accept_new(actor, self.application(FOOD, name))
        use.papers.print_all(actor, outcome)
        return outcome.case.id

    def reviewing(
        self, name: str = "才让卓玛", until: StepKind = StepKind.REVIEW_STARTED, *, opinion: bool = False
    ) -> UUID:
        """Bring a case of another clerk to a step on its way to the archive, perhaps with an opinion."""
        use, clerk, reviewer = self.counter.needs.use, self._sign_in(clerk_login(26)), self._reviewer()
        case_id = use.intake.accept_new(clerk, self.application(FOOD, name)).case.id
        item, receiver = self.item(FOOD), Delivered("窗口领取", name, "本人", True, "")
        steps: dict[StepKind, Callable[[], object]] = {
            StepKind.ACCEPTED: lambda: None,
            StepKind.REVIEW_STARTED: lambda: use.review.start(clerk, case_id),
            StepKind.GRANTED: lambda: use.review.grant(reviewer, case_id, f"准予：{item.result_name}"),
            StepKind.CERTIFICATE_BEGUN: lambda: use.review.begin_certificate(clerk, case_id),
            StepKind.CERTIFICATE_READY: lambda: use.review.certificate_ready(clerk, case_id, "号001"),
            StepKind.DELIVERED: lambda: use.review.deliver(clerk, case_id, receiver),
        }
        for kind, act in steps.items():
            act()
            if kind is StepKind.REVIEW_STARTED and opinion:
                use.review.examine(clerk, case_id, "现场核查布局合理，设备齐全，符合要求", Advice.GRANT)
            if kind is until:
                break
        return case_id

    def certified(self) -> UUID:
        """Bring a case to where its certificate, issued and printed here, waits for collection."""
        use, actor = self.counter.needs.use, self._sign_in(clerk_login(26))
        case_id = self.reviewing(until=StepKind.CERTIFICATE_BEGUN, opinion=True)
        values = {
            **use.certificates.suggestion(case_id, "food"),
            "business": "餐饮服务经营者",
            "items": "热食类食品制售",
            "licence": "JY26326210000371",
            "signer": "旦正才让",
            "valid_until": "2031年9月14日",
        }
        issued, _ = use.certificates.issue_ready(actor, Wish(new_id(), case_id, "food", values))
        for one in issued.prints:
            use.certificate_prints.print(actor, one.id)
        use.print_jobs.round()
        return case_id

    def _sign_in(self, login: str) -> Actor:
        accounts = self.counter.needs.use.accounts
        return accounts.sign_in(Credentials(login, DEMO_PASSWORD), "26")

    def _reviewer(self) -> Actor:
        return self._sign_in(reviewer_login(DEPARTMENT))

    def review(self, case_id: UUID) -> WorklistPage:
        """Show a case on the first list page of the window."""
        names = pages_of(self.counter.needs.actor)
        number = names.index(REVIEW if REVIEW in names else WORKLIST)
        self.counter.window.show_page(number)
        self.settle()
        page = self.counter.window.page(number)
        assert isinstance(page, WorklistPage)
        page.show_case(case_id)
        self.until(lambda: page.shown == case_id)
        self.settle()
        return page

    def prints(self) -> PrintQueuePage:
        number = pages_of(self.counter.needs.actor).index(PRINTS)
        self.counter.window.show_page(number)
        self.settle()
        page = self.counter.window.page(number)
        assert isinstance(page, PrintQueuePage)
        return page

    def day_of_work(self) -> UUID:
        """Fill the store with cases in many states; return one that is over its promise."""
        use, actor, clock = self.counter.needs.use, self.counter.needs.actor, self.counter.clock
        today = clock.at
        clock.at = today - timedelta(days=15)
        late = use.intake.accept_new(actor, self.application(FOOD, "才让卓玛")).case.id
        clock.at = today - timedelta(days=5)
        use.intake.accept_new(actor, self.application("117-09", "拉毛"))
        self.notified("周毛措")
        use.intake.receive(actor, self.application("117-08", "格日加"))
        clock.at = today - timedelta(days=1)
        use.intake.accept_new(actor, self.application(FOOD, "旦正才让"))
        done = use.intake.accept_new(actor, self.application(ON_THE_SPOT, "索南扎西"))
        use.review.withdraw(actor, done.case.id, "申请人自愿撤回")
        use.intake.accept_new(actor, self.application(ON_THE_SPOT, "更藏卓玛"))
        clock.at = today
        return late

    def notified(self, name: str) -> UUID:
        """Give a one-time notice to an application whose last needed material is missing."""
        use, actor = self.counter.needs.use, self.counter.needs.actor
        item = self.item(FOOD)
        short = [m for m in item.materials if m.mandatory][-1]
        application = self.application(FOOD, name)
        application = replace(
            application, materials=tuple(m for m in application.materials if m.key != short.key)
        )
        problem = Problem(short.key, short.name, "未提交", "请提交复印件 1 份")
        by = self.counter.needs.today() + timedelta(days=14)
        return use.intake.notify_new(actor, application, (problem,), by).case.id

    def lists(self) -> WorklistPage:
        number = pages_of(self.counter.needs.actor).index(WORKLIST)
        self.counter.window.show_page(number)
        self.settle()
        page = self.counter.window.page(number)
        assert isinstance(page, WorklistPage)
        return page


def modal(scene: Scene) -> QWidget:
    scene.settle()
    found = QApplication.activeModalWidget()
    assert found is not None
    return found
