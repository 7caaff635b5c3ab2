"""A sheet of a certificate that was spoiled: written off for a reason and printed anew."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.services.case_book import CertificateView
from ui.clerk.asked import Asked, AskingDialog
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.pdf_files import LANE
from ui.clerk.questions import WHY
from ui.i18n import tr
from ui.tasks import Task

COPY = "certificate.copy"


class SpoilFlow(QObject):
    """Says `told` with what was done, `stopped` with an error."""

    told = Signal(object)
    stopped = Signal(object)

    def __init__(self, needs: ClerkDependencies, page: QWidget) -> None:
        super().__init__(page)
        self._needs, self._page = needs, page

    def begin(self, view: CertificateView) -> None:
        """Ask which copy is spoiled and why; what never left a printer is not spoiled."""
        copies = [(str(copy), tr("第 {n} 份", n=copy)) for copy in range(1, view.certificate.copies + 1)]
        which = (Asked(COPY, tr("哪一份"), "choice", choices=copies),) if len(copies) > 1 else ()
        dialog = AskingDialog(
            self._needs.look,
            self._page,
            tr("重打证照"),
            tr("{number} 已经打印。原件作废，用纸按作废登记，再打一份。", number=view.certificate.number),
            tr("作废原件并重打"),
            (*which, Asked(WHY, tr("理由"))),
            {COPY: "1"},
            danger=True,
        )
        dialog.accepted.connect(lambda: self._print_again(view, dialog.answers()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _print_again(self, view: CertificateView, said: dict[str, str]) -> None:
        prints, actor, copy = self._needs.use.certificate_prints, self._needs.actor, int(said[COPY])
        of_copy = [one for one in view.prints if one.print.copy == copy]

        def work(_: Task) -> None:
            for one in of_copy:
                if not one.ended:
                    prints.spoil(actor, one.print.id, said[WHY])
            prints.print(actor, prints.again(actor, view.certificate.id, copy).id)

        def done(_: None) -> None:
            self._needs.pump.kick()
            self.told.emit(tr("第 {n} 份已送打印机", n=copy))

        def failed(error: Exception) -> None:
            if not isinstance(error, AppError):
                raise error
            self.stopped.emit(error)

        self._needs.runner.run(LANE, work, name="spoiled sheet", done=done, failed=failed, owner=self._page)
