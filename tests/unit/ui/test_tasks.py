"""Background work: order on a lane, delivery on the main thread, nothing lost, nothing left."""

import threading
from collections.abc import Iterator
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.tasks import Task, TaskRunner
from ui.timing import CallbackTimes


def test_the_result_comes_on_the_main_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    seen: list[tuple[object, object]] = []
    runner.run(
        "db", lambda _: current_thread(), name="where", done=lambda t: seen.append((t, current_thread()))
    )
    qtbot.waitUntil(lambda: bool(seen))
    worker, here = seen[0]
    assert here is main_thread()
    assert worker is not main_thread()


def test_a_lane_keeps_order_and_lanes_run_beside_each_other(qtbot: QtBot, runner: TaskRunner) -> None:
    gate, order = Event(), list[str]()

    def opens_the_gate(_: object) -> None:
        order.append("other")
        gate.set()

    runner.run("db", lambda _: gate.wait(5), name="first", done=lambda _: order.append("first"))
    runner.run("db", lambda _: None, name="second", done=lambda _: order.append("second"))
    runner.run("sync", lambda _: None, name="other", done=opens_the_gate)
    qtbot.waitUntil(runner.idle)
    assert order == ["other", "first", "second"]


def test_a_failure_goes_to_its_caller(qtbot: QtBot, runner: TaskRunner, shown: list[Exception]) -> None:
    caught: list[Exception] = []
    runner.run("db", _fails, name="fails", failed=caught.append)
    qtbot.waitUntil(lambda: bool(caught))
    assert [str(error) for error in caught] == ["no"]
    assert not shown


def test_a_failure_nobody_takes_is_shown(qtbot: QtBot, runner: TaskRunner, shown: list[Exception]) -> None:
    runner.run("db", _fails, name="fails")
    qtbot.waitUntil(lambda: bool(shown))
    assert str(shown[0]) == "no"


def test_a_failure_of_a_dead_page_is_shown(qtbot: QtBot, runner: TaskRunner, shown: list[Exception]) -> None:
    gate, owner = Event(), QObject()
    caught: list[Exception] = []

    def fails_late(task: Task) -> None:
        gate.wait(5)
        _fails(task)

    runner.run("db", fails_late, name="fails", failed=caught.append, owner=owner)
    owner.deleteLater()
    qtbot.wait(1)
    gate.set()
    qtbot.waitUntil(lambda: bool(shown))
    assert not caught


def test_a_result_for_a_dead_page_is_dropped(qtbot: QtBot, runner: TaskRunner) -> None:
    gate, owner, seen = Event(), QObject(), list[object]()
    runner.run("db", lambda _: gate.wait(5), name="late", done=seen.append, owner=owner)
    owner.deleteLater()
    qtbot.wait(1)
    gate.set()
    qtbot.waitUntil(runner.idle)
    assert not seen


def test_a_wait_is_cancelled_between_exchanges(qtbot: QtBot, runner: TaskRunner) -> None:
    begun, seen = Event(), list[object]()

    def waits_for_a_finger(task: Task) -> None:
        begun.set()
        while True:
            task.pause(60)

    task = runner.run("device:a", waits_for_a_finger, name="finger", done=seen.append)
    assert begun.wait(5)
    task.cancel()
    qtbot.waitUntil(runner.idle)
    assert not seen


def test_cancelled_before_its_turn_it_never_runs(qtbot: QtBot, runner: TaskRunner) -> None:
    gate, ran = Event(), list[int]()
    runner.run("db", lambda _: gate.wait(5), name="first")
    second = runner.run("db", lambda _: ran.append(1), name="second")
    second.cancel()
    gate.set()
    qtbot.waitUntil(runner.idle)
    assert not ran


def test_bulk_work_lets_others_between_its_pieces(qtbot: QtBot, runner: TaskRunner) -> None:
    order, gate, begun = list[str](), Event(), Event()

    def pieces(_: Task) -> Iterator[int]:
        for number in range(3):
            order.append(f"piece {number}")
            begun.set()
            gate.wait(5)
            yield number

    seen: list[int] = []
    runner.run_in_pieces("db", pieces, name="bulk", progress=seen.append)
    assert begun.wait(5)
    runner.run("db", lambda _: order.append("query"), name="query")
    gate.set()
    qtbot.waitUntil(runner.idle)
    assert order == ["piece 0", "query", "piece 1", "piece 2"]
    assert seen == [0, 1, 2]


def test_bulk_work_that_fails_is_shown(qtbot: QtBot, runner: TaskRunner, shown: list[Exception]) -> None:
    def pieces(_: Task) -> Iterator[int]:
        yield 1
        raise ValueError("half way")

    done: list[object] = []
    runner.run_in_pieces("db", pieces, name="bulk", done=done.append)
    qtbot.waitUntil(lambda: bool(shown))
    assert str(shown[0]) == "half way"
    assert not done


def test_bulk_work_is_cancelled_between_pieces(qtbot: QtBot, runner: TaskRunner) -> None:
    seen: list[int] = []

    def pieces(_: Task) -> Iterator[int]:
        yield from range(10**9)

    task = runner.run_in_pieces("db", pieces, name="bulk", progress=seen.append)
    qtbot.waitUntil(lambda: len(seen) > 2)
    task.cancel()
    qtbot.waitUntil(runner.idle)


def test_progress_comes_before_the_result(qtbot: QtBot, runner: TaskRunner) -> None:
    seen: list[object] = []

    def works(task: Task) -> str:
        task.report(1)
        task.report(2)
        return "done"

    runner.run("db", works, name="works", progress=seen.append, done=seen.append)
    qtbot.waitUntil(runner.idle)
    assert seen == [1, 2, "done"]


def test_closing_ends_every_worker(qtbot: QtBot, times: CallbackTimes) -> None:
    runner, begun = TaskRunner(lambda *_: None, times), Event()

    def waits(task: Task) -> None:
        begun.set()
        task.pause(60)

    runner.run("device:a", waits, name="waits")
    runner.run("db", lambda _: None, name="queued")
    assert begun.wait(5)
    runner.close()
    assert not [t.name for t in threading.enumerate() if t.name.startswith("lane ")]
    with pytest.raises(RuntimeError):
        runner.run("db", lambda _: None, name="late")


def test_callbacks_are_timed_by_name(qtbot: QtBot, runner: TaskRunner, times: CallbackTimes) -> None:
    runner.run("db", lambda _: 1, name="search", done=lambda _: None)
    qtbot.waitUntil(runner.idle)
    names = [name for name, _ in times.all()]
    assert names == ["search"]
    assert times.percentile(0.99) == max(seconds for _, seconds in times.all())


def _fails(_: Task) -> None:
    raise ValueError("no")
