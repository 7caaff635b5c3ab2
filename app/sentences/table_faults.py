"""The line of a fault list: where a table is wrong, and what to do there."""

from app.domain.table_faults import CellFault
from app.sentences import sentence


def fault_sentence(fault: CellFault) -> str:
    """Return the sentence that tells a person which cell is wrong and how to mend it."""
    return f"{fault.file} 第 {fault.row} 行“{fault.column}”：{sentence(fault.problem)}"
