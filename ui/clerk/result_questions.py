"""Questions about a case's result: finished at once, certificate made, handed over, put into the archive."""

from app.domain.cases import ApplicantKind
from app.domain.details import Delivered
from app.services.intake import cleaned_delivery
from app.services.journal import Outcome
from ui.clerk import accept_dialogs as d
from ui.clerk.asked import Asked
from ui.clerk.questions import Answers, OnCase, Question, at_once
from ui.clerk.record_words import GRANTED
from ui.i18n import tr

NUMBER, VOLUME, WAY = "number", "volume", "delivery.way"


def finish(case: OnCase) -> Question:
    """Ask for the result of an accepted 即办件."""
    header, item = case.view.header, case.view.item

    def do(said: Answers) -> Outcome:
        delivery = d.delivery(said, header.delivery_way, header.applicant.name)
        return case.review.finish(
            case.actor, case.id, said[d.TEXT], delivery, item.result_validity, case.seen
        )

    return Question(
        tr("当场办结"),
        tr("即办件：当场出结果并送达。先不办时，办件停在“已受理”。"),
        tr("办结并送达"),
        d.of_result(),
        do,
        {d.TEXT: GRANTED.format(result=item.result_name), d.RECEIVER: header.contact, d.CHECKED: "yes"},
    )


def make(case: OnCase) -> Question:
    """Begin to make the certificate; nothing is asked."""
    return at_once(lambda _: case.review.begin_certificate(case.actor, case.id, case.seen))


def ready(case: OnCase) -> Question:
    """Ask for the number of a certificate that was made elsewhere."""
    return Question(
        tr("制证完成"),
        tr("证件在别处制成的，写明证件编号；办件转为“待领取”。"),
        tr("待领取"),
        (Asked(NUMBER, tr("证件编号"), needed=False),),
        lambda said: case.review.certificate_ready(case.actor, case.id, said[NUMBER], case.seen),
    )


def deliver(case: OnCase) -> Question:
    """Ask who takes the result along, how that was made sure, and who signs for it."""
    header = case.view.header
    ways = dict.fromkeys([header.delivery_way, *case.view.item.delivery_ways])
    organisation = header.applicant.kind is ApplicantKind.ORGANISATION

    def delivered(said: Answers) -> Delivered:
        return cleaned_delivery(d.delivery(said, said[WAY], header.applicant.name))

    return Question(
        tr("送达"),
        tr("窗口领取的，先核对领取人证件；送达回证随即打印，请领取人签收。寄送的写明邮件号。"),
        tr("送达"),
        (
            Asked(WAY, tr("送达方式"), "choice", choices=[(way, way) for way in ways if way]),
            Asked(d.RECEIVER, tr("领取人")),
            Asked(d.CHECKED, tr("已核对领取人证件"), "tick"),
            Asked(d.SIGNED, tr("窗口领取怎样签收"), "choice", choices=d.ways_to_sign(organisation)),
            Asked(d.SIGNER, tr("签收人（空着即领取人；拒签的写见证人）"), needed=False),
            Asked(d.PROOF, tr("邮件号或电子送达记录"), needed=False),
        ),
        lambda said: case.review.deliver(case.actor, case.id, delivered(said), case.seen),
        {d.RECEIVER: header.contact},
        paper=delivered,
    )


def archive(case: OnCase) -> Question:
    """Ask for the volume in which a finished case is kept."""
    return Question(
        tr("归档"),
        tr("归档以后不能再改：{item}", item=case.view.item.name),
        tr("归档"),
        (Asked(VOLUME, tr("卷号")),),
        lambda said: case.review.archive(case.actor, case.id, said[VOLUME], case.seen),
    )
