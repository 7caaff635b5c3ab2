"""What a station of some departments is handed, and what it is not."""

from dataclasses import replace

from sqlalchemy import select

from app.domain.certificates import CertificatePrint
from app.domain.details import Received
from app.domain.ids import new_id
from app.domain.papers import PaperKind, Print, PrintEvent, PrintState
from app.domain.sync import Connection, Cursor, Greeting, Incoming, Outgoing
from data.central.server import PostgresCentre
from data.records import encode
from data.synced import SYNCED_TABLES
from tests import factories as make
from tests.integration.central.conftest import Centre, Desk, OpenDesk
from tests.integration.central.newer_records import AT, WHO, work
from tests.integration.central.test_more_views import complaint, fill
from tests.integration.central.test_pull import headers


def test_a_station_reads_the_cases_of_its_departments_only(centre: Centre, open_desk: OpenDesk) -> None:
    one = open_desk(centre.enrol("s1"))
    same = open_desk(centre.enrol("s2", departments=("117",)), furnished=False)
    foreign = open_desk(centre.enrol("s3", departments=("101",)), furnished=False)
    one.open_cases(3)
    one.sync.run()
    same.sync.run()
    foreign.sync.run()
    assert len(headers(same)) == 3
    assert headers(foreign) == {}
    with foreign.store.read() as unit:
        assert unit.catalogue.departments()


def test_what_names_a_visitor_or_tells_of_staff_stays_in_its_department(
    centre: Centre, open_desk: OpenDesk
) -> None:
    one = open_desk(centre.enrol("s1"))
    same = open_desk(centre.enrol("s2", departments=("117",)), furnished=False)
    foreign = open_desk(centre.enrol("s3", departments=("101",)), furnished=False)
    made = work(one)
    with one.store.write() as unit:
        unit.guide.add_complaint(complaint())
        unit.commit()
    for desk in (one, same, foreign):
        desk.sync.run()
    assert came(same) >= {"case_header", "case_step", "charge", "fee_event", "complaint", "leave_request"}
    assert came(same) >= {"leave_step", "post_pair", "hall_print", "attendance_slip"}
    theirs = {"case_header", "case_step", "charge", "fee_event", "complaint", "leave_request", "leave_step"}
    assert not came(foreign) & (theirs | {"attendance_correction", "patrol"})
    assert came(foreign) >= {"post_pair", "hall_print", "attendance_slip", "account"}
    assert {*made} - came(same) <= {"audit_entry", "attendance_correction", "patrol"}


def test_what_became_of_a_print_goes_where_the_print_goes(centre: Centre, open_desk: OpenDesk) -> None:
    one = open_desk(centre.enrol("s1"))
    same = open_desk(centre.enrol("s2", departments=("117",)), furnished=False)
    foreign = open_desk(centre.enrol("s3", departments=("101",)), furnished=False)
    fill(one)
    with one.store.write() as unit:
        (case_id,) = unit.cases.ids()
        (step,) = unit.cases.steps(case_id)
        issued = unit.certificates.of_case(case_id)[0]
        copy = CertificatePrint(new_id(), issued.id, 1, 1, "", "", 0, AT, WHO, "卓玛措")
        unit.certificates.add_print(copy)
        receipt = Print(new_id(), case_id, step.id, PaperKind.ACCEPTANCE, "1", 1, 2, AT, WHO, "卓玛措")
        unit.prints.add(receipt)
        card = next(iter(unit.hall_prints.all()))
        made = {copy.id, receipt.id, card.id}
        for print_id in made:
            unit.prints.add_event(PrintEvent(new_id(), print_id, PrintState.PRINTED, AT, ""))
        unit.commit()
    for desk in (one, same, foreign):
        desk.sync.run()
    for desk, told in ((same, made), (foreign, {card.id})):
        with desk.store.read() as unit:
            assert {print_id for print_id in made if unit.prints.events(print_id)} == told


def test_what_hangs_on_a_case_that_was_put_aside_comes_once_it_is_mended(centre: Centre) -> None:
    header = replace(make.header(), id=new_id())
    step = replace(make.step(Received(make.handed_in(1))), id=new_id(), case_id=header.id)
    receipt = Print(new_id(), header.id, step.id, PaperKind.ACCEPTANCE, "1", 1, 2, AT, WHO, "卓玛措")
    event = PrintEvent(new_id(), receipt.id, PrintState.PRINTED, AT, "")
    sent = [
        Outgoing(2, "case_step", step.id, 1, encode(step)),
        Outgoing(3, "print", receipt.id, 1, encode(receipt)),
        Outgoing(4, "print_event", event.id, 1, encode(event)),
        Outgoing(5, "note", new_id(), 1, "{}"),
    ]
    good = Outgoing(1, "case_header", header.id, 1, encode(header))
    spoiled = replace(good, text=good.text.replace(str(header.opened_on), "2026-02-31"))
    epoch = new_id()
    same, foreign = (centre.enrol(name, departments=(code,)) for name, code in (("s2", "117"), ("s3", "101")))
    with PostgresCentre(centre.enrol("s1")) as writer:
        writer.hello(Greeting(new_id(), epoch, True, "test", 0))
        _, refused = writer.push(epoch, 0, [spoiled, *sent])
        assert [one.sequence for one in refused] == [1]
        (note,) = pulled(same, Cursor())
        read = Cursor(xid=note.xid, place=note.place)
        assert (note.kind, writer.mend(spoiled) is None) == ("note", False)
        assert pulled(same, read) == ()
        assert (writer.mend(good), writer.mend(good)) == (None, None)
    assert [row.kind for row in pulled(same, read)] == ["case_header", "case_step", "print", "print_event"]
    assert pulled(foreign, read) == ()


def pulled(enrolled: Connection, read: Cursor) -> tuple[Incoming, ...]:
    """Return what a station reads in its feed behind a place."""
    with PostgresCentre(enrolled) as feed:
        return feed.pull(read, 1000, own=False)


def test_what_a_station_wrote_itself_comes_back_of_whatever_department(
    centre: Centre, open_desk: OpenDesk
) -> None:
    one, other = (centre.enrol(name, departments=("101",)) for name in ("s1", "s2"))
    desk = open_desk(one)
    with desk.store.write() as unit:
        unit.guide.add_complaint(complaint())
        unit.commit()
    desk.sync.run()
    for enrolled, own, told in ((one, True, 1), (one, False, 0), (other, True, 0)):
        with PostgresCentre(enrolled) as feed:
            assert [row.kind for row in feed.pull(Cursor(), 1000, own=own)].count("complaint") == told


def came(desk: Desk) -> set[str]:
    """Return the kinds of records that a store took in."""
    with desk.store._engine.connect() as connection:
        return {
            str(table.name)
            for table in SYNCED_TABLES
            if connection.execute(select(table.c.n).where(table.c.taken_in).limit(1)).first()
        }
