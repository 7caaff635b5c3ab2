"""What a granted case of a rehearsal gets: its fee paid, its certificate made, now and then one too many."""

from collections.abc import Mapping
from uuid import UUID

from app.commands.stage import Scene
from app.domain.certificate_templates import Template
from app.domain.certificates import PrintWay
from app.domain.dates import hall_date
from app.domain.ids import new_id
from app.services.blank_stock import Batch
from app.services.certificates import Issued, Wish
from app.services.fees import Assessment

BLANKS = Batch("", "No000001", "No010000", "演练")
SPOILED_SHARE = 0.06
VOIDED_SHARE = 0.04
TWO_COPIES_SHARE = 0.3
_PLAIN = "proof"


def stock_up(scene: Scene) -> None:
    """Take blanks of every kind into stock, enough for a rehearsal."""
    for blank in sorted({one.blank for one in scene.here.templates.all() if one.blank}):
        batch = Batch(blank, BLANKS.first, BLANKS.last, BLANKS.note)
        scene.here.blanks.receive(scene.clerk, batch)


def pay(scene: Scene, case_id: UUID) -> None:
    """Tell the fee of a case, print its notice and record that it was paid; a free item has none."""
    fees = scene.here.fees
    if not scene.item.fee.charged or scene.item.fee.fen is None:
        return
    told = fees.charge(scene.clerk, case_id, Assessment(scene.chance.randint(1, 3)))
    fees.print(scene.clerk, told.id)
    scene.here.print_jobs.round()
    fees.pay(scene.clerk, told.id, f"演{scene.chance.randint(10**7, 10**8 - 1)}")


def certify(scene: Scene, case_id: UUID) -> str:
    """Issue and print the certificate of a granted case, and return its number."""
    template = _template(scene)
    issued = _issue(scene, case_id, template)
    if scene.chance.random() < VOIDED_SHARE:
        scene.here.certificates.void(scene.reviewer, issued.certificate.id, "名称登记有误，换发")
        issued = _issue(scene, case_id, template)
    return issued.certificate.number


def _issue(scene: Scene, case_id: UUID, template: Template) -> Issued:
    prints = scene.here.certificate_prints
    wish = Wish(
        id=new_id(),
        case_id=case_id,
        kind=template.key,
        values=_values(scene, case_id, template),
        copies=2 if scene.chance.random() < TWO_COPIES_SHARE else 1,
        way=PrintWay.OVER_PRINT if template.blank else PrintWay.FULL,
    )
    issued = scene.here.certificates.issue(scene.clerk, wish)
    for one in issued.prints:
        prints.print(scene.clerk, one.id)
    scene.here.print_jobs.round()
    if scene.chance.random() < SPOILED_SHARE:
        prints.spoil(scene.clerk, issued.prints[-1].id, "卡纸，空白证损坏")
        again = prints.again(scene.clerk, issued.certificate.id, issued.prints[-1].copy)
        prints.print(scene.clerk, again.id)
        scene.here.print_jobs.round()
    return issued


def _template(scene: Scene) -> Template:
    """Return the template of the item's blank, or the plain one."""
    known = {one.key: one for one in scene.here.templates.all()}
    of_blank = (one for one in known.values() if one.blank and one.blank == scene.item.blank)
    return next(of_blank, known[_PLAIN])


def _values(scene: Scene, case_id: UUID, template: Template) -> Mapping[str, str]:
    """Return what the case knows, and for the rest what somebody would type."""
    known = scene.here.certificates.suggestion(case_id, template.key)
    today = hall_date(scene.clock.now())
    ends = today.replace(year=today.year + 5, day=1).isoformat()
    days = {
        rule.key: today.isoformat() if "from" in rule.key else ends for rule in template.fields if rule.date
    }
    return {
        key: value or days.get(key) or scene.item.result_name or "见决定书" for key, value in known.items()
    }
