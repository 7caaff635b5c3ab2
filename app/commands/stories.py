"""What happens to the cases of a rehearsal: one generator a story, each yields the moment it goes on."""

from collections.abc import Callable
from uuid import UUID

from app.commands.results import certify, pay
from app.commands.stage import Scene, Story
from app.domain.dates import hall_date
from app.domain.details import Delivered, HandedIn, Problem, RefusalReason
from app.domain.items import Material, ServiceItem
from app.domain.timers import allowed_extension
from app.domain.workdays import add_workdays
from app.services.intake import Promise
from app.services.journal import Outcome

StoryTeller = Callable[[Scene], Story]


def suits(teller: StoryTeller, item: ServiceItem) -> bool:
    """Tell whether a story can be told of an item: not every item may be extended or suspended."""
    if teller is extended:
        return not item.on_the_spot and allowed_extension(item, False) is not None
    return teller is not suspended or not item.on_the_spot


def accepted(scene: Scene) -> Story:
    """Everything is there: accepted at once and carried to the archive."""
    outcome = scene.here.intake.accept_new(scene.clerk, scene.application(_everything(scene)))
    scene.paper(outcome)
    yield from _to_the_end(scene, outcome.case.id)


def reprinted(scene: Scene) -> Story:
    """Accepted, but the paper was spoiled and is printed again."""
    outcome = scene.here.intake.accept_new(scene.clerk, scene.application(_everything(scene)))
    scene.paper(outcome)
    yield scene.later(0)
    scene.reprint(outcome)
    yield from _to_the_end(scene, outcome.case.id)


def noticed_and_corrected(scene: Scene) -> Story:
    """Something is missing: told once, brought later, accepted."""
    case_id = _noticed(scene).case.id
    yield scene.later(scene.chance.randint(1, 6))
    brought = scene.hand_in(_missing(scene) or scene.item.materials[:1])
    scene.paper(scene.here.intake.accept(scene.clerk, case_id, came=brought))
    yield from _to_the_end(scene, case_id)


def noticed_twice(scene: Scene) -> Story:
    """Something was overlooked at the first notice: the second needs an approver (Art. 72 (4))."""
    case_id = _noticed(scene).case.id
    yield scene.later(2)
    overlooked = _problem(scene.item.materials[0], "复印件看不清", "请重新提交清晰的复印件 1 份")
    problems = (*_not_handed_in(scene), overlooked)
    due = add_workdays(scene.calendar, hall_date(scene.clock.now()), 5).day
    approver = scene.approver("首次审查时漏看，经负责人同意再次告知")
    scene.paper(scene.here.intake.notify(scene.clerk, case_id, problems, due, approver))
    yield scene.later(2)
    brought = scene.hand_in((*_missing(scene), scene.item.materials[0]))
    scene.paper(scene.here.intake.accept(scene.clerk, case_id, came=brought))
    yield from _to_the_end(scene, case_id)


def never_corrected(scene: Scene) -> Story:
    """Nothing comes after the notice: the papers go back."""
    outcome = _noticed(scene)
    yield scene.later(12)
    scene.here.review.give_back(scene.clerk, outcome.case.id, "逾期未补正，退回申请材料")
    yield scene.later(1)
    _archive(scene, outcome.case.id)


def refused(scene: Scene) -> Story:
    """Not our competence: refused with the right door named."""
    application = scene.application(scene.hand_in(scene.item.materials[:1]))
    outcome = scene.here.intake.refuse_new(
        scene.clerk, application, RefusalReason.NOT_OUR_COMPETENCE, "州级主管部门", "该事项由上级机关实施"
    )
    scene.paper(outcome)
    yield scene.later(0)
    _deliver(scene, outcome.case.id)


def withdrawn(scene: Scene) -> Story:
    """The applicant thinks again."""
    outcome = scene.here.intake.accept_new(scene.clerk, scene.application(_everything(scene)))
    scene.paper(outcome)
    yield scene.later(scene.chance.randint(1, 4))
    scene.here.review.withdraw(scene.clerk, outcome.case.id, "申请人改变计划，书面申请撤回")


def deemed(scene: Scene) -> Story:
    """Nobody answers in time: it counts as accepted from the day of receipt (Art. 32 (4))."""
    application = scene.application(scene.hand_in(scene.item.materials[:1]))
    outcome = scene.here.intake.receive(scene.clerk, application)
    scene.paper(outcome)
    yield scene.later(7)
    scene.paper(scene.here.intake.accept(scene.clerk, outcome.case.id))
    yield from _to_the_end(scene, outcome.case.id)


def suspended(scene: Scene) -> Story:
    """An inspection whose days do not count (Art. 45)."""
    outcome = scene.here.intake.accept_new(scene.clerk, scene.application(_everything(scene)))
    scene.paper(outcome)
    yield scene.later(1)
    scene.here.review.start(scene.clerk, outcome.case.id)
    yield scene.later(1)
    time = scene.item.procedures[0].time if scene.item.procedures else scene.item.notice
    scene.paper(scene.here.review.suspend(scene.reviewer, outcome.case.id, "检验", time))
    yield scene.later(4)
    scene.here.review.resume(scene.reviewer, outcome.case.id, "检验合格")
    yield from _decided(scene, outcome.case.id)


def extended(scene: Scene) -> Story:
    """Not decided in time: extended once with an approver (Art. 42)."""
    outcome = scene.here.intake.accept_new(scene.clerk, scene.application(_everything(scene)))
    scene.paper(outcome)
    yield scene.later(1)
    scene.here.review.start(scene.clerk, outcome.case.id)
    yield scene.later(1)
    by, approver = allowed_extension(scene.item, False), scene.approver("案情复杂，需要补充调查")
    if by is not None:  # a fifth of the items may be extended; `suits` has chosen one of them
        scene.paper(scene.here.review.extend(scene.clerk, outcome.case.id, by, approver))
    yield from _decided(scene, outcome.case.id)


def denied(scene: Scene) -> Story:
    """Reviewed and denied, with reasons (Art. 38 II)."""
    outcome = scene.here.intake.accept_new(scene.clerk, scene.application(_everything(scene)))
    scene.paper(outcome)
    yield scene.later(2)
    if not scene.item.on_the_spot:
        scene.here.review.start(scene.clerk, outcome.case.id)
    scene.paper(scene.here.review.deny(scene.reviewer, outcome.case.id, "不予许可", "现场条件不符合法定要求"))
    yield scene.later(1)
    _deliver(scene, outcome.case.id)


def cancelled(scene: Scene) -> Story:
    """The applicant died or the object is gone: ended with an approver."""
    outcome = scene.here.intake.accept_new(scene.clerk, scene.application(_everything(scene)))
    scene.paper(outcome)
    yield scene.later(2)
    scene.here.review.cancel(scene.clerk, outcome.case.id, scene.approver("申请标的已灭失"))


def forked(scene: Scene) -> Story:
    """Two stations go different ways with the same case; a reviewer chooses."""
    outcome = scene.here.intake.accept_new(scene.clerk, scene.application(_everything(scene)))
    scene.paper(outcome)
    yield scene.later(1)
    scene.elsewhere.exchange.take_in(outcome.case, outcome.steps)
    yield scene.later(0)
    ours = scene.here.review.start(scene.clerk, outcome.case.id)
    theirs = scene.elsewhere.review.withdraw(scene.clerk, outcome.case.id, "申请人在另一窗口申请撤回")
    yield scene.later(1)
    scene.here.exchange.take_in(theirs.case, theirs.steps)
    yield scene.later(0)
    keep = ours.step.id if scene.chance.random() < 0.7 else theirs.step.id
    scene.here.review.resolve_fork(scene.reviewer, outcome.case.id, keep, "向申请人核实后选定")
    if keep == ours.step.id:
        yield from _decided(scene, outcome.case.id)


def short_of_materials(scene: Scene) -> Story:
    """容缺受理 where the item allows it: accepted, the rest promised in writing and brought."""
    owed = tuple(m for m in scene.item.materials if m.mandatory and m.shortage_ok)
    if not scene.item.shortage_ok or not owed:
        yield from accepted(scene)
        return
    here = tuple(m for m in scene.item.materials if m.mandatory and m not in owed)
    until = add_workdays(scene.calendar, hall_date(scene.clock.now()), 5).day
    promise = Promise(tuple(m.name for m in owed), until)
    application = scene.application(scene.hand_in(here or scene.item.materials[:1]))
    outcome = scene.here.intake.accept_new(scene.clerk, application, promise)
    scene.paper(outcome)
    yield scene.later(2)
    scene.paper(scene.here.intake.supplement(scene.clerk, outcome.case.id, scene.hand_in(owed)))
    yield from _to_the_end(scene, outcome.case.id)


def entry_corrected(scene: Scene) -> Story:
    """A phone number was typed wrong."""
    outcome = scene.here.intake.accept_new(scene.clerk, scene.application(_everything(scene)))
    scene.paper(outcome)
    yield scene.later(1)
    scene.here.review.correct_entry(scene.clerk, outcome.case.id, "phone", "13800000009", "登记时号码有误")
    yield from _to_the_end(scene, outcome.case.id)


STORIES: tuple[StoryTeller, ...] = (
    accepted,
    noticed_and_corrected,
    accepted,
    refused,
    withdrawn,
    deemed,
    suspended,
    extended,
    forked,
    accepted,
    never_corrected,
    denied,
    short_of_materials,
    noticed_twice,
    cancelled,
    entry_corrected,
    reprinted,
)
"""Told in turn, so that even a short rehearsal plays each kind."""


def _everything(scene: Scene) -> tuple[HandedIn, ...]:
    return scene.hand_in(tuple(m for m in scene.item.materials if m.mandatory))


def _missing(scene: Scene) -> tuple[Material, ...]:
    """Return what an applicant forgot who brought only the first material."""
    return tuple(m for m in scene.item.materials[1:] if m.mandatory)


def _problem(material: Material, problem: str, remedy: str) -> Problem:
    return Problem(material.key, material.name, problem, remedy)


def _not_handed_in(scene: Scene) -> tuple[Problem, ...]:
    return tuple(_problem(m, "没有提交", f"请提交{m.format}{m.medium}材料 1 份") for m in _missing(scene))


def _noticed(scene: Scene) -> Outcome:
    """Take an application in with its first material only, and tell everything that is missing at once."""
    unsigned = _problem(scene.item.materials[0], "没有签字", "请本人签字后重新提交")
    problems = _not_handed_in(scene) or (unsigned,)
    application = scene.application(scene.hand_in(scene.item.materials[:1]))
    due = add_workdays(scene.calendar, hall_date(scene.clock.now()), 10).day
    outcome = scene.here.intake.notify_new(scene.clerk, application, problems, due)
    scene.paper(outcome)
    return outcome


def _to_the_end(scene: Scene, case_id: UUID) -> Story:
    """Carry an accepted case to the archive."""
    if scene.item.on_the_spot:
        yield scene.later(0)
        delivered = _delivered(scene, case_id)
        validity = scene.item.result_validity
        scene.paper(scene.here.review.finish(scene.clerk, case_id, "准予", delivered, validity))
        yield scene.later(1)
        _archive(scene, case_id)
        return
    yield scene.later(1)
    scene.here.review.start(scene.clerk, case_id)
    yield from _decided(scene, case_id)


def _decided(scene: Scene, case_id: UUID) -> Story:
    """Grant a case in review, make its certificate, hand it over and put it away."""
    yield scene.later(scene.chance.randint(1, 4))
    scene.paper(scene.here.review.grant(scene.reviewer, case_id, "准予", scene.item.result_validity))
    pay(scene, case_id)
    yield scene.later(1)
    scene.here.review.begin_certificate(scene.clerk, case_id)
    yield scene.later(1)
    scene.here.review.certificate_ready(scene.clerk, case_id, certify(scene, case_id))
    yield scene.later(scene.chance.randint(0, 3))
    _deliver(scene, case_id)
    yield scene.later(1)
    _archive(scene, case_id)


def _deliver(scene: Scene, case_id: UUID) -> None:
    scene.paper(scene.here.review.deliver(scene.clerk, case_id, _delivered(scene, case_id)))


def _delivered(scene: Scene, case_id: UUID) -> Delivered:
    with scene.here.store.read() as unit:
        name = unit.cases.header(case_id).applicant.name
    return Delivered(scene.item.delivery_ways[0], name, "本人", identity_checked=True, proof="")


def _archive(scene: Scene, case_id: UUID) -> None:
    scene.here.review.archive(
        scene.clerk, case_id, f"{hall_date(scene.clock.now()).year}-{scene.item.department}"
    )
