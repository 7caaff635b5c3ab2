"""The usual faults of a material, one key each, with the words they put on the notice.

The notice is a Chinese legal paper (design §8), so these words are not translated with the screen.
"""

from dataclasses import dataclass, replace

from app.domain.details import Form
from ui.clerk.form_state import MaterialLine


@dataclass(frozen=True)
class Fault:
    """A fault: its key on the keyboard, what the chip says, and the words it begins the notice with."""

    key: str
    chip: str
    problem: str
    remedy: str


FAULTS = (
    Fault("1", "缺", "未提交", "请提交{form} {count} 份"),
    Fault("2", "过期", "已过有效期", "请换领后提交{form} {count} 份"),
    Fault("3", "缺页", "内容不完整，缺页", "请补齐后提交{form} {count} 份"),
    Fault("4", "没签字盖章", "没有签字或盖章", "请签字盖章后提交{form} {count} 份"),
    Fault("5", "看不清", "字迹或影像不清", "请提交清晰的{form} {count} 份"),
    Fault("6", "其他", "", ""),
)


def with_fault(line: MaterialLine, fault: Fault) -> MaterialLine:
    """Return the line with a fault; words that a clerk wrote are kept, words of another fault are not."""
    ready = {(f.problem, _remedy(f, line)) for f in FAULTS}
    own = (line.problem, line.remedy) not in ready and (line.problem or line.remedy)
    problem, remedy = (line.problem, line.remedy) if own else (fault.problem, _remedy(fault, line))
    came = line.came and fault.key != "1"
    return replace(line, fault=fault.key, problem=problem, remedy=remedy, came=came)


def _remedy(fault: Fault, line: MaterialLine) -> str:
    form = "电子材料" if line.form is Form.ELECTRONIC else line.form.value
    return fault.remedy.format(form=form, count=line.count)
