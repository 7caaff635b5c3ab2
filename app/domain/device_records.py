"""What devices tell us and what we tell them: frozen records without any byte of a protocol."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from app.errors import Fact


class DeviceKind(Enum):
    """What a device is for, whoever made it."""

    FINGERPRINT = "fingerprint"
    QUEUE_DISPLAY = "queue_display"
    ID_CARD_READER = "id_card_reader"
    TICKET_PRINTER = "ticket_printer"
    SCANNER = "scanner"


@dataclass(frozen=True)
class DeviceSettings:
    """One device as the hall's technician configured it.

    Attributes:
        name: what the hall calls it, for example `1号窗口显示屏`.
        kind: what it is for.
        model: key of the driver table, for example `zfm` or `onbon-k`.
        port: `COM3`, `/dev/serial/by-id/…`, `socket://host:port` or `loop://`.
        options: what this model's driver asks for (address, speed, …), as written in the file.
        trace: whether every exchange on its port is written down.
    """

    name: str
    kind: DeviceKind
    model: str
    port: str
    options: Mapping[str, str] = field(default_factory=dict)
    trace: bool = False


@dataclass(frozen=True)
class DeviceOption:
    """Something a model's driver asks the technician.

    Attributes:
        name: key in `DeviceSettings.options`.
        title: what it is, in plain Chinese.
        default: what holds without an answer.
        choices: what can be answered; empty for free text.
    """

    name: str
    title: str
    default: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeviceModel:
    """A model the program has a driver for.

    Attributes:
        kind: what it is for.
        model: key of the driver table.
        title: what a technician calls it, in plain Chinese.
        options: what its driver asks.
    """

    kind: DeviceKind
    model: str
    title: str
    options: tuple[DeviceOption, ...] = ()


@dataclass(frozen=True)
class FoundPort:
    """A port this machine has.

    Attributes:
        url: what to configure, the stable name under `/dev/serial/by-id` where there is one.
        description: what the system says about it.
    """

    url: str
    description: str


class DeviceState(Enum):
    """How a device is, as far as we know; `UNKNOWN` is an answer, never taken for ready."""

    READY = "ready"
    WARNING = "warning"
    NO_PORT = "no_port"
    NO_ANSWER = "no_answer"
    FAULT = "fault"
    NOT_INSTALLED = "not_installed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class DeviceHealth:
    """The state of one device at one moment.

    Attributes:
        name: what the hall calls the device.
        kind: what it is for.
        state: how it is.
        error_code: code of the last error, with a sentence in `app.sentences`; empty when there is none.
        error_facts: what fills that sentence.
        lost_since: when the port went away (UTC), None while it is there.
        details: what the device says about itself, for example capacity and stored fingers.
    """

    name: str
    kind: DeviceKind
    state: DeviceState
    error_code: str = ""
    error_facts: Mapping[str, Fact] = field(default_factory=dict)
    lost_since: datetime | None = None
    details: Mapping[str, str] = field(default_factory=dict)


class PrinterState(Enum):
    """What a ticket printer says; silence is `UNKNOWN`, never `READY`."""

    READY = "ready"
    NEAR_END = "near_end"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    ERROR = "error"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Bitmap:
    """A picture of one bit a pixel.

    Attributes:
        width: pixels.
        height: pixels.
        rows: row by row from the top, each padded to whole bytes, bit 7 is the left pixel, 1 is lit.
    """

    width: int
    height: int
    rows: bytes

    def __post_init__(self) -> None:
        wanted = (self.width + 7) // 8 * self.height
        if len(self.rows) != wanted:
            raise ValueError(f"{self.width}x{self.height} pixels need {wanted} bytes, not {len(self.rows)}")


@dataclass(frozen=True)
class ShownCall:
    """A call as a queue display shows it.

    Attributes:
        counter: the counter's number as printed over it, for example `3`.
        ticket: the ticket's number, for example `A012`.
        text: the line for text displays, like `A012号请到3号窗口`; empty lets the driver show the number.
        picture: the same line typeset, for bitmap displays; None where nothing was typeset.
    """

    counter: str
    ticket: str
    text: str = ""
    picture: Bitmap | None = None


class FingerPrompt(Enum):
    """What the person at the sensor is asked to do while a finger is enrolled or identified."""

    PLACE = "place"
    LIFT = "lift"
    PLACE_AGAIN = "place_again"
    POOR_IMAGE = "poor_image"


@dataclass(frozen=True)
class FingerMatch:
    """A finger the sensor knows.

    Attributes:
        slot: place in the sensor's library, from 0.
        score: the sensor's own measure of likeness; greater is more alike.
    """

    slot: int
    score: int


class CardType(Enum):
    """The four layouts of cards a resident ID card reader reads."""

    RESIDENT = "resident"
    HK_MACAO_TAIWAN = "hk_macao_taiwan"
    FOREIGNER_2017 = "foreigner_2017"
    FOREIGNER_2023 = "foreigner_2023"


@dataclass(frozen=True)
class IdCard:
    """What a resident ID card says; kept in memory only and never logged, so its `repr` says nothing.

    Attributes:
        card_type: which of the four layouts it had.
        name: Chinese name; for foreigners it may be empty.
        foreign_name: name in Latin letters of a foreigner's card, else empty.
        sex: GB/T 2261.1 code: `0` unknown, `1` male, `2` female, `9` not stated.
        nation: GB/T 3304 code of a resident card (`04` is 藏), else empty.
        nationality: three letters of a foreigner's card, else empty.
        birth: date of birth.
        address: as printed, else empty.
        number: the card's number.
        issuer: issuing authority, or its code on a foreigner's card.
        valid_from: first day of validity.
        valid_to: last day of validity, None for 长期.
        travel_permit: number of the travel permit of a Hong Kong, Macao or Taiwan resident, else empty.
        times_issued: count of issues or renewals as printed, else empty.
        photo: 1024 bytes of the proprietary WLT format; opaque.
    """

    card_type: CardType
    name: str
    sex: str
    birth: date
    number: str
    valid_from: date
    valid_to: date | None
    foreign_name: str = ""
    nation: str = ""
    nationality: str = ""
    address: str = ""
    issuer: str = ""
    travel_permit: str = ""
    times_issued: str = ""
    photo: bytes = b""

    def __repr__(self) -> str:
        return f"IdCard({self.card_type.value})"
