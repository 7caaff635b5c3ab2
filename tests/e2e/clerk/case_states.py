"""How the pages of cases and prints come into their states; each returns the window to look at."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.domain.details import Delivered, StepKind
from app.domain.papers import PrintState
from app.errors import DeviceError
from app.ports.print_jobs import JobReport
from tests.e2e.clerk.counter import FIRST
from tests.e2e.clerk.scenes import CHARGED, ON_THE_SPOT, Scene, modal
from ui.clerk.case_actions import CaseAct
from ui.clerk.paper_dialog import PaperDialog


def empty_list(scene: Scene) -> QWidget:
    scene.lists()
    return scene.counter.window


def worklist(scene: Scene) -> QWidget:
    late = scene.day_of_work()
    scene.lists()
    scene.counter.window.show_case(late)
    return scene.counter.window


def result(scene: Scene) -> QWidget:
    use, actor = scene.counter.needs.use, scene.counter.needs.actor
    case_id = use.intake.accept_new(actor, scene.application(ON_THE_SPOT, "更藏卓玛")).case.id
    scene.counter.window.show_case(case_id)
    scene.settle()
    scene.lists().pane.act_chosen.emit(CaseAct.FINISH)
    return modal(scene)


def codes(scene: Scene) -> QWidget:
    case_id = scene.notified("周毛措")
    scene.lists().show_case(case_id)
    scene.until(lambda: scene.lists().shown == case_id)
    scene.lists().pane.codes_wanted.emit()
    return scene.counter.window


def no_prints(scene: Scene) -> QWidget:
    scene.prints()
    return scene.counter.window


def prints(scene: Scene) -> QWidget:
    """One print refused, one in doubt, one that waits at a printer."""
    printers, page = scene.counter.printers, scene.prints()
    printers.says = JobReport(PrintState.UNKNOWN, reason="page_printer.no_reply")
    scene.printed("拉毛")
    scene.counter.needs.pump.kick()
    scene.until(lambda: {one.standing.state for one in page.table.rows} == {PrintState.UNKNOWN})
    printers.problem = DeviceError("page_printer.refuses", printer=FIRST)
    scene.printed()
    scene.counter.needs.pump.kick()
    scene.until(lambda: PrintState.FAILED in [one.standing.state for one in page.table.rows])
    scene.until(lambda: page.pane.preview.pages > 0)
    return scene.counter.window


def move_print(scene: Scene) -> QWidget:
    page = scene.prints()
    scene.counter.printers.problem = DeviceError("page_printer.refuses", printer=FIRST)
    scene.printed()
    scene.counter.needs.pump.kick()
    scene.until(lambda: {one.standing.state for one in page.table.rows} == {PrintState.FAILED})
    scene.settle()
    page.act(1)
    scene.until(lambda: QApplication.activeModalWidget() is not None)
    return modal(scene)


def papers(scene: Scene) -> QWidget:
    """A case that was delivered: opinion, decision, certificate, signature, and its papers."""
    case_id = scene.certified()
    use, actor = scene.counter.needs.use, scene.counter.needs.actor
    receiver = Delivered("窗口领取", "才让卓玛", "本人", True, "")
    use.papers.print_all(actor, use.review.deliver(actor, case_id, receiver))
    page = scene.review(case_id)
    page.chips[-1].click()
    scene.settle()
    page.pane.papers.choose(1)
    return scene.counter.window


def reissuing(scene: Scene) -> QWidget:
    scene.review(scene.certified()).pane.act_chosen.emit(CaseAct.REISSUE)
    scene.until(lambda: QApplication.activeModalWidget() is not None)
    return modal(scene)


def charging(scene: Scene) -> QWidget:
    use, actor = scene.counter.needs.use, scene.counter.needs.actor
    case_id = use.intake.accept_new(actor, scene.application(CHARGED, "尕藏才让")).case.id
    scene.review(case_id).pane.act_chosen.emit(CaseAct.CHARGE)
    return modal(scene)


def looking(scene: Scene) -> QWidget:
    page = scene.review(scene.reviewing(until=StepKind.ACCEPTED))
    scene.until(lambda: page.pane.papers.chosen() is not None)
    page.desk.look_at()
    scene.until(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    return modal(scene)


def review(scene: Scene) -> QWidget:
    scene.reviewing("拉毛")
    scene.reviewing("周毛措", StepKind.ACCEPTED)
    scene.review(scene.reviewing(opinion=True))
    return scene.counter.window


def asking(
    act: CaseAct, until: StepKind = StepKind.REVIEW_STARTED, *, opinion: bool = False
) -> Callable[[Scene], QWidget]:
    def reach(scene: Scene) -> QWidget:
        scene.review(scene.reviewing(until=until, opinion=opinion)).pane.act_chosen.emit(act)
        scene.until(lambda: QApplication.activeModalWidget() is not None)
        return modal(scene)

    return reach


def decision(scene: Scene) -> QWidget:
    dialog = asking(CaseAct.GRANT, opinion=True)(scene)
    assert isinstance(dialog, QDialog)
    dialog.accept()
    scene.until(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    return modal(scene)


def certificate(scene: Scene) -> QWidget:
    dialog = asking(CaseAct.ISSUE, StepKind.CERTIFICATE_BEGUN)(scene)
    assert isinstance(dialog, QDialog)
    dialog.accept()
    scene.until(lambda: QApplication.activeModalWidget() not in (None, dialog))
    return modal(scene)
