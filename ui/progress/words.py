"""How the public is told of a case: one line of facts without anything about a person."""

from app.domain.progress_words import PublicProgress
from ui.i18n import Words, tr
from ui.wording import case_number, day


def facts_of(found: PublicProgress) -> Words:
    """Return number, days and counter of a case."""
    due = day(found.due) if found.due else tr("以窗口告知为准")
    return tr(
        "{number}·{received}收件·承诺办结：{due}·{counter} 号窗口",
        number=case_number(found.number),
        received=day(found.received_on),
        due=due,
        counter=found.counter,
    )
