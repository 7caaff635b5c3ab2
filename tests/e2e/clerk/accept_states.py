"""How the counter page comes into its states; each returns the window to look at."""

from PySide6.QtWidgets import QWidget

from app.domain.codes import credit_check_digit
from tests.e2e.clerk.scenes import SERVICE, SHOP, Scene, modal
from ui.clerk.action_foot import REFUSE


def start(scene: Scene) -> QWidget:
    return scene.counter.window


def start_busy(scene: Scene) -> QWidget:
    scene.day_of_work()
    scene.fill(name="拉毛措餐厅")
    scene.page.desk.leave()
    scene.until(lambda: bool(scene.page.start.due.rows and scene.page.start.drafts.rows))
    return scene.counter.window


def found(scene: Scene) -> QWidget:
    scene.page.start.search.setText("开饭馆")
    scene.page.start.search.textEdited.emit("开饭馆")
    return scene.counter.window


def filling(scene: Scene) -> QWidget:
    wrong = "0" if credit_check_digit(SHOP) != "0" else "1"
    scene.fill(code=SHOP + wrong, phone="")
    scene.take_in(4)
    scene.page.foot.chosen.emit("accept")
    return scene.counter.window


def agent(scene: Scene) -> QWidget:
    scene.fill()
    scene.page.desk.panel.applicant.agent.setChecked(True)
    return scene.counter.window


def ready(scene: Scene) -> QWidget:
    scene.fill()
    scene.page.desk.panel.materials.table.setFocus()
    scene.take_in()
    return scene.counter.window


def details(scene: Scene) -> QWidget:
    ready(scene)
    scene.page.desk.panel.materials.details_wanted.emit()
    return scene.counter.window


def noticing(scene: Scene) -> QWidget:
    scene.fill()
    scene.take_in(faults=((2, 2), (4, 1)))
    scene.page.desk.panel.materials.details_wanted.emit()
    scene.until(lambda: scene.page.desk.panel.notice.preview.finished)
    return scene.counter.window


def refusing(scene: Scene) -> QWidget:
    scene.fill()
    scene.take_in()
    scene.page.foot.chosen.emit(REFUSE)
    return modal(scene)


def correcting(scene: Scene) -> QWidget:
    case_id = scene.notified("周毛措")
    scene.counter.window.continue_case(case_id)
    return scene.counter.window


def called(scene: Scene) -> QWidget:
    scene.call()
    scene.counter.give(SERVICE)
    scene.counter.give(SERVICE)
    scene.settle()
    return scene.counter.window
