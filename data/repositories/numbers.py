"""Number blocks of this station in the store."""

from sqlalchemy import String, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from app.errors import RuleError
from app.ports.store import Issued, Series
from data.schema import number_block
from data.staff_schema import number_floor
from data.transaction import Transaction

# A floor of another block, as of one that the centre has since replaced, does not count.
_FLOOR = (
    select(func.max(number_floor.c.first))
    .where(
        bindparam("series", type_=String).op("GLOB")(number_floor.c.pattern),
        number_floor.c.first <= bindparam("end") + 1,
    )
    .scalar_subquery()
)
_BEGINS = select(func.max(bindparam("first"), func.coalesce(_FLOOR, 0)).label("begins")).subquery()
_TAKE = (
    insert(number_block)
    .from_select(
        ["series", "first", "last"],
        select(bindparam("series", type_=String), _BEGINS.c.begins, _BEGINS.c.begins).where(
            _BEGINS.c.begins <= bindparam("end")
        ),
    )
    .on_conflict_do_update(
        index_elements=["series", "first"],
        set_={"last": number_block.c.last + 1},
        where=number_block.c.last < bindparam("end"),
    )
    .returning(number_block.c.last)
)
_ISSUED = select(number_block).order_by(number_block.c.series, number_block.c.first)


class NumberRepository:
    """Implements `app.ports.store.Numbers`; a series that gets a fresh block goes on in that block."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def take(self, series: Series) -> int:
        """Give out the next number.

        Raises:
            RuleError: `numbers.exhausted`.
        """
        values = {"series": series.name, "first": series.first, "end": series.last}
        taken = self._tx.write_raw(_TAKE, values).fetchall()
        if not taken:
            raise RuleError("numbers.exhausted", first=series.first, last=series.last)
        return int(taken[0][0])

    def issued(self) -> tuple[Issued, ...]:
        """Return how far each series has been used."""
        return tuple(Issued(row.series, row.first, row.last) for row in self._tx.read(_ISSUED))
