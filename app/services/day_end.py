"""The check at a day's end: cases, papers, tickets, outbox, log, backup, fingers, what is old."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.accounts import Actor, Right
from app.domain.attendance_sheet import MonthTable
from app.domain.audit_chain import first_break
from app.domain.dates import chinese_date, chinese_moment
from app.domain.fingers import of_left
from app.domain.lifecycle import FINISHED
from app.domain.papers import HallFacts
from app.domain.retention import RetentionRules, queue_limit
from app.ports.queue import HallQueue
from app.services.backups import Backups
from app.services.journal import Journal

DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayEndLine:
    """One thing that was looked at: what, what was found, and whether it is in order."""

    subject: str
    found: str
    well: bool


@dataclass(frozen=True)
class DayEnd:
    """The summary of a day."""

    day: date
    at: datetime
    person: str
    lines: tuple[DayEndLine, ...]

    @property
    def well(self) -> bool:
        """Whether everything is in order."""
        return all(line.well for line in self.lines)


def day_end_sheet(summary: DayEnd, hall: HallFacts) -> MonthTable:
    """Return the summary as one sheet to sign."""
    rows = tuple((line.subject, line.found, "妥当" if line.well else "未完") for line in summary.lines)
    told = f"检查时间：{chinese_moment(summary.at)}；检查人：{summary.person}"
    title = f"{chinese_date(summary.day)}日终检查表"
    return MonthTable(title, hall.name, ("检查项目", "检查情况", "结论"), rows, told, "", hall.demo)


class DayEndCheck:
    """Looks at everything once before the hall closes."""

    def __init__(self, journal: Journal, queue: HallQueue, backups: Backups) -> None:
        self._journal = journal
        self._queue = queue
        self._backups = backups

    def run(self, actor: Actor) -> DayEnd:
        """Look, and record that somebody did.

        Raises:
            RuleError: `account.right_missing`.
            StorageError: `backup.folder_missing`.
        """
        actor.require_any(Right.SUPERVISOR, Right.ADMINISTRATOR)
        now = self._journal.moment()
        lines = (
            self._cases(now.today),
            self._papers(),
            self._tickets(now.today),
            self._outbox(),
            self._log(),
            self._backup(now.at),
            self._fingers(),
            self._retention(now.today),
        )
        made = DayEnd(now.today, now.at, actor.name, lines)
        with self._journal.store.write() as unit:
            facts = {line.subject: line.found for line in lines}
            unit.audit.append(
                now.at, actor.name, "day.end", str(now.today), "ok" if made.well else "open", facts
            )
            unit.commit()
        return made

    def _cases(self, today: date) -> DayEndLine:
        with self._journal.store.read() as unit:
            rows = [row for case in unit.cases.ids() if (row := unit.cases.row(case)) is not None]
        opened = sum(row.opened_on == today for row in rows)
        late = sum(row.due is not None and row.due <= today and row.state not in FINISHED for row in rows)
        forked = sum(row.forked for row in rows)
        found = f"今天收件 {opened} 件，今天到期或已超期未办 {late} 件，待选定分支 {forked} 件"
        return DayEndLine("办件", found, not late and not forked)

    def _papers(self) -> DayEndLine:
        with self._journal.store.read() as unit:
            waiting = len(unit.print_jobs.open())
        return DayEndLine("文书", f"没有打完的文书 {waiting} 份", not waiting)

    def _tickets(self, today: date) -> DayEndLine:
        turns = self._queue.turns(today, today)
        left = sum(turn.ended_at is None for turn in turns)
        return DayEndLine("号票", f"今天取号 {len(turns)} 张，没有办完 {left} 张", not left)

    def _outbox(self) -> DayEndLine:
        with self._journal.store.read() as unit:
            standing = unit.sync.standing()
        if standing.connection is None:
            return DayEndLine("上传", f"本机没有接入中心，{standing.last} 条记录都在本机", well=True)
        found = f"待上传 {standing.waiting} 条，被中心退回 {standing.parked} 条"
        return DayEndLine("上传", found, not standing.waiting and not standing.parked)

    def _log(self) -> DayEndLine:
        with self._journal.store.read() as unit:
            broken = first_break(unit.audit.entries())
        return DayEndLine(
            "审计日志", "链条完整" if broken is None else f"在第 {broken.sequence} 条断开", broken is None
        )

    def _fingers(self) -> DayEndLine:
        with self._journal.store.read() as unit:
            left = of_left(unit.fingers.everywhere(), unit.accounts.all())
        if not left:
            return DayEndLine("指纹", "停用账户的指纹都已删除", well=True)
        sensors = "、".join(dict.fromkeys(one.device for one in left))
        found = f"停用账户的指纹还有 {len(left)} 人没有删除，在：{sensors}。接好指纹仪就自动删除"
        return DayEndLine("指纹", found, well=False)

    def _retention(self, today: date) -> DayEndLine:
        with self._journal.store.read() as unit:
            rules = unit.rules.get(RetentionRules)
            past = unit.past_queue.tickets(queue_limit(rules, today))
        if not past.count:
            return DayEndLine("保存期限", f"本机没有满 {rules.queue_months} 个月的号票", well=True)
        found = f"本机有满 {rules.queue_months} 个月的号票 {past.count} 张，请系统管理员在设置里清理"
        return DayEndLine("保存期限", found, well=False)

    def _backup(self, now: datetime) -> DayEndLine:
        newest = self._backups.newest()
        fresh = newest is not None and now - newest <= DAY
        words = (
            "还没有备份" if newest is None else f"最近一次在 {(now - newest) // timedelta(hours=1)} 小时前"
        )
        return DayEndLine("备份", words, fresh)
