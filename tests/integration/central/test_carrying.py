"""What waits is carried to the centre by another machine: once, in the own name, and never altered."""

import json
from pathlib import Path

import pytest

from app.domain.accounts import Right
from app.domain.carrying import carry_key, file_text, part_body, read_file_text, sealed
from app.errors import RuleError, SyncError
from app.services.carrying import Carrying
from data.central.connecting import as_station
from data.central.enrolling import disable
from data.central.server import PostgresCentre
from tests import factories as make
from tests.integration.central.conftest import Centre, Desk, OpenDesk, put_into_outbox

ADMIN = make.actor(Right.ADMINISTRATOR)


POISON = {
    "wrong_type": '{"at": "no day"}',
    "nul": '{"note": "a\\u0000b"}',
    "not_json": "[1, 2",
    "no_number": '{"id": NaN}',
    "deep": "[" * 20000 + "]" * 20000,
}
GOOD = {"case_id": str(make.new_id()), "at": "2026-09-15T01:00:00+00:00"}


def quietly(done: int, total: int) -> None:
    """Nobody watches."""


def carrying(desk: Desk) -> Carrying:
    return Carrying(desk.store, desk.clock, PostgresCentre)


@pytest.fixture
def cut_off(centre: Centre, open_desk: OpenDesk) -> Desk:
    desk = open_desk(centre.enrol("far"))
    desk.open_cases(3)
    return desk


@pytest.fixture
def bearer(centre: Centre, open_desk: OpenDesk) -> Desk:
    return open_desk(centre.enrol("near"))


@pytest.fixture
def file(cut_off: Desk, tmp_path: Path) -> Path:
    path = tmp_path / "far.carry"
    count = carrying(cut_off).take_out(ADMIN, path, quietly)
    assert count == cut_off.sync.standing().waiting - 1, "all but the log entry of the export itself"
    return path


def test_what_is_carried_is_at_the_centre_once_in_the_name_of_its_station(
    cut_off: Desk, bearer: Desk, file: Path, centre: Centre
) -> None:
    rows, refused = carrying(bearer).bring(ADMIN, file, quietly)
    assert (rows > 0, refused) == (True, 0)
    assert carrying(bearer).bring(ADMIN, file, quietly) == (rows, 0), "again changes nothing"
    assert centre.ask("SELECT DISTINCT station, count(*) OVER () FROM sync.change_log") == [("far", rows)]
    assert {one for (one,) in centre.ask("SELECT written_by FROM record.case_step")} == {"far"}
    cut_off.open_cases(1)
    assert cut_off.sync.run().sent == cut_off.sync.standing().last - rows, (
        "what was carried is not sent again"
    )
    assert centre.contents().keys() == cut_off.records().keys()


def test_a_file_is_worthless_in_another_hall_and_when_altered(
    cut_off: Desk, bearer: Desk, file: Path, centre: Centre, open_desk: OpenDesk
) -> None:
    foreign = open_desk(centre.enrol("near", "h2"))
    with pytest.raises(SyncError, match=r"carry\.not_this_hall"):
        carrying(foreign).bring(ADMIN, file, quietly)
    told = file.read_text()
    file.write_text(told.replace("case_header", "case_heater", 1))
    with pytest.raises(SyncError, match=r"carry\.altered"):
        carrying(bearer).bring(ADMIN, file, quietly)
    file.write_text(told[: len(told) // 2])
    with pytest.raises(SyncError, match=r"carry\.altered"):
        carrying(bearer).bring(ADMIN, file, quietly)
    file.write_text("nothing of the kind")
    with pytest.raises(SyncError, match=r"carry\.form"):
        carrying(bearer).bring(ADMIN, file, quietly)
    assert centre.ask("SELECT count(*) FROM sync.change_log") == [(0,)]


def test_who_carries_can_forge_nothing(cut_off: Desk, bearer: Desk, file: Path, centre: Centre) -> None:
    found = read_file_text(file.read_text(), file.name)
    part = found.parts[0]
    forged = part.body.replace("case_header", "case_heater", 1)
    own = bearer.sync.standing().connection
    assert own is not None
    for seal in (part.seal, sealed(forged, carry_key(own.password)).seal):
        text = file_text("h1", "far", 1, [type(part)(forged, seal)])
        file.write_text(text)
        with pytest.raises(SyncError, match=r"carry\.seal"):
            carrying(bearer).bring(ADMIN, file, quietly)
    disable(centre.url, "h1", "far")
    file.write_text(file_text("h1", "far", 1, [part]))
    with pytest.raises(SyncError, match=r"carry\.unknown_station"):
        carrying(bearer).bring(ADMIN, file, quietly)
    assert centre.ask("SELECT count(*) FROM sync.change_log") == [(0,)]


def test_a_station_that_only_says_it_carries_writes_in_its_own_name(bearer: Desk, centre: Centre) -> None:
    own = bearer.sync.standing().connection
    assert own is not None
    with as_station(own) as connection:
        connection.execute("SET sync.carrying = 'on'")
        row = connection.execute("SELECT (sync.me()).station").fetchone()
    assert row == ("near",)


def test_a_row_the_centre_cannot_take_is_put_aside(
    cut_off: Desk, bearer: Desk, centre: Centre, file: Path
) -> None:
    joined = cut_off.sync.standing().connection
    assert joined is not None
    with cut_off.store.read() as unit:
        epoch, rows = unit.station.epoch, unit.sync.waiting(0, 1)
    body = json.loads(part_body(epoch, 0, rows))
    body["rows"][0] |= {"kind": "punch", "data": '{"at": "never"}'}
    part = sealed(json.dumps(body), carry_key(joined.password))
    file.write_text(file_text("h1", "far", 1, [part]))
    assert carrying(bearer).bring(ADMIN, file, quietly) == (1, 1)
    assert centre.ask("SELECT station FROM sync.quarantine") == [("far",)]


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON)
def test_the_station_learns_what_of_its_file_was_put_aside_once_it_is_connected(
    cut_off: Desk, bearer: Desk, centre: Centre, tmp_path: Path, poison: str
) -> None:
    spoiled = make.new_id()
    with cut_off.store.write() as unit:
        put_into_outbox(unit, spoiled, poison)
        unit.commit()
    file = tmp_path / "far.carry"
    carrying(cut_off).take_out(ADMIN, file, quietly)
    _, refused = carrying(bearer).bring(ADMIN, file, quietly)
    assert refused == 1
    assert cut_off.sync.parked() == ()
    cut_off.sync.run()
    (parked,) = cut_off.sync.parked()
    assert (parked.record_id, parked.text) == (spoiled, poison)
    assert cut_off.sync.run().refused == 0
    assert len(cut_off.sync.parked()) == 1
    cut_off.sync.mend(ADMIN, parked.sequence, json.dumps(GOOD | {"id": str(spoiled)}))
    cut_off.sync.run()
    assert cut_off.sync.parked() == ()
    assert centre.ask("SELECT count(*) FROM sync.quarantine WHERE resolved_at IS NULL") == [(0,)]


def test_a_record_put_aside_in_an_answer_that_was_lost_is_known_all_the_same(
    centre: Centre, open_desk: OpenDesk
) -> None:
    enrolled = centre.enrol("s1")
    desk = open_desk(enrolled)
    desk.sync.run()
    desk.open_cases(1)
    spoiled = make.new_id()
    with desk.store.write() as unit:
        put_into_outbox(unit, spoiled, "[1, 2")
        unit.commit()
    with desk.store.read() as unit, PostgresCentre(enrolled) as server:
        waiting = unit.sync.waiting(unit.sync.standing().acknowledged, 1000)
        server.push(unit.station.epoch, 0, waiting)
    done = desk.sync.run()
    assert (done.sent, done.refused) == (0, 1)
    assert [one.record_id for one in desk.sync.parked()] == [spoiled]


def test_nothing_waits_and_nobody_else_may(centre: Centre, bearer: Desk, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"account\.right_missing"):
        carrying(bearer).take_out(make.actor(Right.CLERK), tmp_path / "x.carry", quietly)
    bearer.sync.run()
    with pytest.raises(SyncError, match=r"carry\.nothing"):
        carrying(bearer).take_out(ADMIN, tmp_path / "x.carry", quietly)
    bearer.open_cases(1)
    with pytest.raises(SyncError, match=r"carry\.not_written"):
        carrying(bearer).take_out(ADMIN, tmp_path / "missing" / "x.carry", quietly)
