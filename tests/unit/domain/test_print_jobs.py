"""Where a kind of paper is printed, and which state of a job may follow which."""

from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as any_of

from app.domain.papers import PrintEvent, PrintState
from app.domain.print_jobs import A4, OVER, Place, PrintJob, Standing, check_follows, place_of
from app.errors import RuleError
from tests import factories as make

PRINTERS = {"受理通知书": "laser;tray=Tray2", "食品经营许可证": "needle; turned ; tray=Rear", "*": "office"}
JOB = PrintJob(make.new_id(), "受理通知书", "一号", 1, 3, A4, Place("laser"), make.NINE, "卓玛措")


def standing(state: PrintState, *, touched: bool) -> Standing:
    return Standing(JOB, PrintEvent(make.new_id(), JOB.print_id, state, make.NINE, ""), "", touched)


def test_a_kind_has_its_printer_tray_and_edge_and_all_others_a_common_one() -> None:
    assert place_of("受理通知书", PRINTERS) == Place("laser", "Tray2")
    assert place_of("食品经营许可证", PRINTERS) == Place("needle", "Rear", turned=True)
    assert place_of("一次性告知书", PRINTERS) == Place("office")


def test_a_kind_without_a_printer_goes_to_the_one_the_system_prefers() -> None:
    assert place_of("一次性告知书", {"受理通知书": "laser"}) == Place("")


@pytest.mark.parametrize("entry", [";turned", " ;tray=a", "laser;tray=a;tray=b", "laser;upside-down"])
def test_an_entry_that_cannot_be_read_is_told(entry: str) -> None:
    with pytest.raises(RuleError, match="place_form") as told:
        place_of("受理通知书", {"*": entry})
    assert told.value.facts == {"entry": entry}


@given(any_of.lists(any_of.sampled_from(PrintState), min_size=1, max_size=12))
def test_no_way_of_states_goes_on_after_the_end(wanted: list[PrintState]) -> None:
    """Walk any wishes from queued: what is over stays over, and nothing is sent without being prepared."""
    way = [PrintState.QUEUED]
    for state in wanted:
        with suppress(RuleError):
            check_follows(way[-1], state)
            way.append(state)
    assert not OVER & set(way[:-1])
    for before, after in pairwise(way):
        assert after is not PrintState.SENT or before in (PrintState.COMPOSING, PrintState.UNKNOWN)
        assert after is not PrintState.COMPOSING or before is PrintState.QUEUED


def test_only_a_failure_that_left_no_sheet_is_sent_again() -> None:
    assert standing(PrintState.FAILED, touched=False).retries
    assert not standing(PrintState.FAILED, touched=True).retries
    assert not standing(PrintState.UNKNOWN, touched=True).retries
    assert not replace(standing(PrintState.SENT, touched=False), spooled="7").retries
