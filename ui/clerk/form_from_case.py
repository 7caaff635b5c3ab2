"""A form over a case that is here already: what came, what was told, and what was typed since."""

from dataclasses import replace

from app.domain.details import HandedIn, Noticed
from app.domain.guards import materials_so_far
from app.domain.lifecycle import State
from app.services.case_book import CaseView
from ui.clerk.form_state import FormState, MaterialLine, line_of

OPEN = frozenset((State.RECEIVED, State.CORRECTING, State.ACCEPTED, State.REVIEWING))


def can_continue(view: CaseView) -> bool:
    """Tell whether the counter page can go on with a case: it waits for materials or for acceptance."""
    branch = view.branches[0]
    if view.forked or branch.state not in OPEN:
        return False
    return branch.state in (State.RECEIVED, State.CORRECTING) or bool(branch.progress.owed)


def form_over(view: CaseView, typed: FormState | None = None) -> FormState:
    """Return the form of a case as it stands; `typed` is a draft of it, whose words are kept.

    What the draft took in counts only if nobody went on with the case in the meantime.
    """
    header, branch = view.header, view.branches[0].branch
    here = {material.key or material.name: material for material in materials_so_far(branch)}
    lines = [_line(line_of(material), here.pop(material.key, None)) for material in view.item.materials]
    lines += [_line(_own_line(material), material) for material in here.values()]
    state = FormState(
        id=header.id,
        item_key=header.item_key,
        lines=tuple(lines),
        case_id=header.id,
        seen=branch.tip.id,
        kind=header.applicant.kind,
        code_name=header.applicant.code_name,
        with_agent=header.agent is not None,
        delivery_way=header.delivery_way,
    )
    state = _with_told(state, view)
    return state if typed is None else _with_typed(state, typed)


def _line(line: MaterialLine, came: HandedIn | None) -> MaterialLine:
    if came is None:
        return line
    return replace(line, form=came.form, count=came.count, pages=came.pages, remark=came.remark, before=True)


def _own_line(material: HandedIn) -> MaterialLine:
    return MaterialLine(material.key, material.name, material.form, material.count, material.pages)


def _with_told(state: FormState, view: CaseView) -> FormState:
    """Open again the materials of which the last notice spoke: they are what is waited for."""
    detail = view.branches[0].branch.tip.detail
    told = {problem.key for problem in detail.problems} if isinstance(detail, Noticed) else set()
    lines = tuple(replace(line, before=False) if line.key in told else line for line in state.lines)
    first = next((row for row, line in enumerate(lines) if not line.before), 0)
    return replace(state, lines=lines, row=first)


def _with_typed(state: FormState, typed: FormState) -> FormState:
    fresh = {line.key or line.name: line for line in typed.lines}
    unchanged = typed.seen == state.seen
    lines = []
    for line in state.lines:
        was = fresh.get(line.key or line.name)
        if was is None or (line.before and not unchanged):
            lines.append(line)
        else:
            lines.append(replace(was, came=was.came and unchanged, before=line.before))
    return replace(state, lines=tuple(lines), notes=typed.notes, row=typed.row)
