"""From an error to the sentence a person reads."""

from datetime import date
from enum import StrEnum

from app.domain.dates import chinese_date
from app.errors import AppError, Fact
from app.sentences import SENTENCES
from app.sentences.words import word
from ui.i18n import Words, tr


def explain(error: AppError) -> Words:
    """Return the translated sentence: what happened and what to do.

    Raises:
        KeyError: the code has no sentence, which is a bug.
    """
    return Words(SENTENCES[error.code], {name: _fact(fact) for name, fact in error.facts.items()})


def explain_any(error: Exception) -> Words:
    """Return a sentence for any error: that of an `AppError`, else that the program made a mistake."""
    if isinstance(error, AppError) and error.code in SENTENCES:
        return explain(error)
    return tr("程序出了错，这一步没有完成。已经保存的办件不受影响；请再试一次，仍不行请告诉管理员。")


def warning(code: str) -> Words:
    """Return the sentence of a warning that does not stop anybody."""
    return Words(SENTENCES[code], {})


def _fact(fact: Fact) -> object:
    if isinstance(fact, StrEnum):
        return Words(word(fact), {})
    return chinese_date(fact) if isinstance(fact, date) else fact
