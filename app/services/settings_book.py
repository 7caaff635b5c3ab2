"""What a hall changes by itself: every number with its bounds and, where the law sets a value, its basis."""

from dataclasses import dataclass, replace
from typing import Any

from app.domain.accounts import AccountRules, Actor, Right
from app.domain.backup import BackupRules
from app.domain.retention import LEAST_LOG_MONTHS, RetentionRules
from app.errors import RuleError
from app.services.journal import Journal

_LEVEL = "GB/T 22239-2019 第二级"
_LOGS = "网络安全法第二十三条"
_HALL = "中心自定"


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


SETTINGS: tuple[Setting, ...] = (
    Setting(AccountRules, "shortest", "密码最短", "位", 8, 64, _LEVEL),
    Setting(AccountRules, "kinds", "密码字符种类", "种", 3, 4, _LEVEL),
    Setting(AccountRules, "change_days", "密码更换周期", "天", 1, 90, _LEVEL),
    Setting(AccountRules, "failures", "输错几次锁定", "次", 1, 5, _LEVEL),
    Setting(AccountRules, "lock_minutes", "锁定时长", "分钟", 5, 1440, _LEVEL),
    Setting(AccountRules, "idle_minutes", "多久不操作锁屏", "分钟", 1, 10, _LEVEL),
    Setting(RetentionRules, "log_months", "审计日志保存", "个月", LEAST_LOG_MONTHS, 1200, _LOGS),
    Setting(RetentionRules, "draft_days", "未提交草稿保存", "天", 1, 365, _HALL),
    Setting(BackupRules, "every_hours", "自动备份间隔", "小时", 0, 168, _LOGS),
    Setting(BackupRules, "keep_count", "至少保留备份", "个", 1, 365, _LOGS),
    Setting(BackupRules, "keep_days", "备份保留", "天", 1, 3650, _LOGS),
)


@dataclass(frozen=True)
class SettingRow:
    """A setting and what is set."""

    setting: Setting
    value: int


class SettingsBook:
    """Reads and changes the hall's numbers; every change stands in the log with its reason."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def rows(self, actor: Actor) -> tuple[SettingRow, ...]:
        """Return every setting.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._journal.store.read() as unit:
            found = {one.subject: unit.rules.get(one.subject) for one in SETTINGS}
        return tuple(SettingRow(one, getattr(found[one.subject], one.name)) for one in SETTINGS)

    def put(self, actor: Actor, name: str, typed: str, reason: str) -> SettingRow:
        """Set a number.

        Args:
            name: the field of one of `SETTINGS`.

        Raises:
            RuleError: `account.right_missing`, `setting.unknown`, `setting.form`, `setting.range`,
                `setting.reason_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        setting = next((one for one in SETTINGS if one.name == name), None)
        if setting is None:
            raise RuleError("setting.unknown", name=name)
        if not reason.strip():
            raise RuleError("setting.reason_missing")
        value = _number(setting, typed)
        with self._journal.store.write() as unit:
            record = unit.rules.get(setting.subject)
            was = getattr(record, name)
            unit.rules.put(replace(record, **{name: value}))
            facts = {"was": str(was), "is": str(value), "reason": reason.strip()}
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
