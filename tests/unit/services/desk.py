"""The guide desk of the small hall: its use cases over the real store and queue, and who works there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.domain.accounts import Actor, Right
from app.domain.attendance_sheet import MonthTable
from app.domain.hall_papers import DayList, ItemPaper, PaymentNotice, check_in_force
from app.domain.print_jobs import Place
from app.ports.print_jobs import PageFile
from app.services.catalogue_editor import CatalogueEditor
from app.services.complaints import Complaints
from app.services.guide import Guide
from app.services.journal import Journal
from app.services.progress_query import ProgressQuery
from app.services.queue_settings import QueueSettings
from app.services.requests import Requests
from data.local_queue import LocalQueue
from data.working_days import CalendarTables
from tests import factories as make
from tests.unit.services.conftest import SmallHall

HOUR = timedelta(hours=1)


class KeepingSlips:
    """Keeps the papers it was asked for."""

    def __init__(self) -> None:
        self.papers: list[ItemPaper] = []
        self.files: list[PageFile] = []

    def compose_item(self, paper: ItemPaper) -> bytes:
        check_in_force(paper)
        self.papers.append(paper)
        return b"%PDF"

    def compose_list(self, paper: DayList) -> bytes:
        raise AssertionError("the desk prints no list")

    def compose_payment(self, paper: PaymentNotice) -> bytes:
        raise AssertionError("the desk prints no payment")

    def compose_sheets(self, tables: Sequence[MonthTable]) -> bytes:
        raise AssertionError("the desk prints no sheets")


@dataclass(frozen=True)
class Desk:
    """Everything the guide desk stands on."""

    hall: SmallHall
    guide: Guide
    requests: Requests
    complaints: Complaints
    progress: ProgressQuery
    catalogue: CatalogueEditor
    queue: LocalQueue
    slips: KeepingSlips
    who: Actor
    office: Actor
    admin: Actor


def person(right: Right, name: str, department: str = "") -> Actor:
    return Actor(make.new_id(), name, frozenset({right}), department, "导办台")


def desk_of(hall: SmallHall) -> Desk:
    journal, slips = Journal(hall.store, CalendarTables(), hall.clock), KeepingSlips()
    queue = LocalQueue(hall.store, hall.clock)
    admin = person(Right.ADMINISTRATOR, "管理")
    with hall.store.read() as unit:
        departments = unit.catalogue.departments()
    QueueSettings(queue, journal).adopt(admin, departments)
    return Desk(
        hall=hall,
        guide=Guide(journal, lambda: queue, slips, slips.files.append, Place("")),
        requests=Requests(journal, lambda: queue),
        complaints=Complaints(journal),
        progress=ProgressQuery(journal, "导办台"),
        catalogue=CatalogueEditor(journal),
        queue=queue,
        slips=slips,
        who=person(Right.GUIDE, "央金"),
        office=person(Right.SUPERVISOR, "大厅"),
        admin=admin,
    )
