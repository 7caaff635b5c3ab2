"""The stock of numbered blanks of this station: received, held by prints, spoiled, free."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.accounts import Actor, Right
from app.domain.certificates import BlankReceipt, BlankSpoiled
from app.domain.ids import new_id
from app.domain.text import clean_line
from app.errors import RuleError
from app.ports.store import UnitOfWork
from app.services.journal import Journal

MOST_AT_ONCE = 10_000
"""Blanks in one receipt; a box of a printing house holds fewer."""


@dataclass(frozen=True)
class Batch:
    """Blanks as they came: `first` to `last`, both as printed on them, of the same length."""

    blank: str
    first: str
    last: str
    note: str = ""


@dataclass(frozen=True)
class Stock:
    """How the stock of one kind of blank stands; `next` is the serial the next print takes, if any."""

    blank: str
    received: int
    printed: int
    spoiled: int
    free: int
    next: str


class BlankStock:
    """Receives blanks, gives them out and writes off the spoiled ones."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def receive(self, actor: Actor, batch: Batch) -> BlankReceipt:
        """Take blanks into stock.

        Raises:
            RuleError: `blanks.range`, `blanks.overlap`.
        """
        actor.require_any(Right.CLERK, Right.ADMINISTRATOR)
        blank = clean_line(batch.blank, "空白证")
        prefix, digits, first, last = _range(batch)
        with self._journal.store.write() as unit:
            record = BlankReceipt(
                id=new_id(),
                blank=blank,
                prefix=prefix,
                digits=digits,
                first=first,
                last=last,
                station=unit.station.index,
                at=self._journal.moment().at,
                actor_id=actor.account_id,
                actor_name=actor.name,
                note=clean_line(batch.note, "备注"),
            )
            known = set(_received(unit, blank))
            twice = next((serial for serial in _serials(record) if serial in known), None)
            if twice is not None:
                raise RuleError("blanks.overlap", blank=blank, serial=twice)
            unit.certificates.receive(record)
            facts = {"first": record.serial(first), "last": record.serial(last)}
            unit.audit.append(record.at, actor.name, "blanks.receive", blank, "ok", facts)
            unit.commit()
        return record

    def stock(self, blank: str) -> Stock:
        """Say how the stock of a kind of blank stands."""
        with self._journal.store.read() as unit:
            received = tuple(_received(unit, blank))
            spoiled = {one.serial for one in unit.certificates.spoiled(blank)}
            held = unit.certificates.used_serials(blank)
            free = [serial for serial in received if serial not in held and serial not in spoiled]
        ours = set(received)
        printed, lost = len((held - spoiled) & ours), len(spoiled & ours)
        return Stock(blank, len(received), printed, lost, len(free), free[0] if free else "")

    def spoil(self, actor: Actor, blank: str, serial: str, reason: str) -> None:
        """Write off a blank that was spoiled before it was printed, or lost.

        Raises:
            RuleError: `blanks.not_in_stock`, `case.reason_missing`.
        """
        actor.require_any(Right.CLERK, Right.ADMINISTRATOR)
        if not reason.strip():
            raise RuleError("case.reason_missing")
        with self._journal.store.write() as unit:
            if serial not in free_serials(unit, blank):
                raise RuleError("blanks.not_in_stock", blank=blank, serial=serial)
            record = BlankSpoiled(
                id=new_id(),
                blank=blank,
                serial=serial,
                reason=reason.strip(),
                print_id=None,
                station=unit.station.index,
                at=self._journal.moment().at,
                actor_id=actor.account_id,
                actor_name=actor.name,
            )
            unit.certificates.add_spoiled(record)
            unit.audit.append(record.at, actor.name, "blanks.spoil", blank, "ok", {"serial": serial})
            unit.commit()


def free_serials(unit: UnitOfWork, blank: str) -> list[str]:
    """Return the white blanks of a kind in the order in which they are used."""
    gone = unit.certificates.used_serials(blank) | {one.serial for one in unit.certificates.spoiled(blank)}
    return [serial for serial in _received(unit, blank) if serial not in gone]


def take_blanks(unit: UnitOfWork, blank: str, count: int, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Choose blanks for so many copies: those the clerk holds in the hand, or the next ones.

    Raises:
        RuleError: `blanks.none_left`, `blanks.not_in_stock`.
    """
    free = free_serials(unit, blank)
    for serial in wanted:
        if serial not in free or wanted.count(serial) > 1:
            raise RuleError("blanks.not_in_stock", blank=blank, serial=serial)
    rest = [serial for serial in free if serial not in wanted]
    chosen = (*wanted, *rest)[:count]
    if len(chosen) < count:
        raise RuleError("blanks.none_left", blank=blank, left=len(free), wanted=count)
    return chosen


def _range(batch: Batch) -> tuple[str, int, int, int]:
    """Return prefix, number of digits, first and last number of a batch."""
    first, last = batch.first.strip(), batch.last.strip()
    prefix = first.rstrip("0123456789")
    digits = len(first) - len(prefix)
    fits = 0 < digits <= 18 and last.startswith(prefix) and last[len(prefix) :].isascii()
    if not fits or len(last) != len(first) or not last[len(prefix) :].isdigit():
        raise RuleError("blanks.range", most=MOST_AT_ONCE)
    low, high = int(first[len(prefix) :]), int(last[len(prefix) :])
    if not 0 <= high - low < MOST_AT_ONCE:
        raise RuleError("blanks.range", most=MOST_AT_ONCE)
    return prefix, digits, low, high


def _received(unit: UnitOfWork, blank: str) -> Iterator[str]:
    for receipt in unit.certificates.receipts(blank, unit.station.index):
        yield from _serials(receipt)


def _serials(receipt: BlankReceipt) -> Iterator[str]:
    for number in range(receipt.first, receipt.last + 1):
        yield receipt.serial(number)
