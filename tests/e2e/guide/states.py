"""The states of the guide's pages that a person may see, and how they are reached."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.accounts import Right
from app.domain.complaints import ComplaintAct, ComplaintKind
from app.domain.guide import Language, Outcome
from app.domain.ids import new_id
from app.domain.requests import RequestAct, RequestKind
from app.services.accounts import Credentials
from app.services.complaints import Brought
from app.services.guide import Told
from app.services.intake import Application
from app.services.requests import Asked, Done
from app.services.use_cases import UseCases
from data.demo_hall import DEMO_PASSWORD
from data.passwords import Argon2Passwords
from data.working_days import CalendarTables
from tests import factories as make
from tests.e2e.guide.bench import Bench
from tests.fakes import RecordingComposer
from ui.guide.pages import COMPLAINTS, LOG, PAGES, PROGRESS, REQUESTS
from ui.progress.panel import ProgressPanel


@dataclass(frozen=True)
class Scene:
    """The desk, and how to wait for it."""

    bench: Bench
    wait: Callable[[], None]

    def page(self, name: str) -> QWidget:
        number = list(PAGES).index(name)
        self.bench.window.show_page(number)
        self.wait()
        page = self.bench.window.page(number)
        assert page is not None
        return page


Reach = Callable[[Scene], QWidget]


def ask(scene: Scene, question: str) -> None:
    """Type a question and go into the answers."""
    search = scene.bench.ask.finding.search
    search.setFocus()
    search.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(question)
    QCoreApplication.sendEvent(search, event)
    scene.bench.ask.finding.look_up()
    QTest.keyClick(search, Qt.Key.Key_Return)
    scene.wait()


def start(scene: Scene) -> QWidget:
    return scene.bench.window


def found(scene: Scene) -> QWidget:
    ask(scene, "身份证丢了")
    return scene.bench.window


def ticked(scene: Scene) -> QWidget:
    ask(scene, "开饭馆")
    checklist = scene.bench.ask.home.checklist
    checklist.setFocus()
    for _ in range(2):
        QTest.keyClick(checklist, Qt.Key.Key_Space)
    scene.wait()
    return scene.bench.window


def turned(scene: Scene) -> QWidget:
    found(scene)
    scene.bench.ask.turn()
    scene.wait()
    return scene.bench.window


def answered(scene: Scene) -> QWidget:
    found(scene)
    scene.bench.ask.give_ticket()
    scene.wait()
    return scene.bench.window


def accept(bench: Bench) -> tuple[str, str]:
    """Let counter 26 accept an application, and return its number and the last four of the ID."""
    use = UseCases.over(bench.store, CalendarTables(), bench.clock, Argon2Passwords(), RecordingComposer())
    clerk = use.accounts.sign_in(Credentials("c26", DEMO_PASSWORD), "26")
    with bench.store.read() as unit:
        item = unit.catalogue.item("117-06")
    wish = Application(
        id=new_id(),
        item_key=item.key,
        applicant=make.applicant(),
        agent=None,
        contact="才让多杰",
        contact_phone="13800000000",
        delivery_way=item.delivery_ways[0],
        materials=tuple(replace(make.handed_in(1)[0], key=one.key, name=one.name) for one in item.materials),
    )
    case = use.intake.accept_new(clerk, wish).case
    return case.number, case.applicant.code[-4:]


def progress(scene: Scene) -> QWidget:
    number, last_four = accept(scene.bench)
    page = scene.page(PROGRESS)
    assert isinstance(page, ProgressPanel)
    page.number.put(number)
    page.last_four.put(last_four)
    page.query()
    scene.wait()
    return scene.bench.window


def progress_empty(scene: Scene) -> QWidget:
    scene.page(PROGRESS)
    return scene.bench.window


def requests(scene: Scene) -> QWidget:
    bench, needs = scene.bench, scene.bench.needs
    kinds = (
        (RequestKind.HOME_VISIT, "104-08", "大武乡江千村，路不通车，骑马一小时", "阿妈走不了路"),
        (RequestKind.AGENT, "118-01", "", "代收材料，办好后送村委会"),
        (RequestKind.FIRST_ASKED, "", "", "问牧道修路补偿，属交通和自然资源两家"),
    )
    for kind, item, place, note in kinds:
        needs.requests.take_down(
            needs.actor, Asked(new_id(), kind, item, "旦正才让", "13800000001", place, None, note)
        )
    for hours, item in ((1, "103-05"), (3, "117-06"), (26, "104-01")):
        wanted = bench.clock.now() + timedelta(hours=hours)
        asked = Asked(new_id(), RequestKind.APPOINTMENT, item, "才让", "13800000002", "", wanted)
        needs.requests.take_down(needs.actor, asked)
    taken = needs.requests.running(needs.actor)[-1]
    needs.requests.act(needs.actor, taken.request.id, Done(RequestAct.TAKEN))
    scene.page(REQUESTS)
    return bench.window


def request_form(scene: Scene) -> QWidget:
    found(scene)
    scene.bench.window.begin_request(scene.bench.ask.item)
    scene.wait()
    return scene.bench.window


def complaints(scene: Scene) -> QWidget:
    bench, needs = scene.bench, scene.bench.needs
    for kind, about, name in (
        (ComplaintKind.COMPLAINT, "9 号窗口上午没有人", "拉毛"),
        (ComplaintKind.SUGGESTION, "大厅里想要热水", ""),
        (ComplaintKind.REPORT, "门口有人收钱代排号", ""),
    ):
        phone = "13800000003" if name else ""
        needs.complaints.take_down(
            needs.actor, Brought(new_id(), kind, "写在这里的是原话。", about, "", name, phone)
        )
    office = replace(needs.actor, rights=frozenset({Right.SUPERVISOR}))
    first = needs.complaints.open(office)[0].view.complaint.id
    needs.complaints.act(office, first, ComplaintAct.ACCEPTED)
    bench.clock.pass_days(8)
    scene.page(COMPLAINTS)
    return bench.window


def log(scene: Scene) -> QWidget:
    needs = scene.bench.needs
    items = needs.guide.items()[0]
    for place, outcome in enumerate((Outcome.ANSWERED, Outcome.SLIP, Outcome.SLIP, Outcome.TICKET)):
        language = list(Language)[place % 3]
        needs.guide.consulted(needs.actor, Told(items[7 * place], language, outcome, place, 5))
    scene.page(LOG)
    return scene.bench.window


STATES: dict[str, Reach] = {
    "a1-start": start,
    "a2-found": found,
    "a3-ticked": ticked,
    "a4-turned": turned,
    "a5-ticket": answered,
    "b1-progress-empty": progress_empty,
    "b2-progress": progress,
    "c1-requests": requests,
    "c2-request-form": request_form,
    "d1-complaints": complaints,
    "e1-log": log,
}
