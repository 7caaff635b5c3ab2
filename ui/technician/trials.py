"""One test for each kind of device: what is done with it, on the lane of its port, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from app.domain.device_records import (
    Bitmap,
    DeviceKind,
    DeviceSettings,
    FingerPrompt,
    PrinterState,
    ShownCall,
)
from app.domain.patience import Patience
from app.errors import DeviceError
from app.ports.devices import (
    Device,
    FingerprintReader,
    IdCardReader,
    QueueDisplay,
    Scanner,
    TicketPrinter,
)
from ui.device_words import card_words, prompt_words
from ui.i18n import Words, tr
from ui.tasks import Task
from ui.technician.dependencies import TrialTimes

TEST_COUNTER, TEST_TICKET = "1", "A000"
_SLICE = 0.2


@dataclass(frozen=True)
class Stage:
    """How far a test is: what to do now, and how much of the waiting is over (0 to 1)."""

    words: Words
    share: float


@dataclass(frozen=True)
class Outcome:
    """What came of a test."""

    words: Words
    well: bool = True


@dataclass(frozen=True)
class Trial:
    """A device under test and what the test may use.

    Attributes:
        device: the device.
        settings: how it is configured, defaults included.
        task: whom to ask whether to go on, and to tell how far it is.
    """

    device: Device
    settings: DeviceSettings
    task: Task
    times: TrialTimes
    typeset: Callable[[str, int, int], Bitmap]
    test_ticket: Callable[[], bytes]

    def run(self) -> Outcome:
        """Test the device.

        Raises:
            DeviceError: what is wrong with it.
            Cancelled: somebody asked to stop.
        """
        outcome = _TRIALS[self.settings.kind](self)
        self.task.check()
        return outcome


class _Waiting(Patience):
    """Patience that tells how much of it is used up."""

    def __init__(self, trial: Trial, words: Words) -> None:
        self._trial, self._words, self._told = trial, words, -1
        super().__init__(lambda: trial.task.cancelled, trial.times.wait)

    def say(self, words: Words) -> None:
        self._words, self._told = words, -1

    def __call__(self) -> bool:
        left = self._until - self._clock()
        step = round(20 * (1 - left / self._seconds))
        if step != self._told:
            self._told = step
            self._trial.task.report(Stage(self._words, min(max(step / 20, 0.0), 1.0)))
        return super().__call__()


def _fingerprint(trial: Trial) -> Outcome:
    reader = cast(FingerprintReader, trial.device)
    waiting = _Waiting(trial, prompt_words(FingerPrompt.PLACE))
    try:
        match = reader.identify(lambda prompt: waiting.say(prompt_words(prompt)), waiting)
    except DeviceError as error:
        if error.code != "fingerprint.unknown_finger":
            raise
        return Outcome(tr("读到了手指，没有登记过。指纹仪正常。"))
    if match is None:
        return _nobody(
            trial, tr("{n} 秒内没有人按手指。指纹仪有应答，请再测一次。", n=round(trial.times.wait))
        )
    return Outcome(tr("读到第 {slot} 号位置的手指。指纹仪正常。", slot=match.slot))


def _display(trial: Trial) -> Outcome:
    display = cast(QueueDisplay, trial.device)
    width, height = (int(trial.settings.options.get(name, "0"), 0) for name in ("width", "height"))
    picture = trial.typeset(TEST_TICKET, width, height) if width and height else None
    display.show(ShownCall(TEST_COUNTER, TEST_TICKET, picture=picture))
    try:
        rounds = max(1, round(trial.times.show / _SLICE))
        for done in range(rounds):
            trial.task.report(Stage(tr("屏上现在应是测试号 {ticket}", ticket=TEST_TICKET), done / rounds))
            trial.task.pause(_SLICE)
    finally:
        display.clear()
    return Outcome(tr("测试号 {ticket} 已显示并清屏。屏上看到的应与图一样。", ticket=TEST_TICKET))


def _id_card(trial: Trial) -> Outcome:
    reader = cast(IdCardReader, trial.device)
    card = reader.read(_Waiting(trial, tr("请把证件平放在阅读器上")))
    if card is None:
        return _nobody(trial, tr("{n} 秒内没有放证件。请准备好后再测一次。", n=round(trial.times.wait)))
    return Outcome(tr("读到一张{card}。内容不显示、不保存。阅读器正常。", card=card_words(card.card_type)))


def _printer(trial: Trial) -> Outcome:
    printer = cast(TicketPrinter, trial.device)
    before = printer.state()
    if before in _NOT_READY:
        return Outcome(_NOT_READY[before](), well=False)
    trial.task.check()
    printer.send(trial.test_ticket())
    if before is PrinterState.UNKNOWN:
        return Outcome(tr("测试小票已送出，打印机不回答状态。请看小票是否与图一样。"), well=False)
    return Outcome(tr("测试小票已送出。请看小票是否与图一样。"))


def _scanner(trial: Trial) -> Outcome:
    scanner = cast(Scanner, trial.device)
    text = scanner.scan(_Waiting(trial, tr("请扫任意一个条码")))
    if text is None:
        return _nobody(trial, tr("{n} 秒内没有扫到条码。请再测一次。", n=round(trial.times.wait)))
    return Outcome(tr("扫到 {n} 个字符。扫码枪正常。", n=len(text)))


def _nobody(trial: Trial, words: Words) -> Outcome:
    trial.task.check()
    return Outcome(words, well=False)


_NOT_READY: dict[PrinterState, Callable[[], Words]] = {
    PrinterState.PAPER_OUT: lambda: tr("打印机缺纸。请装纸后再测。"),
    PrinterState.COVER_OPEN: lambda: tr("打印机上盖没有合好。请合上后再测。"),
    PrinterState.OFFLINE: lambda: tr("打印机处于脱机状态。请按联机键后再测。"),
    PrinterState.ERROR: lambda: tr("打印机报告故障。请关机再开，仍不行请报修。"),
}
_TRIALS: dict[DeviceKind, Callable[[Trial], Outcome]] = {
    DeviceKind.FINGERPRINT: _fingerprint,
    DeviceKind.QUEUE_DISPLAY: _display,
    DeviceKind.ID_CARD_READER: _id_card,
    DeviceKind.TICKET_PRINTER: _printer,
    DeviceKind.SCANNER: _scanner,
}
