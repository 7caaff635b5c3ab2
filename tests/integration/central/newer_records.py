"""Records of the newer kinds as a station makes them, and what the centre's tables have of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.domain.attendance import Correction, Slip, SlipReason, SlotResult
from app.domain.cases import VisitorTicket
from app.domain.fees import Charge, FeeEvent, FeeRecord, FeeState, Payee, Relief
from app.domain.hall_papers import HallPaperKind, HallPrint
from app.domain.ids import new_id
from app.domain.leave import LeaveAct, LeaveKind, LeaveRequest, LeaveStep
from app.domain.posts import Finding, Patrol, PostPair
from app.domain.scripts import ScriptRules
from app.domain.shifts import Slot
from tests import factories as make
from tests.integration.central.conftest import Centre, Desk

AT = datetime(2026, 9, 15, 1, 30, tzinfo=UTC)
WHO = new_id()
STAYS = {"hall_rule"}
"""Kinds without a table of their own; why stands in migration 0014."""

NEWER = (
    "attendance_correction",
    "attendance_slip",
    "charge",
    "fee_event",
    "hall_print",
    "leave_request",
    "leave_step",
    "patrol",
    "post_pair",
)


def charge(case_id: UUID, station: int = 0, **changes: Any) -> Charge:
    fee = FeeRecord(new_id(), case_id, "117-01", "食品经营许可", "632621117001", "青财综字〔2019〕1号",
                    "每证 10 元", 1000, 2, Relief(500, "残疾人减半"))  # fmt: skip
    told = Charge(fee, "玛曲缴〔2026〕1号", "才让卓玛", date(2026, 10, 9), "26", station, AT, WHO, "卓玛措")
    return replace(told, **changes)


def post(revision: str = "") -> PostPair:
    return PostPair("26", "受理岗", WHO, "卓玛措", new_id(), f"丹增{revision}")


def work(desk: Desk) -> dict[str, dict[UUID, Any]]:
    """Let a station make a record of each newer kind, and of what known kinds lacked; return them by id."""
    (header,) = desk.open_cases(1)
    with desk.store.write() as unit:
        told = charge(header.id, unit.station.index)
        paid = FeeEvent(new_id(), told.id, FeeState.PAID, AT + timedelta(hours=1), "卓玛措", bill="6326 0001")
        paper = HallPrint(
            new_id(), HallPaperKind.PAYMENT, str(told.id), "", told.number, 1, 2, 0, AT, WHO, "卓玛措"
        )
        slip = Slip(new_id(), WHO, "卓玛措", AT, SlipReason.POWER_CUT, "停电", AT, new_id(), "丹增")
        mended = Correction(new_id(), WHO, "卓玛措", date(2026, 9, 15), Slot.MORNING_IN, SlotResult.NORMAL,
                            "停电", AT, new_id(), "丹增")  # fmt: skip
        asked = LeaveRequest(
            new_id(), WHO, "卓玛措", "117", LeaveKind.SICK, AT, AT + timedelta(days=1), "牙痛", AT
        )
        agreed = LeaveStep(new_id(), asked.id, LeaveAct.CHIEF, AT, new_id(), "才让")
        seen = Patrol(
            new_id(), AT, "二楼", "26", WHO, "卓玛措", Finding.OFF_POST, "不在岗", "P1", new_id(), "丹增"
        )
        unit.fees.add(told)
        unit.fees.add_event(paid)
        unit.hall_prints.add(paper)
        unit.attendance.add_slip(slip)
        unit.attendance.add_correction(mended)
        unit.attendance.add_leave(asked)
        unit.attendance.add_leave_step(agreed)
        unit.attendance.add_patrol(seen)
        unit.attendance.put_post(post())
        unit.rules.put(ScriptRules())
        ticket = VisitorTicket(new_id(), "A001")
        unit.cases.revise(replace(header, ticket=ticket, revision=2))
        unit.hall.put_facts(make.hall(payee=Payee("农行玛曲支行", "27-1", "0417")))
        unit.commit()
    made: dict[str, dict[UUID, Any]] = {}
    for (kind, record_id), payload in desk.records().items():
        made.setdefault(kind, {})[record_id] = payload
    return made


def flat(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Return a record's fields as the columns of its table have them."""
    if kind != "charge":
        return payload
    plain = dict(payload)
    fee = plain.pop("fee")
    relief = fee.pop("relief") or {"fen": None, "basis": None}
    amount = fee["unit_fen"] * fee["count"] - (relief["fen"] or 0)
    return {
        **plain,
        **fee,
        "relief_fen": relief["fen"],
        "relief_basis": relief["basis"],
        "amount_fen": amount,
    }


def rows(centre: Centre, kind: str, hall: str = "h1") -> dict[UUID, dict[str, Any]]:
    found = centre.ask(f'SELECT record_id, to_jsonb(t) FROM record."{kind}" t WHERE hall_code = %s', hall)
    return dict(found)


def same(column: Any, value: Any) -> bool:
    """Compare a column with a field, moments by the moment they mean."""
    try:
        return datetime.fromisoformat(column) == datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return bool(column == value)


def differing(centre: Centre, made: dict[str, dict[UUID, Any]], hall: str = "h1") -> list[tuple[Any, ...]]:
    """Return every field of these records that their table does not have as it was sent."""
    found = []
    for kind, records in made.items():
        if kind in STAYS:
            continue
        there = rows(centre, kind, hall)
        for record_id, payload in records.items():
            row = there.get(record_id, {})
            for name, value in flat(kind, payload).items():
                if not (name in row and same(row[name], value)):
                    found.append((kind, name, row.get(name), value))
    return found
