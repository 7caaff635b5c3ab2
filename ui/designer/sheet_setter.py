"""Sets a sheet on the lane of composing soon after each change; of many changes in a row only the last."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.images import PageImage
from app.services.template_designs import Design, TemplateDesigns
from ui.tasks import Task, TaskRunner

LANE = "compose"
SOON_MS = 120
"""After the last change the sheet is set anew; until then the former setting stands pale."""


class SheetSetter(QObject):
    """Says `ready` with the picture of the design that stands now, `refused` with why one cannot be set.

    It belongs to its page by Qt alone: callbacks would make a cycle, which any thread may collect.
    """

    ready = Signal(object)
    refused = Signal(object)

    def __init__(self, runner: TaskRunner, designs: TemplateDesigns, page: QObject) -> None:
        super().__init__(page)
        self._runner, self._designs = runner, designs
        self._wanted: Design | None = None
        self._setting: Task | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._set)

    @property
    def idle(self) -> bool:
        """Whether what stands now has been set."""
        return self._setting is None and not self._soon.isActive()

    def change(self, design: Design) -> None:
        """Have a design set soon; one that states no values yet waits for the next."""
        self._wanted = design
        self._soon.start()

    def _set(self) -> None:
        design, designs = self._wanted, self._designs
        if self._setting is not None or design is None or not design.values:
            return

        def done(picture: PageImage) -> None:
            if self._is_wanted(design):
                self.ready.emit(picture)

        def failed(error: Exception) -> None:
            self._is_wanted(design)
            self.refused.emit(error)

        self._setting = self._runner.run(
            LANE,
            lambda _: designs.picture(design),
            name="set sheet",
            done=done,
            failed=failed,
            owner=self,
        )

    def _is_wanted(self, design: Design) -> bool:
        """End a setting; tell whether it is of what stands now, and have that set otherwise."""
        self._setting = None
        same = design == self._wanted
        if not same:
            self._soon.start()
        return same
