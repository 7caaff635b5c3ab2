"""What a clerk has typed for one application: frozen, stored as a draft, turned into what use cases take."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from app.domain.applicants import CREDIT_CODE, ID_NUMBER
from app.domain.cases import Agent, Applicant, ApplicantKind, VisitorTicket
from app.domain.details import Form, HandedIn, Problem
from app.domain.guards import missing_materials
from app.domain.items import Material, ServiceItem
from app.services.intake import Application, new_application_id
from ui.clerk.record_words import PERSON_OBJECT

TICKET_ID, TICKET_NUMBER = "ticket.id", "ticket.number"


@dataclass(frozen=True)
class MaterialLine:
    """One material on the checklist.

    `came` says that it was handed in now, `before` that it came with an earlier step. `fault` is the key
    of a usual fault or empty; `problem` and `remedy` are what the notice will say.
    """

    key: str
    name: str
    form: Form
    count: int
    pages: int
    came: bool = False
    before: bool = False
    remark: str = ""
    fault: str = ""
    problem: str = ""
    remedy: str = ""

    @property
    def wrong(self) -> bool:
        """Whether the notice will speak of it."""
        return bool(self.fault)

    @property
    def here(self) -> bool:
        """Whether it was handed in, now or before, and nothing is wrong with it."""
        return (self.came or self.before) and not self.wrong


@dataclass(frozen=True)
class FormState:
    """Everything typed; `case_id` is None for a new application.

    `texts` holds the fields by their names, `notes` what was typed into dialogs.
    """

    id: UUID
    item_key: str
    lines: tuple[MaterialLine, ...]
    case_id: UUID | None = None
    seen: UUID | None = None
    kind: ApplicantKind = ApplicantKind.PERSON
    code_name: str = ID_NUMBER
    with_agent: bool = False
    delivery_way: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    row: int = 0

    def text(self, name: str) -> str:
        """Return a field's text."""
        return self.texts.get(name, "")

    def with_text(self, name: str, text: str) -> "FormState":
        """Return the state with another text in a field."""
        return replace(self, texts={**self.texts, name: text})

    def with_note(self, name: str, text: str) -> "FormState":
        """Return the state with another text of a dialog."""
        return replace(self, notes={**self.notes, name: text})

    def with_line(self, row: int, line: MaterialLine) -> "FormState":
        """Return the state with another line in a row."""
        return replace(self, lines=(*self.lines[:row], line, *self.lines[row + 1 :]))

    def content(self) -> dict[str, Any]:
        """Return what a draft stores: JSON's own kinds alone."""
        plain = asdict(self)
        plain.update(id=str(self.id), case_id=_text(self.case_id), seen=_text(self.seen))
        plain["texts"], plain["notes"] = dict(self.texts), dict(self.notes)
        plain["lines"] = [asdict(line) for line in self.lines]
        return plain


def from_content(content: Mapping[str, Any]) -> FormState:
    """Return the state that a draft stores.

    Raises:
        KeyError, TypeError, ValueError: the draft is not one of ours.
    """
    plain = dict(content)
    lines = tuple(MaterialLine(**{**line, "form": Form(line["form"])}) for line in plain.pop("lines"))
    ids = {name: _id(plain.pop(name)) for name in ("id", "case_id", "seen")}
    if ids["id"] is None:
        raise ValueError("a draft without an id")
    kind = ApplicantKind(plain.pop("kind"))
    return FormState(id=ids["id"], case_id=ids["case_id"], seen=ids["seen"], lines=lines, kind=kind, **plain)


def new_state(item: ServiceItem) -> FormState:
    """Return an empty form for an item: the applicant's kind that it serves, its materials, its way."""
    person = PERSON_OBJECT in item.service_object or not item.service_object
    return FormState(
        id=new_application_id(),
        item_key=item.key,
        lines=tuple(line_of(material) for material in item.materials),
        kind=ApplicantKind.PERSON if person else ApplicantKind.ORGANISATION,
        code_name=ID_NUMBER if person else CREDIT_CODE,
        delivery_way=item.delivery_ways[0] if item.delivery_ways else "",
    )


def line_of(material: Material) -> MaterialLine:
    """Return the line of a material as the item asks for it."""
    form = Form.ORIGINAL if material.originals else Form.COPY if material.copies else Form.ELECTRONIC
    return MaterialLine(material.key, material.name, form, max(material.originals, material.copies, 1), 1)


def handed_in(state: FormState) -> tuple[HandedIn, ...]:
    """Return the materials handed in now; one with a problem came too unless it is simply missing."""
    return tuple(
        HandedIn(line.key, line.name, line.form, line.count, line.pages, line.remark)
        for line in state.lines
        if line.came
    )


def problems(state: FormState, knowable: bool = True) -> tuple[Problem, ...]:
    """Return what the one-time notice will say; `knowable` at the first notice (Art. 72 (4))."""
    return tuple(
        Problem(line.key, line.name, line.problem, line.remedy, knowable=knowable)
        for line in state.lines
        if line.wrong
    )


def missing(state: FormState, item: ServiceItem) -> tuple[Material, ...]:
    """Return the materials always needed that neither came nor are told in the notice."""
    told = {line.key for line in state.lines if line.wrong}
    here = tuple(
        HandedIn(line.key, line.name, line.form, line.count, line.pages) for line in state.lines if line.here
    )
    return tuple(material for material in missing_materials(item, here) if material.key not in told)


def applicant(state: FormState) -> Applicant:
    """Return who applies, as typed."""
    return Applicant(
        kind=state.kind,
        name=state.text("name"),
        code_name=state.code_name,
        code=state.text("code"),
        address=state.text("address"),
        phone=state.text("phone"),
        representative=state.text("representative"),
    )


def application(state: FormState) -> Application:
    """Return what the front desk takes: the applicant is the contact where no other is named."""
    agent = Agent(state.text("agent_name"), state.text("agent_code"), state.text("agent_phone"))
    contact = state.text("contact") or (agent.name if state.with_agent else state.text("name"))
    return Application(
        id=state.id,
        item_key=state.item_key,
        applicant=applicant(state),
        agent=agent if state.with_agent else None,
        contact=contact,
        contact_phone=state.text("phone"),
        delivery_way=state.delivery_way,
        materials=handed_in(state),
        ticket=visitor_ticket(state),
    )


def visitor_ticket(state: FormState) -> VisitorTicket | None:
    """Return the ticket of the visitor for whom a form is written: it stands among the notes."""
    found = state.notes.get(TICKET_ID)
    return VisitorTicket(UUID(found), state.notes.get(TICKET_NUMBER, "")) if found else None


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _id(value: str | None) -> UUID | None:
    return None if value is None else UUID(value)
