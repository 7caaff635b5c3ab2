"""What a kiosk offers: departments with services, the waiting, and when a closed service opens."""

from datetime import datetime

from app.domain.dates import HALL_ZONE
from app.domain.items import Department
from app.domain.queue_services import Opening, QueueCounter, QueueRules, QueueService
from app.ports.queue import QueueSetup
from tests import factories as make
from ui.i18n.two_scripts import NO_TIBETAN, Tibetan
from ui.kiosk.offers import Listed, ServiceOffer, offers

MORNING, AFTERNOON = Opening(9 * 60, 12 * 60), Opening(14 * 60 + 30, 17 * 60 + 30)
DEPARTMENTS = tuple(
    Department(code, name, name, "", (1,), ("",), "A", "", "", "")
    for code, name in (("103", "公安局"), ("104", "民政局"))
)
LISTED = Listed(DEPARTMENTS, (), NO_TIBETAN)


def service(hours: tuple[Opening, ...] = (), key: str = "H", department: str = "103") -> QueueService:
    return QueueService(key, "户籍", "C", department, "3号窗口", hours)


def offered(hours: tuple[Opening, ...], hour: int, minute: int = 0, works: bool = True) -> ServiceOffer:
    now = datetime(2026, 9, 15, hour, minute, tzinfo=HALL_ZONE)
    found = offers(QueueSetup(QueueRules(), (service(hours),), ()), {"H": 7}, LISTED, now, works)
    return found.departments[0].services[0]


def test_a_department_without_services_is_not_shown() -> None:
    setup = QueueSetup(QueueRules(passed_note="过号作废"), (service(), service((), "I")), ())
    found = offers(setup, {"I": 2}, LISTED, datetime(2026, 9, 15, 9, tzinfo=HALL_ZONE), True)
    assert [one.code for one in found.departments] == ["103"]
    assert [one.waiting for one in found.departments[0].services] == [0, 2]
    assert found.passed_note == "过号作废"
    assert found.department("103") is found.departments[0]
    assert found.department("104") is None


def test_a_service_names_the_items_at_its_counters_for_its_department() -> None:
    setup = QueueSetup(QueueRules(), (service(), service((), "I")), (QueueCounter("3", ("H",)),))
    items = (
        make.item(key="103-01", name="户口登记", department="103", counter=3),
        make.item(key="104-01", name="社会救助", department="104", counter=3),
        make.item(key="103-02", name="出入境", department="103", counter=5),
    )
    listed = Listed(DEPARTMENTS, items, Tibetan({"户籍": "—"}))
    found = offers(setup, {}, listed, datetime(2026, 9, 15, 9, tzinfo=HALL_ZONE), True)
    household, other = found.departments[0].services
    assert (household.items, household.item) == (("户口登记",), "103-01")
    assert (other.items, other.item) == ((), "")
    assert found.service("I") is other
    assert found.service("J") is None
    assert found.tibetan is listed.tibetan


def test_without_hours_a_service_is_always_open() -> None:
    offer = offered((), 3)
    assert (offer.open, offer.hours, offer.opens_at, offer.waiting) == (True, "", "", 7)


def test_at_noon_it_says_when_it_opens_again() -> None:
    offer = offered((MORNING, AFTERNOON), 12)
    assert (offer.open, offer.opens_at) == (False, "14:30")
    assert offer.hours == "9:00–12:00、14:30–17:30"


def test_in_the_evening_only_its_hours_are_told() -> None:
    assert offered((MORNING, AFTERNOON), 18).opens_at == ""


def test_the_minute_it_opens_it_is_open() -> None:
    assert offered((MORNING, AFTERNOON), 14, 30).open
    assert not offered((MORNING, AFTERNOON), 14, 29).open


def test_a_day_off_has_its_own_hours() -> None:
    weekend = Opening(10 * 60, 12 * 60, workdays=False)
    assert offered((MORNING, weekend), 9, works=False).opens_at == "10:00"
    assert not offered((MORNING,), 8, works=False).opens_at
