"""A stopped printer, a full spool, cancelled and moved jobs, a killed server: no second copy."""

from uuid import UUID

import pytest

from app.domain.papers import PrintState
from app.domain.print_jobs import A4, PageSize, Place
from app.errors import DeviceError, RuleError
from app.services.print_jobs import Round
from data.store import LocalStore
from tests.integration.cups.conftest import Desk, Serve, desk_at
from tests.integration.cups.pages import form
from tests.integration.cups.private_cups import USERS, until

pytestmark = pytest.mark.system("cupsd")

ON_THE_WAY = [PrintState.QUEUED, PrintState.COMPOSING]
SPARE = Place("spare")


def states(desk: Desk, print_id: UUID) -> list[PrintState]:
    return [event.state for event in desk.history(print_id)]


def problem(found: Round, print_id: UUID) -> str:
    told = found.problems[print_id]
    return told.code


@pytest.mark.parametrize("user", USERS)
def test_a_job_goes_its_way_and_leaves_the_spool(user: str, serve: Serve, store: LocalStore) -> None:
    cups = serve(user)
    cups.add("laser")
    desk = desk_at(cups, store, {"*": "laser"})
    print_id = desk.queue(form(A4))
    until(lambda: desk.settled(print_id, PrintState.PRINTED), "the page")
    assert states(desk, print_id) == [*ON_THE_WAY, PrintState.SENT, PrintState.PRINTED]
    assert desk.jobs.open() == ()
    with pytest.raises(RuleError, match="job_unknown"):
        desk.jobs.pdf(print_id)
    assert len(cups.jobs()) == 1


def test_a_stopped_printer_gets_nothing_and_the_job_may_be_retried_or_moved(desk: Desk) -> None:
    desk.cups.run("cupsdisable", "laser")
    first, second = desk.queue(form(A4)), desk.queue(form(A4))
    found = desk.jobs.round()
    found = desk.jobs.round()
    assert [problem(found, one) for one in (first, second)] == ["page_printer.stopped"] * 2
    assert desk.cups.jobs() == []
    assert all(one.retries for one in found.open)
    desk.desk.move(desk.clerk, first, SPARE)
    until(lambda: desk.settled(first, PrintState.PRINTED), "the moved job")
    desk.cups.run("cupsenable", "laser")
    desk.desk.retry(desk.clerk, second)
    until(lambda: desk.settled(second, PrintState.PRINTED), "the retried job")
    assert states(desk, first) == [
        *ON_THE_WAY, PrintState.FAILED, *ON_THE_WAY, PrintState.SENT, PrintState.PRINTED
    ]  # fmt: skip
    assert desk.cups.jobs() == ["laser", "spare"]


def test_a_printer_that_stops_later_keeps_the_job_and_says_why(desk: Desk) -> None:
    desk.cups.add_stuck("slow")
    slow = desk_at(desk.cups, desk.store, {"*": "slow"})
    before, after = slow.queue(form(A4)), slow.queue(form(A4))
    slow.jobs.round()
    desk.cups.run("cupsdisable", "slow")
    found = slow.jobs.round()
    assert [one.state for one in found.open] == [PrintState.SENT] * 2
    assert [problem(found, one) for one in (before, after)] == ["page_printer.stopped"] * 2
    # The second was not begun: it can go elsewhere. Of the first, nobody knows what came out.
    slow.desk.move(desk.clerk, after, SPARE)
    with pytest.raises(RuleError, match="reprint_instead"):
        slow.desk.move(desk.clerk, before, SPARE)
    until(lambda: slow.settled(after, PrintState.PRINTED), "the moved job")
    assert slow.state(before) is PrintState.FAILED
    with pytest.raises(RuleError, match="reprint_instead"):
        slow.desk.retry(desk.clerk, before)
    slow.desk.cancel(desk.clerk, before)
    assert (slow.state(before), slow.jobs.open()) == (PrintState.CANCELLED, ())
    assert slow.history(before)[-1].reason == "print.withdrawn_late"
    assert sorted(desk.cups.jobs()) == ["slow", "slow", "spare"]


def test_a_full_spool_takes_nothing_and_says_so(serve: Serve, store: LocalStore) -> None:
    cups = serve(USERS[0], "MaxJobs 2")
    cups.add_stuck("slow")
    desk = desk_at(cups, store, {"*": "slow"})
    asked = [desk.queue(form(A4)) for _ in range(3)]
    desk.jobs.round()
    assert [desk.state(one) for one in asked] == [PrintState.SENT, PrintState.SENT, PrintState.FAILED]
    assert desk.history(asked[2])[-1].reason == "page_printer.spool_full"
    desk.desk.cancel(desk.clerk, asked[1])
    desk.desk.retry(desk.clerk, asked[2])
    desk.jobs.round()
    assert desk.state(asked[2]) is PrintState.SENT


def test_a_document_for_which_the_disk_has_no_room_is_not_taken(serve: Serve, store: LocalStore) -> None:
    """The server says it the same way when its limit is reached and when its disk is full."""
    cups = serve(USERS[0], "MaxRequestSize 8k")
    cups.add("laser")
    desk = desk_at(cups, store, {"*": "laser"})
    print_id = desk.queue(form(A4, pages=60))
    desk.jobs.round()
    assert desk.history(print_id)[-1].reason == "page_printer.spool_full"
    assert desk.standing(print_id).retries
    assert cups.jobs() == []


def test_a_job_cancelled_at_the_printer_is_seen(desk: Desk) -> None:
    desk.cups.run("cupsdisable", "spare")
    desk.cups.add_stuck("slow")
    slow = desk_at(desk.cups, desk.store, {"*": "slow"})
    begun, waiting = slow.queue(form(A4)), slow.queue(form(A4))
    slow.jobs.round()
    desk.cups.run("cancel", "-a", "slow")
    until(lambda: slow.settled(begun, PrintState.FAILED), "the cancelled job")
    slow.jobs.round()
    reasons = [slow.history(one)[-1].reason for one in (begun, waiting)]
    assert reasons == ["print.withdrawn_late", "print.cancelled_elsewhere"]
    assert [slow.standing(one).retries for one in (begun, waiting)] == [False, True]


def test_a_server_killed_in_mid_job_ends_in_one_job(desk: Desk) -> None:
    desk.cups.add_stuck("slow")
    slow = desk_at(desk.cups, desk.store, {"*": "slow"})
    print_id = slow.queue(form(A4))
    slow.jobs.round()
    until(desk.cups.kept, "the server's own record of the job")
    desk.cups.kill()
    found = slow.jobs.round()
    assert problem(found, print_id) == "page_printer.no_spooler"
    assert slow.state(print_id) is PrintState.SENT
    later = slow.queue(form(A4))
    slow.jobs.round()
    assert slow.history(later)[-1].reason == "page_printer.no_spooler"
    assert slow.state(later) is PrintState.QUEUED
    desk.cups.start()

    def printed() -> bool:
        desk.cups.drain("slow")
        return slow.settled(print_id, PrintState.PRINTED) and slow.settled(later, PrintState.PRINTED)

    until(printed, "both jobs after the server's return")
    assert desk.cups.jobs() == ["slow", "slow"]


def test_a_job_without_a_named_printer_waits_for_a_default_one(desk: Desk) -> None:
    anywhere = desk_at(desk.cups, desk.store, {})
    print_id = anywhere.queue(form(A4))
    found = anywhere.jobs.round()
    assert (problem(found, print_id), anywhere.state(print_id)) == ("page_printer.no_default", "queued")
    desk.cups.run("lpadmin", "-d", "spare")
    until(lambda: anywhere.settled(print_id, PrintState.PRINTED), "the page")
    assert desk.cups.jobs() == ["spare"]


def test_a_job_that_the_killed_server_forgot_is_in_doubt(serve: Serve, store: LocalStore) -> None:
    cups = serve(USERS[0], keeps=3600)
    cups.add_stuck("slow")
    desk = desk_at(cups, store, {"*": "slow"})
    print_id = desk.queue(form(A4))
    desk.jobs.round()
    cups.kill()
    cups.start()
    desk.jobs.round()
    assert desk.state(print_id) is PrintState.UNKNOWN
    for act in (desk.desk.retry, desk.desk.cancel):
        with pytest.raises(RuleError, match="in_doubt"):
            act(desk.clerk, print_id)
    desk.jobs.round()
    assert cups.jobs() == []
    desk.desk.answer(desk.clerk, print_id, came_out=False)
    with pytest.raises(RuleError, match="reprint_instead"):
        desk.desk.retry(desk.clerk, print_id)


def test_a_printer_that_is_not_there_and_a_size_it_has_not(desk: Desk) -> None:
    elsewhere = desk_at(desk.cups, desk.store, {"*": "gone"})
    gone, wide = elsewhere.queue(form(A4)), desk.queue(form(A4), PageSize(500, 600))
    desk.jobs.round()
    reasons = [desk.history(one)[-1].reason for one in (gone, wide)]
    assert reasons == ["page_printer.unknown", "page_printer.no_size"]
    assert desk.cups.jobs() == []


def test_printers_are_listed_with_what_keeps_them(desk: Desk) -> None:
    desk.cups.run("cupsreject", "spare")
    laser, spare = desk.jobs.printers()
    assert (laser.name, laser.problem, laser.waiting) == ("laser", None, 0)
    assert spare.problem is not None
    assert spare.problem.code == "page_printer.refuses"
    with pytest.raises(DeviceError, match="refuses"):
        desk.cups.printers().ask(SPARE)


def test_the_port_serves_like_the_socket(desk: Desk) -> None:
    through_port = desk.cups.printers(f"127.0.0.1:{desk.cups.port}")
    assert [one.name for one in through_port.all()] == ["laser", "spare"]
