"""A further machine of a hall that stands already fetches it from the centre, by keys."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication

import main
from app.commands.central import connection_text, read_connection
from app.settings import Role, load_settings
from data.central.enrolling import enrol
from data.central.form import bring_up_to_date
from data.demo_store import demo_store
from data.store import holds_store, open_store
from tests.e2e.hands import Hands
from tests.e2e.setup.office import Empty
from tests.fakes import StillClock
from tests.postgres import Cluster
from ui.setup.join_dialog import JoinDialog
from ui.sync.page import SyncPage
from ui.technician.device_page import DevicePage

MakeEmpty = Callable[..., Empty]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster() as server:
        bring_up_to_date(server.make_database("joining"))
        yield server


@pytest.fixture
def hall(cluster: Cluster) -> tuple[str, str]:
    """The centre's address, and a hall that nobody else has."""
    return cluster.url("joining"), f"h{uuid4().hex[:12]}"


@pytest.fixture
def hands(qapp: QApplication) -> Hands:
    return Hands(qapp)


def first_machine(hall: tuple[str, str], folder: Path) -> None:
    """Bring a demo hall to the centre, as the machine on which it was made does."""
    demo_store(folder / "first", 0, StillClock(), lambda _: None).close()
    file = enrolled(hall, folder, "first")
    assert main.main(["--data", str(folder / "first"), "sync", "--join", str(file)]) == 0


def enrolled(hall: tuple[str, str], folder: Path, station: str) -> Path:
    """Enrol a station and return its connection file."""
    url, name = hall
    file = folder / f"{station}.json"
    file.write_text(connection_text(enrol(url, name, station, demo=True)), encoding="utf-8")
    return file


@pytest.fixture
def file(hall: tuple[str, str], tmp_path: Path) -> Path:
    """A connection file for a further machine of a hall that stands."""
    first_machine(hall, tmp_path)
    return enrolled(hall, tmp_path, "second")


def ask_to_join(empty: Empty, hands: Hands, file: Path) -> None:
    """Choose the connection file and say that this is the guide desk."""
    empty.connection[:] = [file]
    hands.press("F8")
    empty.wait()
    assert hands.holds() == "本机是"
    hands.press("Ctrl+o")
    empty.wait()
    hands.press("Down", "Down", "Ctrl+s")
    empty.wait()


def test_a_second_machine_fetches_the_hall(
    make_empty: MakeEmpty, hands: Hands, file: Path, tmp_path: Path
) -> None:
    empty = make_empty()
    ask_to_join(empty, hands, file)
    page = empty.wizard.code
    assert (empty.wizard.stack.currentWidget(), page.go_on.text()) == (page, "已抄好，取回大厅")
    hands.type(page.groups[-1].text().split()[-1])
    hands.press("Return")
    empty.wait()
    assert isinstance(empty.wizard.stack.currentWidget(), DevicePage), page.notice.words
    hands.press("Ctrl+Return", "Ctrl+Return")
    empty.wait()
    assert isinstance(empty.wizard.stack.currentWidget(), SyncPage)
    hands.press("Ctrl+Return")
    assert empty.said == ["made"]
    empty.close_machine()
    assert load_settings(empty.folder / "machine.toml", {}).role is Role.GUIDE
    with (
        open_store(tmp_path / "first", changed=lambda _: None) as made,
        open_store(empty.folder, changed=lambda _: None) as fetched,
        made.read() as there,
        fetched.read() as here,
    ):
        assert here.hall.facts() == there.hall.facts()
        assert here.catalogue.items() == there.catalogue.items()
        assert [one.login for one in here.accounts.all()] == [one.login for one in there.accounts.all()]
        assert here.station.index != there.station.index


def test_a_hall_that_is_not_there_yet_is_fetched_once_it_is(
    make_empty: MakeEmpty, hands: Hands, hall: tuple[str, str], tmp_path: Path
) -> None:
    empty = make_empty()
    ask_to_join(empty, hands, enrolled(hall, tmp_path, "second"))
    empty.confirm_code()
    assert empty.wizard.code.notice.words.startswith(f"中心库里还没有大厅 {hall[1]} 的资料")
    first_machine(hall, tmp_path)
    hands.press("Return")
    empty.wait()
    assert isinstance(empty.wizard.stack.currentWidget(), DevicePage)


def test_fetching_stops_at_esc_and_goes_on_at_enter(make_empty: MakeEmpty, hands: Hands, file: Path) -> None:
    empty = make_empty()
    ask_to_join(empty, hands, file)
    page = empty.wizard.code
    page.typed.put(page.groups[-1].text().split()[-1])
    hands.press("Return", "Escape")
    assert page.notice.words.startswith("已停止取回")
    empty.wait()
    assert empty.wizard.stack.currentWidget() is page
    hands.press("Return")
    empty.wait()
    assert isinstance(empty.wizard.stack.currentWidget(), DevicePage)


def test_what_a_former_start_began_goes_on_without_a_new_code(
    make_empty: MakeEmpty, hands: Hands, file: Path, tmp_path: Path
) -> None:
    down = tmp_path / "down.json"
    nowhere = replace(read_connection(file), server="postgresql://x@127.0.0.1:1/nowhere")
    down.write_text(connection_text(nowhere), encoding="utf-8")
    empty = make_empty()
    ask_to_join(empty, hands, down)
    empty.confirm_code()
    assert empty.wizard.code.notice.words.startswith("现在连不上中心库")
    empty.wizard.hide()
    again = make_empty()
    ask_to_join(again, hands, down)
    assert again.wizard.stack.currentWidget() is again.wizard.hall
    assert again.wizard.hall.notice.words.startswith("现在连不上中心库")
    assert again.wizard.hall.make.isEnabled()
    ask_to_join(again, hands, file)
    assert isinstance(again.wizard.stack.currentWidget(), DevicePage)


def test_a_file_of_something_else_is_told_and_nothing_is_made(
    make_empty: MakeEmpty, hands: Hands, tmp_path: Path, qapp: QApplication
) -> None:
    other = tmp_path / "other.json"
    other.write_text(json.dumps({"hall": "maqin"}), encoding="utf-8")
    empty = make_empty()
    ask_to_join(empty, hands, other)
    dialog = qapp.activeModalWidget()
    assert isinstance(dialog, JoinDialog)
    assert "Ctrl+O" in dialog.notice.words
    hands.press("Escape")
    empty.wait()
    assert not holds_store(empty.folder)
    assert hands.holds() == "大厅名称"
