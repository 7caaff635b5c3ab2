"""Fingers of staff: enrolment with separate consent, its end, and the punch a finger makes.

Fingerprints are sensitive personal information (PIPL 28-30): what is recorded is who agreed to what, when,
and which slots of which sensor are that person's. The prints stay in the sensor; no template, image or score
is part of any record.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.accounts import Account

CONSENT_VERSION = "2026-11"
"""Version of `app.sentences.check_in.CONSENT`; a new text is a new version."""

FINGERS = 2
"""How many fingers are enrolled, so that a cut or a bandage keeps nobody out."""


@dataclass(frozen=True)
class Consent:
    """The separate consent to one purpose (PIPL 29).

    Attributes:
        text: version of the text that was read, see `CONSENT_VERSION`.
        given_at: when it was given (UTC).
        witness_id: account of the person who saw it given.
        witness_name: that person's name.
    """

    text: str
    given_at: datetime
    witness_id: UUID
    witness_name: str


@dataclass(frozen=True)
class Enrolment:
    """One person's fingers in one sensor.

    Attributes:
        account_id: whose fingers they are.
        person: that person's name.
        station: index of the station the sensor is plugged into.
        device: what the hall calls the sensor.
        slots: their places in the sensor.
        at: when they were enrolled (UTC).
    """

    id: UUID
    account_id: UUID
    person: str
    station: int
    device: str
    slots: tuple[int, ...]
    at: datetime
    consent: Consent


class EndReason(StrEnum):
    """Why fingers were deleted from a sensor."""

    WITHDRAWN = "withdrawn"
    LEFT = "left"
    REPLACED = "replaced"


@dataclass(frozen=True)
class EnrolmentEnd:
    """The end of an enrolment: its slots are deleted.

    Attributes:
        actor_id: None for what the machine with the sensor did by itself; then `actor_name` is its sensor's.
    """

    id: UUID
    enrolment_id: UUID
    at: datetime
    reason: EndReason
    actor_id: UUID | None
    actor_name: str


def of_left(enrolments: Iterable[Enrolment], accounts: Iterable[Account]) -> tuple[Enrolment, ...]:
    """Return the enrolments of people whose account is out of use."""
    disabled = frozenset(one.id for one in accounts if not one.enabled)
    return tuple(one for one in enrolments if one.account_id in disabled)


class ClockQuality(StrEnum):
    """What is known of the clock that gave a punch its time.

    `JUMPED`: it was set while the program ran. `BEHIND`: it shows less than an earlier punch of the station.
    """

    STEADY = "steady"
    JUMPED = "jumped"
    BEHIND = "behind"


@dataclass(frozen=True)
class Punch:
    """Somebody was there.

    Attributes:
        account_id: who.
        person: that person's name.
        enrolment_id: the enrolment whose finger it was.
        at: when, by the machine's clock (UTC).
        station: index of the station.
        device: what the hall calls the sensor.
        clock: whether that clock can be trusted.
        jump_seconds: by how much it was set since the program began; positive when it was put forward.
    """

    id: UUID
    account_id: UUID
    person: str
    enrolment_id: UUID
    at: datetime
    station: int
    device: str
    clock: ClockQuality
    jump_seconds: int
