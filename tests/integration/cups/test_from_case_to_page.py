"""From an act at the counter to the page: papers and a certificate, through use cases and a real server."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.papers import PrintState
from app.services.certificate_check import check
from app.services.certificates import Wish
from app.services.press import Press
from app.services.use_cases import UseCases
from data.signing_keys import PublicKeys, open_signer
from data.store import create_store
from data.working_days import CalendarTables
from devices.cups.first_use import FirstUsePrinters
from printing.first_use import FirstUseComposer
from tests import factories as make
from tests.fakes import PlainHash, StillClock
from tests.integration.cups.conftest import Serve
from tests.integration.cups.private_cups import until
from tests.unit.services.conftest import SmallHall, actor_of, furnish

pytestmark = pytest.mark.system("cupsd")

ROOT = Path(__file__).parents[3]
AREA = "632621"


@pytest.fixture
def hall(serve: Serve, tmp_path: Path) -> Iterator[SmallHall]:
    """The small hall with a printer `laser` that its papers find because it is the default."""
    cups = serve()
    cups.add("laser")
    cups.run("lpadmin", "-d", "laser")
    with create_store(tmp_path / "store", 0, changed=lambda changes: None) as store:
        accounts, clock = furnish(store), StillClock()
        printers = FirstUsePrinters({"CUPS_SERVER": cups.address})
        press = Press(printers, {}, lambda hall: open_signer(store.folder, hall))
        composer = FirstUseComposer()
        use = UseCases.over(store, CalendarTables(), clock, PlainHash(), composer, press)
        clerk, reviewer = actor_of(accounts["zhuoma"]), actor_of(accounts["danzeng"])
        yield SmallHall(use, store, clock, composer, [], clerk, reviewer)  # type: ignore[arg-type]  # a real one


def printed(hall: SmallHall) -> bool:
    return not hall.use.print_jobs.round().open


def test_papers_and_certificate_are_printed_once_and_accounted_for(hall: SmallHall) -> None:
    use = hall.use
    accepted = use.intake.accept_new(hall.clerk, hall.application())
    case = accepted.case.id
    use.papers.print_all(hall.clerk, accepted)
    use.review.start(hall.clerk, case)
    use.papers.print_all(hall.clerk, use.review.grant(hall.reviewer, case, "准予", "5年"))
    values = use.certificates.suggestion(case, "proof") | {"content": "情况属实"}
    issued = use.certificates.issue(hall.clerk, Wish(make.new_id(), case, "proof", values, copies=2))
    for one in issued.prints:
        use.certificate_prints.print(hall.clerk, one.id)
    until(lambda: printed(hall), "all pages")
    with hall.store.read() as unit:
        prints = unit.prints.of_case(case)
        ids = [one.id for one in prints] + [one.id for one in issued.prints]
        last = [unit.prints.events(print_id)[-1].state for print_id in ids]
    assert [one.kind for one in prints] == ["材料接收凭证", "受理通知书", "准予行政许可决定书"]
    assert last == [PrintState.PRINTED] * 5
    assert use.integrity.verify().findings == ()
    keys = PublicKeys(AREA, use.signing_keys.all())
    assert check(issued.certificate.code, keys, hall.store).genuine


def test_nothing_of_cups_or_keys_is_loaded_to_open_the_press(tmp_path: Path) -> None:
    program = (
        "import sys, main\n"
        "from types import SimpleNamespace\n"
        "from printing.first_use import FirstUseComposer\n"
        "printers = main._printers(FirstUseComposer())\n"
        f"main._press(SimpleNamespace(folder={str(tmp_path)!r}), {{}}, printers)\n"
        "late = {'devices.cups.printers', 'devices.cups.server', 'http.client', 'cryptography'}\n"
        "sys.exit(' '.join(late & set(sys.modules)) or 0)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
