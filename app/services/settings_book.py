"""What a hall changes by itself: numbers with their bounds, words on papers, each with its legal basis."""

from dataclasses import dataclass, fields, replace
from typing import Any

from app.domain.accounts import AccountRules, Actor, Right
from app.domain.backup import BackupRules
from app.domain.fees import Payee
from app.domain.retention import LEAST_LOG_MONTHS, RetentionRules
from app.domain.scripts import ScriptRules
from app.domain.text import clean_line
from app.errors import RuleError
from app.ports.store import UnitOfWork
from app.services.journal import Journal

_LEVEL = "GB/T 22239-2019 第二级"
_LOGS = "网络安全法第二十三条"
_HALL = "中心自定"
_NEEDED = "个人信息保护法第十九条"
_SCRIPTS = "民族团结进步促进法第十五条；改动须另有依据"
_TREASURY = "行政许可法第五十九条"
_REMEDY = "行政许可法第三十八条"


@dataclass(frozen=True)
class Setting:
    """One number the hall sets.

    Attributes:
        subject: the record it belongs to.
        name: its field.
        title: what people call it.
        unit: what it counts.
        lowest: the least it may be, by the basis.
        highest: the most.
        basis: the law or standard that bounds it, or that the hall is free.
    """

    subject: type[Any]
    name: str
    title: str
    unit: str
    lowest: int
    highest: int
    basis: str

    def read(self, unit: UnitOfWork) -> str:
        """Return what is set."""
        return str(getattr(unit.rules.get(self.subject), self.name))

    def put(self, unit: UnitOfWork, typed: str) -> str:
        """Set what was typed, and return it.

        Raises:
            RuleError: `setting.form`, `setting.range`.
        """
        value = _number(self, typed)
        unit.rules.put(replace(unit.rules.get(self.subject), **{self.name: value}))
        return str(value)


@dataclass(frozen=True)
class PaperWords:
    """Words of the hall that stand on its papers; empty, the paper says what holds without them.

    Attributes:
        name: its field among `HallFacts`, or among their `payee`.
        title: what people call it.
        empty: what holds while nothing is set.
        basis: why it stands on the paper.
    """

    name: str
    title: str
    empty: str
    basis: str

    def read(self, unit: UnitOfWork) -> str:
        """Return what is set."""
        facts = unit.hall.facts()
        return str(getattr(facts.payee if self.name in _OF_PAYEE else facts, self.name))

    def put(self, unit: UnitOfWork, typed: str) -> str:
        """Set what was typed, and return it.

        Raises:
            RuleError: `text.too_long`, `text.control`, `text.surrogate`.
        """
        value = clean_line(typed, self.title)
        facts = unit.hall.facts()
        if self.name in _OF_PAYEE:
            facts = replace(facts, payee=replace(facts.payee, **{self.name: value}))
        else:
            facts = replace(facts, **{self.name: value})  # type: ignore[arg-type]  # by name
        unit.hall.put_facts(facts)
        return value


@dataclass(frozen=True)
class RuleWords(PaperWords):
    """Words that belong to a rule of the hall.

    Attributes:
        subject: the record they belong to.
    """

    subject: type[Any]

    def read(self, unit: UnitOfWork) -> str:
        """Return what is set."""
        return str(getattr(unit.rules.get(self.subject), self.name))

    def put(self, unit: UnitOfWork, typed: str) -> str:
        """Set what was typed, and return it.

        Raises:
            RuleError: `text.too_long`, `text.control`, `text.surrogate`.
        """
        value = clean_line(typed, self.title)
        unit.rules.put(replace(unit.rules.get(self.subject), **{self.name: value}))
        return value


_OF_PAYEE = frozenset(field.name for field in fields(Payee))

SETTINGS: tuple[Setting | PaperWords, ...] = (
    Setting(AccountRules, "shortest", "密码最短", "位", 8, 64, _LEVEL),
    Setting(AccountRules, "kinds", "密码字符种类", "种", 3, 4, _LEVEL),
    Setting(AccountRules, "change_days", "密码更换周期", "天", 1, 90, _LEVEL),
    Setting(AccountRules, "failures", "输错几次锁定", "次", 1, 5, _LEVEL),
    Setting(AccountRules, "lock_minutes", "锁定时长", "分钟", 5, 1440, _LEVEL),
    Setting(AccountRules, "idle_minutes", "多久不操作锁屏", "分钟", 1, 10, _LEVEL),
    Setting(RetentionRules, "log_months", "审计日志保存", "个月", LEAST_LOG_MONTHS, 1200, _LOGS),
    Setting(RetentionRules, "queue_months", "号票和叫号记录保存", "个月", 1, 120, _NEEDED),
    Setting(RetentionRules, "draft_days", "未提交草稿保存", "天", 1, 365, _HALL),
    Setting(BackupRules, "every_hours", "自动备份间隔", "小时", 0, 168, _LOGS),
    Setting(BackupRules, "keep_count", "至少保留备份", "个", 1, 365, _LOGS),
    Setting(BackupRules, "keep_days", "备份保留", "天", 1, 3650, _LOGS),
    RuleWords("folder", "备份文件夹，如备份盘", "本机数据旁的 backups", _LOGS, BackupRules),
    Setting(ScriptRules, "tibetan_first", "文字顺序（0 汉文在前，1 藏文在前）", "", 0, 1, _SCRIPTS),
    Setting(ScriptRules, "tibetan_digits", "屏幕上藏文日期的数字（0 用 1–9，1 用 ༡–༩）", "", 0, 1, _HALL),
    RuleWords("readers", "译文审读人的用户名，用空格分开", "导办都可以审读", _HALL, ScriptRules),
    PaperWords("bank", "缴款通知的收款银行", "窗口缴款", _TREASURY),
    PaperWords("account", "缴款通知的收款账号", "窗口缴款", _TREASURY),
    PaperWords("review_organ", "决定书写的复议机关", "按大厅所在地", _REMEDY),
    PaperWords("court", "决定书写的法院", "按大厅所在地", _REMEDY),
)


@dataclass(frozen=True)
class SettingRow:
    """A setting and what is set."""

    setting: Setting | PaperWords
    value: str


class SettingsBook:
    """Reads and changes the hall's settings; every change stands in the log with its reason."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def rows(self, actor: Actor) -> tuple[SettingRow, ...]:
        """Return every setting.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._journal.store.read() as unit:
            return tuple(SettingRow(one, one.read(unit)) for one in SETTINGS)

    def put(self, actor: Actor, name: str, typed: str, reason: str) -> SettingRow:
        """Set a number or words.

        Args:
            name: the field of one of `SETTINGS`.

        Raises:
            RuleError: `account.right_missing`, `setting.unknown`, `setting.form`, `setting.range`,
                `setting.reason_missing`, `text.too_long`, `text.control`, `text.surrogate`.
        """
        actor.require(Right.ADMINISTRATOR)
        setting = next((one for one in SETTINGS if one.name == name), None)
        if setting is None:
            raise RuleError("setting.unknown", name=name)
        if not reason.strip():
            raise RuleError("setting.reason_missing")
        with self._journal.store.write() as unit:
            was, value = setting.read(unit), setting.put(unit, typed)
            facts = {"was": was, "is": value, "reason": reason.strip()}
            unit.audit.append(
                self._journal.moment().at, actor.name, "setting.put", setting.title, "ok", facts
            )
            unit.commit()
        return SettingRow(setting, value)


def _number(setting: Setting, typed: str) -> int:
    try:
        value = int(typed.strip())
    except ValueError:
        raise RuleError("setting.form", title=setting.title) from None
    if not setting.lowest <= value <= setting.highest:
        raise RuleError(
            "setting.range",
            title=setting.title,
            lowest=setting.lowest,
            highest=setting.highest,
            basis=setting.basis,
        )
    return value
