"""One Chinese sentence for each error code: what happened and what to do.

Chinese is the source language (design §8); `ui` translates these sentences by their code. One module a
subject, so that a subject's codes and sentences are read together.
"""

from enum import StrEnum

from app.errors import AppError
from app.sentences import (
    accounts,
    attendance,
    backup,
    catalogue,
    certificates,
    check_in,
    codes,
    devices,
    displays,
    export,
    guide,
    imports,
    keys,
    print_jobs,
    printing,
    queue,
    rules,
    settings,
    storage,
    sync,
)
from app.sentences.words import word

SENTENCES: dict[str, str] = {
    **accounts.SENTENCES,
    **attendance.SENTENCES,
    **backup.SENTENCES,
    **rules.SENTENCES,
    **check_in.SENTENCES,
    **codes.SENTENCES,
    **catalogue.SENTENCES,
    **certificates.SENTENCES,
    **devices.SENTENCES,
    **displays.SENTENCES,
    **export.SENTENCES,
    **guide.SENTENCES,
    **keys.SENTENCES,
    **imports.SENTENCES,
    **print_jobs.SENTENCES,
    **printing.SENTENCES,
    **queue.SENTENCES,
    **settings.SENTENCES,
    **storage.SENTENCES,
    **sync.SENTENCES,
}


def sentence(error: AppError) -> str:
    """Return the sentence that tells a person what happened and what to do.

    Raises:
        KeyError: the code has no sentence, which is a bug (a test walks all codes).
    """
    shown = {name: word(fact) if isinstance(fact, StrEnum) else fact for name, fact in error.facts.items()}
    return SENTENCES[error.code].format(**shown)
