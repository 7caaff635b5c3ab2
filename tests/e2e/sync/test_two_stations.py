"""Two stations of a hall on one PostgreSQL, each the whole program in processes of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self

import psycopg
import pytest

import main
from app.domain.text import mask_name
from data.demo_hall import DEMO_PASSWORD, clerk_login
from data.demo_store import demo_store
from tests.e2e.sync.driven import ROOT
from tests.fakes import StillClock
from tests.postgres import Cluster

TUESDAY = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
"""Half past nine of a day on which the hall works."""
SERVER_TIME = """
create or replace function queue.moment() returns timestamptz language sql volatile
set search_path = pg_catalog as $$ select clock_timestamp() + interval '{} seconds' $$"""
VISITOR, PERSON_ID, PHONE = "才让多杰", "632621199003074510", "13800000000"
PATIENCE, LOOK = 60.0, 0.05

pytestmark = pytest.mark.timeout(240)


class Program:
    """A program of a station, and somebody before its screen.

    Args:
        arguments: of `main.py`.
    """

    def __init__(self, said: Path, *arguments: str) -> None:
        self._said = said
        with said.open("w", encoding="utf-8") as stderr:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.sync.driven", TUESDAY.isoformat(), *arguments],
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "CUPS_SERVER": str(said.parent / "none")},
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
            )

    def do(self, verb: str, *words: str) -> None:
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps([verb, *words]) + "\n")
        self._child.stdin.flush()

    def until(self, words: str, *acts: tuple[str, str]) -> None:
        """Wait until something can be read; do things again and again meanwhile, if told."""
        pause, left = Event(), PATIENCE
        while words not in (seen := self._words()):
            assert left > 0, f"no {words} among\n{seen}\n{self._errors()}"
            for act in acts:
                self.do(*act)
            pause.wait(LOOK)
            left -= LOOK

    def sign_in(self, counter: int) -> None:
        self.until("登录")
        for words in (clerk_login(counter), DEMO_PASSWORD):
            self.do("type", words)
            self.do("press", "Return")

    def fill(self, **fields: str) -> None:
        """Type into one field after the other, each as soon as it has the keyboard."""
        for name, words in fields.items():
            self.until(f"[{name}]")
            self.do("type", words)
            self.do("press", "Return")

    def _words(self) -> str:
        """Return everything that can be read on the screen."""
        assert self._child.stdout is not None
        self.do("see")
        line = self._child.stdout.readline()
        assert line, self._errors()
        return "\n".join(json.loads(line))

    def _errors(self) -> str:
        return self._said.read_text(encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program; it must end well and without a word of a bug."""
        try:
            self._child.communicate(timeout=PATIENCE)
        finally:
            self._child.kill()
            self._child.wait()
        if error is None:
            assert (self._child.returncode, "Traceback" in self._errors()) == (0, False), self._errors()


Start = Callable[[str, str, int], Program]


@pytest.fixture
def centre() -> Iterator[str]:
    """An empty database on a server of its own; yields the administrator's URL."""
    with Cluster() as cluster:
        yield cluster.make_database("hall")


@pytest.fixture
def start(centre: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Start:
    """Set the hall up by its commands; return what starts a program of station `a` or `b`."""

    def command(*arguments: str) -> str:
        assert main.main(arguments) == 0
        return capsys.readouterr().out

    command("central", "init", "--url", centre)
    with psycopg.connect(centre) as connection:
        connection.execute(SERVER_TIME.format((TUESDAY - datetime.now(UTC)).total_seconds()))
    demo_store(tmp_path / "a", 0, StillClock(TUESDAY), lambda _: None).close()
    for station in ("a", "b"):
        file = tmp_path / f"{station}.json"
        hall = ("--url", centre, "--hall", "maqin", "--station", station, "--demo")
        file.write_text(command("central", "enrol", *hall), encoding="utf-8")
        command("--data", str(tmp_path / station), "sync", "--join", str(file))

    def started(station: str, role: str, counter: int) -> Program:
        name = tmp_path / f"{station}-{counter}"
        machine = f'counter = "{counter}"\ncentral_url = "{centre}"\n'
        name.with_suffix(".toml").write_text(machine, encoding="utf-8")
        arguments = ("--data", str(tmp_path / station), role, "--config", f"{name}.toml")
        return Program(name.with_suffix(".err"), *arguments)

    return started


def call_and_accept(desk: Program) -> None:
    """Call the next visitor and accept what they came for, by keys."""
    desk.until("开始叫号")
    desk.do("press", "F12")
    desk.until("叫下一位")
    desk.do("press", "F5")
    desk.until("开始办理")
    desk.do("press", "F11")
    desk.until("正在服务")
    desk.do("press", "F2")
    desk.do("type", "户口迁移审批")
    desk.until("找到")  # one, or two once the index with pinyin has come; the likeliest stands first
    desk.do("press", "Return")
    desk.fill(姓名=VISITOR, 身份证号=PERSON_ID, 联系电话=PHONE, 住址="")
    desk.until("[材料清单]")
    desk.do("press", "a", "Ctrl+1")
    desk.until("本部门事项")


def test_a_ticket_is_called_at_another_station_and_the_case_found_at_the_first(
    start: Start, centre: str
) -> None:
    with start("b", "clerk", 3) as desk:
        with start("a", "kiosk", 1) as kiosk:
            kiosk.until("CA001", ("touch", "公安局"), ("touch", "户籍"))
        with start("a", "clerk", 4) as neighbour:
            desk.sign_in(3)
            call_and_accept(desk)
            neighbour.sign_in(4)
            neighbour.until("开始叫号")
            neighbour.do("press", "Alt+2")
            neighbour.fill(查找办件=VISITOR)
            neighbour.until(mask_name(VISITOR))
            neighbour.until("户口迁移审批")
    with psycopg.connect(centre) as connection:
        turns = connection.execute("SELECT label, state, counter FROM queue.ticket").fetchall()
        wrote = connection.execute("SELECT station FROM sync.change_log WHERE kind = 'case_header'")
        assert (turns, wrote.fetchall()) == ([("CA001", "serving", "3")], [("b",)])
