"""The bench: tests a device with the settings as they stand on the page, saved or not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.device_records import DeviceSettings
from app.errors import AppError
from app.ports.devices import DeviceRoom
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.tasks import Task
from ui.technician.dependencies import TechnicianDependencies
from ui.technician.trial_card import TrialCard
from ui.technician.trials import Outcome, Stage, Trial


class TrialBench(QObject):
    """Runs one test at a time, shows it on its card, and says `ended` after it."""

    ended = Signal()

    def __init__(self, needs: TechnicianDependencies, card: TrialCard) -> None:
        super().__init__(card)
        self._needs, self._card = needs, card
        self._task: Task | None = None
        self._preparing = False
        card.stopped.connect(self.stop)

    def test(self, devices: Sequence[DeviceSettings], chosen: DeviceSettings) -> None:
        """Use these devices and test one of them, unless a test runs."""
        if self._task is None and not self._preparing:
            self._preparing = True
            self._card.show_stage(Stage(tr("正在准备测试…"), 0.0))
            self.use(devices, partial(self._begin, chosen))

    def stop(self) -> None:
        """Stop the test that runs."""
        if self._task is not None:
            self._task.cancel()
            self._card.show_outcome(Outcome(tr("测试已停止。"), well=False))
        self._task, self._preparing = None, False

    def use(self, devices: Sequence[DeviceSettings], then: Callable[[], None]) -> None:
        """See that these devices are the ones in use."""
        if tuple(devices) == self._needs.desk.settings:
            then()
        else:
            self._needs.desk.reopen(devices, then)

    def _begin(self, chosen: DeviceSettings) -> None:
        if not self._preparing:
            return  # stopped meanwhile
        needs, self._preparing = self._needs, False
        defaults = {o.name: o.default for m in needs.models if m.model == chosen.model for o in m.options}
        told = replace(chosen, options=defaults | dict(chosen.options))

        def work(task: Task, room: DeviceRoom) -> Outcome:
            try:
                device = room.device(chosen.name)
                return Trial(device, told, task, needs.times, needs.typeset, needs.test_ticket).run()
            finally:
                room.health(chosen.name)

        self._task = needs.desk.run(
            chosen.name,
            work,
            title="test device",
            done=self._tested,
            failed=self._failed,
            progress=self._card.show_stage,
            owner=self,
        )

    def _tested(self, outcome: Outcome) -> None:
        self._task = None
        self._card.show_outcome(outcome)
        self._end()

    def _failed(self, error: Exception) -> None:
        self._task = None
        self._card.show_problem(explain_any(error))
        self._end()
        if not isinstance(error, AppError):
            raise error

    def _end(self) -> None:
        self._needs.desk.look()  # the test asked the device how it is
        self.ended.emit()
