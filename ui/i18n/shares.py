"""How far the Tibetan of each role's screens is: shares of confirmed, draft and missing texts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.translations import Status
from ui.i18n import Words, joined, tr
from ui.i18n.catalogue import sources_in
from ui.wording import spoken

UI = Path(__file__).parents[1]
ROLES: Mapping[str, tuple[str, ...]] = {
    "clerk": ("clerk", "strip", "print_queue"),
    "kiosk": ("kiosk", "progress"),
    "guide": ("guide", "progress", "languages", "complaints"),
    "display": ("display",),
    "supervisor": (
        "supervisor",
        "hall_papers",
        "complaints",
        "catalogue",
        "designer",
        "technician",
        "check_in",
    ),
}
"""Each role and the packages under `ui` it shows; what they share belongs to all."""

SHARED = "shared"


@dataclass(frozen=True)
class Share:
    """How many texts of a role's screens have come how far."""

    confirmed: int
    draft: int
    missing: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return self.confirmed + self.draft + self.missing


def role_word(role: str) -> Words:
    """Return the hall's word for a role's screens."""
    return {
        "clerk": tr("窗口"),
        "kiosk": tr("取号"),
        "guide": tr("导办"),
        "display": tr("大屏"),
        "supervisor": tr("中心"),
        SHARED: tr("公用"),
    }[role]


def places_of(ui: Path = UI) -> dict[str, tuple[str, ...]]:
    """Return in which roles' screens each text stands; those shared by all are `SHARED`."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for role, packages in ROLES.items():
        for package in packages:
            for source in sources_in(ui / package):
                found[source].append(role)
    known = {name for packages in ROLES.values() for name in packages}
    for part in sorted(ui.iterdir()):
        if part.name not in known:
            for source in sources_in(part):
                found[source].append(SHARED)
    return {source: tuple(dict.fromkeys(places)) for source, places in found.items()}


def shares(status: Mapping[str, Status], places: Mapping[str, Iterable[str]]) -> dict[str, Share]:
    """Return how far each role's texts are; a text nobody has a status for is missing."""
    counts: defaultdict[str, Counter[Status]] = defaultdict(Counter)
    for source, roles in places.items():
        for role in roles:
            counts[role][status.get(source, Status.MISSING)] += 1
    order = (*ROLES, SHARED)
    return {
        role: Share(counts[role][Status.CONFIRMED], counts[role][Status.DRAFT], counts[role][Status.MISSING])
        for role in order
    }


def in_words(found: Mapping[str, Share]) -> Words:
    """Return the shares of all roles in one line."""
    roles = (joined((role_word(role), _parts(share)), " ") for role, share in found.items())
    return joined(roles, "；")


def shares_in_words(status: Mapping[str, Status]) -> str:
    """Return the shares of confirmed, draft and missing texts per role in one line, for `doctor`."""
    return in_words(shares(status, places_of()))


def _parts(share: Share) -> Words:
    counts = {
        Status.CONFIRMED: share.confirmed,
        Status.DRAFT: share.draft,
        Status.MISSING: share.missing,
    }
    whole = share.total or 1
    said = (joined((spoken(of), f"{100 * count / whole:.0f}%"), " ") for of, count in counts.items())
    return joined(said, " ")
