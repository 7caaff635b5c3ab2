"""Certificates from a granted case to the void list: numbers, blanks, copies, codes and what adds up."""

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.commands.certificate import as_json, as_text, code_of
from app.domain.accounts import Right
from app.domain.certificate_accounts import Fault, account_for
from app.domain.certificate_codes import MARK
from app.domain.certificates import PrintWay
from app.domain.details import CertificateReady, StepKind
from app.domain.papers import PrintState
from app.domain.printer_fit import PrinterFit
from app.errors import RuleError, StorageError
from app.services.blank_stock import Batch, BlankStock
from app.services.certificate_check import Check, Finding, check
from app.services.certificate_prints import CertificatePrints
from app.services.certificate_templates import CertificateTemplates
from app.services.certificates import Certificates, Issued, Wish
from app.services.journal import Journal
from app.services.signing_keys import SigningKeys
from data.signing_keys import (
    KEY_FILE,
    PublicKeys,
    StationSigner,
    open_signer,
    read_key_list,
    replace_key,
    write_key_list,
)
from data.working_days import CalendarTables
from printing.certificates.composer import CertificateSheets
from printing.typesetting.fonts import Fonts
from tests import factories as make
from tests.unit.services.conftest import SmallHall
from tests.unit.services.test_review import ROADS, walked

HALL = "632621"
BLANK = "食品经营许可证（正、副本）"
SHEETS = CertificateSheets(Fonts())


@dataclass
class Desk:
    """The services of certificates over the small hall."""

    hall: SmallHall
    signer: StationSigner
    templates: CertificateTemplates
    stock: BlankStock
    certificates: Certificates
    prints: CertificatePrints
    keys: SigningKeys

    def granted(self) -> UUID:
        road = next(road for road in ROADS.values() if road and road[-1] is StepKind.GRANTED)
        return walked(self.hall, road)

    def wish(self, case_id: UUID, **changes: object) -> Wish:
        values = {
            **self.certificates.suggestion(case_id, "food"),
            "business": "餐饮服务经营者",
            "items": "热食类食品制售",
            "licence": "JY26326210000371",
            "signer": "旦正才让",
            "valid_until": "2031-09-14",
        }
        return replace(Wish(make.new_id(), case_id, "food", values), **changes)  # type: ignore[arg-type]  # any field

    def issue(self, **changes: object) -> Issued:
        return self.certificates.issue(self.hall.clerk, self.wish(self.granted(), **changes))

    def receive(self, first: str = "No00101", last: str = "No00104") -> None:
        self.stock.receive(self.hall.clerk, Batch(BLANK, first, last))

    def public(self) -> PublicKeys:
        return PublicKeys(HALL, self.keys.all())

    def faults(self) -> list[Fault]:
        with self.hall.store.read() as unit:
            kept = unit.certificates
            return [one.fault for one in account_for(kept.all(), kept.all_prints(), kept.voids())]


@pytest.fixture
def desk(hall: SmallHall, tmp_path: Path) -> Desk:
    journal = Journal(hall.store, CalendarTables(), hall.clock)
    signer = open_signer(tmp_path, HALL)
    templates = CertificateTemplates(journal, SHEETS)
    keys = SigningKeys(journal)
    keys.register(signer.key_id, signer.hall, signer.public)
    certificates = Certificates(journal, hall.use.accounts, SHEETS, templates, signer)
    prints = hall.use.certificate_prints
    return Desk(hall, signer, templates, BlankStock(journal), certificates, prints, keys)


def test_a_certificate_has_number_code_and_a_queued_print_of_each_copy(desk: Desk) -> None:
    issued = desk.issue(copies=2)
    one = issued.certificate
    assert one.number == "玛市监食证〔2026〕1号"
    assert (one.organ, one.holder) == ("玛沁县市场监督管理局", "才让多杰")
    assert [(each.copy, each.nth, each.serial) for each in issued.prints] == [(1, 1, ""), (2, 1, "")]
    assert desk.faults() == []
    composed = desk.prints.composed(issued.prints[1].id)
    assert composed.pdf.startswith(b"%PDF")
    assert (composed.template.width, composed.record.copy) == (297, 2)
    assert desk.issue().certificate.number == "玛市监食证〔2026〕2号"


def test_records_reach_the_outbox_and_only_through_it(desk: Desk) -> None:
    desk.receive()
    issued = desk.issue(way=PrintWay.OVER_PRINT)
    desk.prints.spoil(desk.hall.clerk, issued.prints[0].id, "卡纸")
    desk.certificates.void(desk.hall.reviewer, issued.certificate.id, "名称有误")
    with desk.hall.store.read() as unit:
        sent = {row.kind for row in unit.outbox.rows()}
        records = {(row.kind, row.record_id) for row in unit.outbox.records()}
        rows = {(row.kind, row.record_id) for row in unit.outbox.rows()}
    kinds = {"certificate", "certificate_print", "certificate_void", "blank_receipt", "blank_spoiled"}
    assert {*kinds, "signing_key"} <= sent
    assert records == rows


def test_verify_counts_a_certificates_number_and_names_one_without_its_print(desk: Desk) -> None:
    issued = desk.issue()
    desk.hall.happen(issued.prints[0].id, PrintState.PRINTED)
    assert desk.hall.unsound() == []
    desk.prints.spoil(desk.hall.clerk, issued.prints[0].id, "卡纸")
    assert desk.hall.unsound() == ["certificates"]


@pytest.mark.parametrize("kind", [StepKind.ACCEPTED, StepKind.DENIED])
def test_without_a_grant_there_is_no_certificate(desk: Desk, kind: StepKind) -> None:
    road = next(road for road in ROADS.values() if road and road[-1] is kind)
    with pytest.raises(RuleError, match="not_granted"):
        desk.certificates.issue(desk.hall.clerk, desk.wish(walked(desk.hall, road)))


def test_what_cannot_be_printed_takes_no_number(desk: Desk) -> None:
    wish = desk.wish(desk.granted())
    for changed, code in (
        ({"holder": "才让\ue123"}, "missing_characters"),
        ({"holder": ""}, "value_missing"),
        ({"items": "热食。" * 660}, "too_long"),
    ):
        with pytest.raises(RuleError, match=code):
            desk.certificates.issue(desk.hall.clerk, replace(wish, values={**wish.values, **changed}))
    with desk.hall.store.read() as unit:
        assert not [row for row in unit.numbers.issued() if row.series.startswith("certificate/")]
        assert list(unit.certificates.all()) == []


def test_one_wish_is_one_certificate_and_a_case_has_one_of_a_kind(desk: Desk) -> None:
    wish = desk.wish(desk.granted())
    first = desk.certificates.issue(desk.hall.clerk, wish).certificate
    with pytest.raises(RuleError, match=r"record\.exists"):
        desk.certificates.issue(desk.hall.clerk, wish)
    other = replace(wish, id=make.new_id())
    with pytest.raises(RuleError, match="issued_already"):
        desk.certificates.issue(desk.hall.clerk, other)
    desk.certificates.void(desk.hall.reviewer, first.id, "经营场所写错")
    again = desk.certificates.issue(desk.hall.clerk, other).certificate
    assert again.number != first.number
    assert desk.faults() == []


def test_a_blank_bears_one_print_and_a_spoiled_one_is_replaced(desk: Desk) -> None:
    desk.receive()
    issued = desk.issue(way=PrintWay.OVER_PRINT, copies=2, serials=("No00103",))
    assert [one.serial for one in issued.prints] == ["No00103", "No00101"]
    with pytest.raises(RuleError, match="printed_already"):
        desk.prints.again(desk.hall.clerk, issued.certificate.id, 2)
    desk.hall.happen(issued.prints[1].id, PrintState.PRINTED)
    desk.prints.spoil(desk.hall.clerk, issued.prints[1].id, "墨迹未干弄脏")
    assert desk.faults() == [Fault.UNPRINTED]
    again = desk.prints.again(desk.hall.clerk, issued.certificate.id, 2)
    assert (again.serial, again.nth) == ("No00102", 2)
    assert desk.faults() == []
    stock = desk.stock.stock(BLANK)
    assert (stock.received, stock.printed, stock.spoiled, stock.free, stock.next) == (4, 2, 1, 1, "No00104")
    with pytest.raises(RuleError, match="print_ended"):
        desk.prints.spoil(desk.hall.clerk, issued.prints[1].id, "再作废")


def test_a_print_cancelled_in_time_gives_its_blank_back_and_a_late_one_does_not(desk: Desk) -> None:
    desk.receive()
    one = desk.issue(way=PrintWay.OVER_PRINT).prints[0]
    desk.hall.happen(one.id, PrintState.CANCELLED)
    assert desk.stock.stock(BLANK).next == "No00101"
    again = desk.prints.again(desk.hall.clerk, one.certificate_id, 1)
    assert again.serial == "No00101"
    desk.hall.happen(again.id, PrintState.SENT)
    desk.hall.happen(again.id, PrintState.CANCELLED)
    assert desk.stock.stock(BLANK).next == "No00102"
    desk.prints.spoil(desk.hall.clerk, again.id, "半张已经印上")
    assert desk.stock.stock(BLANK).spoiled == 1


def test_a_failed_print_may_be_sent_again_and_keeps_its_blank(desk: Desk) -> None:
    desk.receive()
    one = desk.issue(way=PrintWay.OVER_PRINT).prints[0]
    desk.hall.happen(one.id, PrintState.FAILED)
    assert desk.stock.stock(BLANK).next == "No00102"
    assert desk.faults() == [Fault.UNPRINTED]
    with pytest.raises(RuleError, match="printed_already"):
        desk.prints.again(desk.hall.clerk, one.certificate_id, 1)
    for state in (PrintState.QUEUED, PrintState.SENT, PrintState.PRINTED):
        desk.hall.happen(one.id, state)
    assert desk.faults() == []


def test_blanks_run_out_in_words_and_leave_no_number_behind(desk: Desk) -> None:
    desk.receive("A1", "A2")
    desk.stock.spoil(desk.hall.clerk, BLANK, "A1", "受潮")
    with pytest.raises(RuleError) as told:
        desk.issue(way=PrintWay.OVER_PRINT, copies=2)
    assert (told.value.code, told.value.facts["left"]) == ("blanks.none_left", 1)
    for serials in (("A1",), ("B7",)):
        with pytest.raises(RuleError, match="not_in_stock"):
            desk.issue(way=PrintWay.OVER_PRINT, serials=serials)
    assert desk.issue(way=PrintWay.OVER_PRINT).certificate.number.endswith("〕1号")


@pytest.mark.parametrize(
    ("first", "last"), [("A10", "A9"), ("A10", "B11"), ("A1", "A10"), ("A", "A"), ("A1", "A2x"), ("1", "²")]
)
def test_a_range_of_blanks_that_is_none_is_refused(desk: Desk, first: str, last: str) -> None:
    with pytest.raises(RuleError, match=r"blanks\.range"):
        desk.stock.receive(desk.hall.clerk, Batch(BLANK, first, last))


def test_blanks_are_received_once(desk: Desk) -> None:
    desk.receive("No00101", "No00104")
    with pytest.raises(RuleError) as told:
        desk.receive("No00104", "No00110")
    assert told.value.facts["serial"] == "No00104"
    desk.receive("No00105", "No00105")
    assert desk.stock.stock(BLANK).free == 5


def test_a_real_hall_prints_over_blanks_only_where_the_boxes_were_proved(desk: Desk) -> None:
    desk.receive()
    with desk.hall.store.write() as unit:
        unit.hall.put_facts(make.hall(demo=False))
        unit.commit()
    wish = desk.wish(desk.granted(), way=PrintWay.OVER_PRINT)
    with pytest.raises(RuleError, match="not_calibrated"):
        desk.certificates.issue(desk.hall.clerk, wish)
    food = next(template for template in desk.templates.all() if template.key == "food")
    administrator = make.actor(Right.ADMINISTRATOR)
    with pytest.raises(RuleError, match="right_missing"):
        desk.templates.put(desk.hall.clerk, food)
    desk.templates.put(administrator, replace(food, calibrated=True))
    assert desk.certificates.issue(desk.hall.clerk, wish).prints[0].serial == "No00101"


def test_a_template_without_blank_is_printed_on_plain_paper(desk: Desk) -> None:
    wish = Wish(make.new_id(), desk.granted(), "proof", {}, way=PrintWay.OVER_PRINT)
    values = {**desk.certificates.suggestion(wish.case_id, "proof"), "content": "情况属实。"}
    with pytest.raises(RuleError, match="blank_none"):
        desk.certificates.issue(desk.hall.clerk, replace(wish, values=values))
    with pytest.raises(RuleError, match="kind_unknown"):
        desk.certificates.issue(desk.hall.clerk, replace(wish, kind="passport"))
    with pytest.raises(RuleError, match=r"certificate\.copies"):
        desk.certificates.issue(desk.hall.clerk, replace(wish, values=values, copies=21))


def test_a_void_is_a_reviewers_word_with_a_reason_and_ends_everything(desk: Desk) -> None:
    one = desk.issue().certificate
    with pytest.raises(RuleError, match="right_missing"):
        desk.certificates.void(make.actor(Right.CLERK), one.id, "写错")
    with pytest.raises(RuleError, match="reason_missing"):
        desk.certificates.void(desk.hall.reviewer, one.id, " ")
    desk.certificates.void(desk.hall.reviewer, one.id, "写错")
    for act in (
        lambda: desk.certificates.void(desk.hall.reviewer, one.id, "再一次"),
        lambda: desk.prints.again(desk.hall.clerk, one.id, 1),
    ):
        with pytest.raises(RuleError, match=r"certificate\.voided"):
            act()


def making(desk: Desk) -> UUID:
    case_id = desk.granted()
    desk.hall.use.review.begin_certificate(desk.hall.clerk, case_id)
    return case_id


def test_issued_and_ready_are_one_unit_of_work(desk: Desk) -> None:
    case_id = making(desk)
    with desk.hall.store.read() as unit:
        begun = unit.cases.steps(case_id)[-1]
    with pytest.raises(RuleError, match="changed_meanwhile"):
        desk.certificates.issue_ready(desk.hall.clerk, desk.wish(case_id), begun.follows)
    with desk.hall.store.read() as unit:
        assert unit.certificates.of_case(case_id) == ()
    desk.hall.changes.clear()
    issued, outcome = desk.certificates.issue_ready(desk.hall.clerk, desk.wish(case_id), begun.id)
    assert outcome.step.detail == CertificateReady(issued.certificate.number)
    assert issued.certificate.number == "玛市监食证〔2026〕1号"
    assert len(desk.hall.changes) == 1


def test_a_certificate_is_replaced_in_one_act_and_its_blank_accounted_for(desk: Desk) -> None:
    desk.receive()
    case_id = making(desk)
    old, _ = desk.certificates.issue_ready(desk.hall.clerk, desk.wish(case_id, way=PrintWay.OVER_PRINT))
    wish = desk.wish(case_id, way=PrintWay.OVER_PRINT, instead_of=old.certificate.id)
    with pytest.raises(RuleError, match="issued_already"):
        desk.certificates.issue(desk.hall.clerk, wish)
    with pytest.raises(RuleError, match="reason_missing"):
        desk.certificates.reissue(desk.hall.clerk, wish, desk.hall.approver(" "))
    desk.hall.changes.clear()
    new = desk.certificates.reissue(desk.hall.clerk, wish, desk.hall.approver("名称登记有误"))
    assert (new.certificate.number, new.prints[0].serial) == ("玛市监食证〔2026〕2号", "No00102")
    assert sum("certificate" in change.kinds for change in desk.hall.changes) == 1
    stock = desk.stock.stock(BLANK)
    assert (stock.printed, stock.spoiled, stock.next) == (1, 1, "No00103")
    with desk.hall.store.read() as unit:
        void = unit.certificates.void_of(old.certificate.id)
        tip = unit.cases.steps(case_id)[-1]
    assert void is not None
    assert (void.reason, void.actor_name) == ("名称登记有误", "shenpi（演示）")
    assert tip.detail == CertificateReady(new.certificate.number)
    assert desk.faults() == []
    with pytest.raises(RuleError, match="issued_already"):
        desk.certificates.reissue(desk.hall.clerk, replace(wish, id=make.new_id()), desk.hall.approver())


def test_a_printer_measured_moves_what_it_prints(desk: Desk) -> None:
    desk.issue()
    assert desk.templates.fit("A4").dx == 0
    fit = desk.templates.measured(desk.hall.clerk, "A4", (297, 210), (20.5, 19.8), (277.5, 189.8))
    assert (fit.dx, fit.dy, desk.templates.fit("A4")) == (-5, 2, fit)
    assert desk.templates.ruler("A4", 297, 210).startswith(b"%PDF")
    with pytest.raises(RuleError, match="too_far"):
        desk.templates.put_fit(desk.hall.clerk, PrinterFit("A4", dx=999))


def test_a_preview_is_a_specimen_and_its_code_no_code(desk: Desk) -> None:
    pdf = desk.certificates.preview(desk.hall.clerk, desk.wish(desk.granted()))
    assert pdf.startswith(b"%PDF")
    with desk.hall.store.read() as unit:
        assert list(unit.certificates.all()) == []


def test_a_genuine_code_is_accepted_and_says_what_was_checked(desk: Desk) -> None:
    one = desk.issue().certificate
    signature_only = check(one.code, desk.public(), None)
    assert signature_only.passed == (Check.FORM, Check.HALL, Check.SIGNATURE)
    assert "只核对了签名" in as_text(signature_only)
    whole = check(one.code, desk.public(), desk.hall.store)
    assert whole.passed == tuple(Check)
    assert one.number in as_text(whole)
    assert '"void_list": true' in as_json(whole)
    assert whole.content is not None
    assert whole.content.holder == "才**杰"


def test_a_code_holds_no_id_number_and_no_full_name(desk: Desk) -> None:
    one = desk.issue().certificate
    finding = check(one.code, desk.public(), None)
    assert "632621199003074510" not in repr(finding.content)
    assert "才让多杰" not in repr(finding.content)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_byte_changed_is_refused(desk: Desk, data: st.DataObject) -> None:
    code, keys = kept_code(desk)
    raw = bytearray(code.encode())
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != raw[place]))
    finding = check(raw.decode("latin-1"), keys, None)
    assert not finding.genuine
    assert Check.SIGNATURE not in finding.passed


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_bytes_cut_out_or_put_in_are_refused(desk: Desk, data: st.DataObject) -> None:
    code, keys = kept_code(desk)
    start = data.draw(st.integers(0, len(code)))
    end = data.draw(st.integers(start, len(code)))
    changed = code[:start] + data.draw(st.text(max_size=4)) + code[end:]
    assert check(changed, keys, None).genuine is (changed == code)


def kept_code(desk: Desk) -> tuple[str, PublicKeys]:
    """Return the code of the one certificate of a test, issued when it is first asked for."""
    with desk.hall.store.read() as unit:
        known = list(unit.certificates.all())
    return (known[0] if known else desk.issue().certificate).code, desk.public()


def test_a_code_of_another_hall_is_refused(desk: Desk, tmp_path: Path) -> None:
    code = desk.issue().certificate.code
    elsewhere = PublicKeys("632626", desk.keys.all())
    assert refused(check(code, elsewhere, None)) == "certificate.other_hall"
    other = tmp_path / "other"
    other.mkdir()
    stranger = open_signer(other, HALL)
    assert stranger.key_id != desk.signer.key_id
    journal = Journal(desk.hall.store, CalendarTables(), desk.hall.clock)
    forged = Certificates(journal, desk.hall.use.accounts, SHEETS, desk.templates, stranger)
    false = forged.issue(desk.hall.clerk, desk.wish(desk.granted())).certificate
    assert refused(check(false.code, desk.public(), desk.hall.store)) == "certificate.key_unknown"


def test_a_voided_one_is_refused_with_the_store_only(desk: Desk) -> None:
    one = desk.issue().certificate
    desk.certificates.void(desk.hall.reviewer, one.id, "经营场所写错")
    assert check(one.code, desk.public(), None).genuine
    finding = check(one.code, desk.public(), desk.hall.store)
    assert refused(finding) == "certificate.voided"
    assert "经营场所写错" in as_text(finding)
    assert '"ok": false' in as_json(finding)


def test_a_signed_code_that_differs_from_the_register_is_refused(desk: Desk) -> None:
    one = desk.issue().certificate
    with desk.hall.store.write() as unit:
        unit.certificates.add(replace(one, id=make.new_id(), number="玛市监食证〔2026〕77号"))
        unit.commit()
    other = desk.issue().certificate
    with desk.hall.store.write() as unit:
        unit.certificates.add(replace(other, id=make.new_id(), code=one.code))
        unit.commit()
    assert refused(check(other.code, desk.public(), desk.hall.store)) == "certificate.differs"
    assert Fault.NUMBER_TWICE in desk.faults()


def test_a_replaced_key_still_verifies_and_a_stolen_one_does_not(desk: Desk, tmp_path: Path) -> None:
    code = desk.issue().certificate.code
    newer = replace_key(tmp_path, HALL)
    desk.keys.register(newer.key_id, newer.hall, newer.public)
    desk.keys.register(newer.key_id, newer.hall, newer.public)
    former, current = sorted(desk.keys.all(), key=lambda key: key.replaced_at is None)
    assert (former.key_id, current.key_id) == (desk.signer.key_id, newer.key_id)
    assert check(code, desk.public(), None).genuine
    with pytest.raises(RuleError, match="right_missing"):
        desk.keys.withdraw(desk.hall.clerk, former.key_id, "电脑失窃")
    administrator = make.actor(Right.ADMINISTRATOR)
    desk.keys.withdraw(administrator, former.key_id, "电脑失窃")
    finding = check(code, desk.public(), None)
    assert refused(finding) == "certificate.key_withdrawn"
    assert "电脑失窃" in as_text(finding)
    with pytest.raises(RuleError, match="key_withdrawn"):
        desk.keys.withdraw(administrator, former.key_id, "再一次")
    with pytest.raises(RuleError, match="key_unknown"):
        desk.keys.withdraw(administrator, "ABCDEFGH", "没有")


def test_the_private_key_stays_in_a_file_of_its_owner(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / KEY_FILE
    assert path.stat().st_mode & 0o077 == 0
    assert open_signer(tmp_path, HALL).key_id == desk.signer.key_id
    with desk.hall.store.read() as unit:
        kept = "".join(repr(row) for row in unit.outbox.rows())
    secret = path.read_text().splitlines()[1]
    assert secret not in kept
    path.write_text("nothing")
    with pytest.raises(StorageError, match=r"signing_key\.broken"):
        open_signer(tmp_path, HALL)


def test_a_list_of_public_keys_is_enough_to_check(desk: Desk, tmp_path: Path) -> None:
    code = desk.issue().certificate.code
    path = tmp_path / "keys.json"
    write_key_list(path, HALL, desk.keys.all())
    assert "PRIVATE" not in path.read_text()
    assert check(code, read_key_list(path), None).genuine
    for broken in ("", "[]", '{"hall": "632621", "keys": [{}]}'):
        path.write_text(broken)
        with pytest.raises(StorageError, match=r"signing_key\.list"):
            read_key_list(path)


def test_a_code_is_given_itself_or_as_a_file(desk: Desk, tmp_path: Path) -> None:
    code = desk.issue().certificate.code
    path = tmp_path / "code.txt"
    path.write_text(f"\ufeff{code}\r\n", encoding="utf-8")
    assert code.startswith(MARK)
    assert code_of(code) == code_of(str(path)) == code
    path.write_bytes(b"\xff\xfe")
    for missing in (str(path), str(tmp_path / "none.txt")):
        with pytest.raises(RuleError, match=r"certificate\.file"):
            code_of(missing)


def refused(finding: Finding) -> str:
    assert finding.problem is not None
    return finding.problem.code
