"""Every use case that takes an actor, asked by each right alone: a table nobody can forget to fill."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest

import app.services
from app.domain.accounts import Actor, Right
from app.errors import RuleError
from tests import factories as make

C, R, G, K, S, AU, AD = Right  # in the order in which they are declared
NEEDS: dict[frozenset[Right], tuple[str, ...]] = {
    frozenset({AD}): (
        "Accounts.all",
        "Accounts.create",
        "Accounts.change",
        "Accounts.set_password",
        "Accounts.unlock",
        "Accounts.disable",
        "Accounts.enable",
        "Attendance.put_rules",
        "Attendance.rules",
        "Backups.run",
        "Backups.all",
        "CatalogueEditor.publish",
        "CatalogueEditor.publish_all",
        "CatalogueEditor.withdraw",
        "Carrying.bring",
        "Carrying.take_out",
        "CertificateTemplates.put",
        "ChosenPrinters.choose",
        "Enrolling.staff",
        "Enrolling.enrol",
        "QueueSettings.put_rules",
        "QueueSettings.put_service",
        "QueueSettings.put_counter",
        "Retention.preview",
        "Retention.clear",
        "Retention.clear_day",
        "SettingsBook.rows",
        "SettingsBook.put",
        "SigningKeys.withdraw",
        "Sync.mend",
        "TemplateDesigns.values",
        "TemplateDesigns.try_print",
        "WorkingDayTables.exchange",
        "WorkingDayTables.load",
        "WorkingDayTables.published",
    ),
    frozenset({R, S}): (
        "Attendance.month",
        "Attendance.staff",
        "Attendance.enter_slip",
        "Attendance.correct",
        "Leaves.open",
        "Leaves.agree",
        "Leaves.refuse",
        "Patrols.of_days",
    ),
    frozenset({AU}): ("AuditLog.read",),
    frozenset({C, AD}): (
        "BlankStock.receive",
        "BlankStock.spoil",
        "CertificateTemplates.put_fit",
        "TemplateDesigns.print_ruler",
    ),
    frozenset({C, R}): (
        "CaseBook.show_codes",
        "Papers.print",
        "Papers.leave_out",
        "Papers.void",
        "Review.examine",
        "Review.start",
    ),
    frozenset({C}): (
        "CertificatePrints.print",
        "CertificatePrints.again",
        "CertificatePrints.spoil",
        "Certificates.issue",
        "Certificates.issue_ready",
        "Certificates.reissue",
        "Fees.charge",
        "Fees.pay",
        "Fees.waive",
        "Fees.refund",
        "Fees.cancel",
        "Fees.print",
        "Fees.print_free",
        "Intake.receive",
        "Intake.accept_new",
        "Intake.finish_new",
        "Intake.notify_new",
        "Intake.refuse_new",
        "Intake.accept",
        "Intake.notify",
        "Intake.refuse",
        "Intake.supplement",
        "PrintDesk.cancel",
        "PrintDesk.retry",
        "PrintDesk.move",
        "PrintDesk.answer",
        "Queue.open",
        "Queue.pause",
        "Queue.close",
        "Queue.held",
        "Queue.waiting",
        "Queue.call_next",
        "Queue.call_slip",
        "Queue.undo_call",
        "Queue.recall",
        "Queue.start",
        "Queue.hold",
        "Queue.call_back",
        "Queue.transfer",
        "Queue.no_show",
        "Queue.finish",
        "Queue.cancel",
        "Queue.link",
        "Review.withdraw",
        "Review.give_back",
        "Review.begin_certificate",
        "Review.certificate_ready",
        "Review.deliver",
        "Review.archive",
        "Review.correct_entry",
    ),
    frozenset({R}): (
        "Certificates.void",
        "Review.suspend",
        "Review.resume",
        "Review.resolve_fork",
    ),
    frozenset({G}): (
        "Complaints.take_down",
        "Guide.put_words",
        "Guide.slip",
        "Guide.print_slip",
        "Guide.consulted",
        "Guide.today",
        "Requests.take_down",
    ),
    frozenset({S}): (
        "Complaints.act",
        "HallOverview.case_at",
        "HallOverview.now",
        "HallOverview.resolve_fork",
        "Patrols.record",
    ),
    frozenset({G, S}): (
        "Complaints.lately",
        "Complaints.open",
    ),
    frozenset({S, AD}): (
        "DayEndCheck.run",
        "Posts.put",
    ),
    frozenset({C, R, G, S}): (
        "HallPapers.print_item",
        "HallPapers.print_list",
        "HallPapers.record",
    ),
    frozenset({K}): ("KioskPin.put",),
    frozenset({R, S, AD}): ("Posts.staffing",),
    frozenset({G, AD}): (
        "HallVoice.parts",
        "HallVoice.keep",
        "HallVoice.bring",
        "HallVoice.drop",
        "HallVoice.hear",
        "HallVoice.synthesise",
        "Translations.write",
        "Translations.take_back",
        "Translations.confirm",
    ),
}
"""The rights of which any one is enough, and the use cases they open."""

EVERYBODYS = frozenset(
    (
        "Accounts.sign_in",
        "Accounts.unlock_screen",
        "Accounts.screen_locked",
        "Accounts.sign_out",
        "Accounts.approve",
        "Attendance.own_day",
        "CaseBook.find",
        "CaseBook.mine",
        "CaseBook.due_soon",
        "CaseBook.overdue",
        "CaseBook.waiting_for_materials",
        "CaseBook.forked",
        "CertificateTemplates.measured",
        "Drafts.keep",
        "Drafts.all",
        "Drafts.drop",
        "HallPapers.preview_list",
        "Journal.open",
        "Journal.follow",
        "Journal.resolve",
        "Leaves.ask",
        "Leaves.mine",
        "OwnFinger.came",
    )
)
"""Signing in and out, own drafts and leave, lists of the own department."""

LOOK_FIRST = frozenset(
    (
        "CaseBook.view",
        "CaseExport.export",
        "CertificateMaker.specimen",
        "CertificateMaker.issue",
        "Certificates.preview",
        "Enrolling.withdraw",
        "Fees.of_case",
        "Fees.preview_free",
        "Fees.preview",
        "HallPapers.print_sheets",
        "Leaves.withdraw",
        "Leaves.report_back",
        "Papers.print_all",
        "Posts.require_on_duty",
        "QueueSettings.adopt",
        "Requests.act",
        "Requests.running",
        "Requests.lately",
        "Review.cancel",
        "Review.extend",
        "Review.grant",
        "Review.finish",
        "Review.deny",
    )
)
"""Their answer depends on the record, which they read first; their own tests have the wrong accounts."""


def use_cases() -> Iterator[tuple[str, type[Any], str, Callable[..., Any]]]:
    for module in pkgutil.iter_modules(app.services.__path__):
        loaded = importlib.import_module(f"app.services.{module.name}")
        for cls in vars(loaded).values():
            if not inspect.isclass(cls) or cls.__module__ != loaded.__name__:
                continue
            for name, method in vars(cls).items():
                if inspect.isfunction(method) and not name.startswith("_") and _takes_actor(method):
                    yield f"{cls.__name__}.{name}", cls, name, method


def _takes_actor(method: Callable[..., Any]) -> bool:
    return Actor in get_type_hints(method).values()


class ReachedError(Exception):
    """A use case went on past its check of rights."""


class Untouchable:
    """Stands for whatever a use case works with; the first touch ends the call."""

    def __getattr__(self, name: str) -> object:
        raise ReachedError

    def __iter__(self) -> Iterator[object]:
        raise ReachedError


def plain(hint: object) -> object:
    """Return something of a plain type, so that a use case that first puts its words together gets on."""
    if type(None) in get_args(hint):
        return None
    kind = get_origin(hint) or hint
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{field.name: plain(hints[field.name]) for field in fields(kind)})
    known = {str: "x", UUID: make.new_id(), date: date(2026, 9, 15), int: 1, bool: True, tuple: ()}
    return known[kind] if isinstance(kind, type) and kind in known else Untouchable()


def goes_on(cls: type[Any], name: str, method: Callable[..., Any], right: Right) -> bool:
    """Ask with one right alone over hollow dependencies; tell whether it was not refused for that."""

    def absent(_: object, attribute: str) -> object:
        raise ReachedError

    hollow = type(cls.__name__, (cls,), {"__init__": lambda self: None, "__getattr__": absent})
    hints = get_type_hints(method)
    named = {one: hints.get(one) for one in list(inspect.signature(method).parameters)[1:]}
    given = {one: make.actor(right) if hint is Actor else plain(hint) for one, hint in named.items()}
    try:
        getattr(hollow(), name)(**given)
    except RuleError as error:
        return error.code != "account.right_missing"
    except (ReachedError, TypeError, ValueError):
        return True
    return True


def table() -> dict[str, frozenset[Right]]:
    return {name: rights for rights, names in NEEDS.items() for name in names}


def test_no_use_case_is_forgotten() -> None:
    found = {key for key, *_ in use_cases()}
    assert found - set(table()) - EVERYBODYS - LOOK_FIRST == set(), "say who may do this"


@pytest.mark.parametrize(
    ("key", "cls", "name", "method"), list(use_cases()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_the_wrong_account_is_refused(
    key: str, cls: type[Any], name: str, method: Callable[..., Any]
) -> None:
    if key in EVERYBODYS | LOOK_FIRST:
        return
    assert {right for right in Right if goes_on(cls, name, method, right)} == table()[key]
