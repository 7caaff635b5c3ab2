"""Twelve programs give and call tickets on one store while they are killed at random."""

from collections import Counter
from pathlib import Path

import pytest

from app.domain.tickets import TicketAct, TicketState
from data.local_queue import LocalQueue
from data.store import open_store
from tests.integration.queue.conftest import check_turns
from tests.integration.queue.crowd import KIOSKS, SERVICES, Crowd, WallClock, overtaken


def _prove(folder: Path, seed: int, each: int, kills: int) -> None:
    crowd = Crowd(folder / "station", each)
    assert crowd.run(seed, kills) >= kills * 0.8, "the run was over before most kills"
    with open_store(crowd.folder, changed=lambda changes: None) as store:
        assert store.faults() == ()
        queue = LocalQueue(store, WallClock())
        turns = {turn.ticket.id: turn for turn in check_turns(queue, store)}
        assert len(turns) == KIOSKS * each, "every wish is one ticket"
        for service in SERVICES:
            numbers = sorted(turn.ticket.n for turn in turns.values() if turn.service == service)
            assert numbers == list(range(1, len(numbers) + 1)), "no number twice, none left out"
        assert {turn.state for turn in turns.values()} == {TicketState.DONE}, "nobody is forgotten"
        acts = Counter((ticket_id, event.act) for ticket_id in turns for event in queue.events(ticket_id))
        for act in (TicketAct.CALLED, TicketAct.STARTED, TicketAct.FINISHED):
            assert [acts[ticket_id, act] for ticket_id in turns] == [1] * len(turns), "nobody is called twice"
    assert list(overtaken(crowd, turns)) == []


def test_twelve_programs_give_and_call_while_they_are_killed(tmp_path: Path) -> None:
    _prove(tmp_path, seed=1, each=100, kills=25)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(2))
def test_twelve_programs_give_and_call_six_thousand_while_they_are_killed(tmp_path: Path, seed: int) -> None:
    _prove(tmp_path, seed, each=1500, kills=300)
