"""The page of backups by keyboard: made, listed, broken off, and put where the hall wants them."""

import pytest

from tests.e2e.hands import Hands
from tests.e2e.staff.conftest import Desk
from ui.accounts.backup_page import BackupPage


def test_a_backup_is_made_and_listed(desk: Desk, hands: Hands) -> None:
    page = BackupPage(desk.office.account_needs("guanli"))
    desk.show(page)
    before = len(page.table.rows)
    hands.press("Ctrl+1")
    desk.settle()
    assert (before, len(page.table.rows)) == (0, 1)


def test_a_backup_stops_at_esc_and_leaves_no_half(
    desk: Desk, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.backup.PROGRESS_STEPS", 1)
    page = BackupPage(desk.office.account_needs("guanli"))
    desk.show(page)
    hands.press("Ctrl+1", "Escape")
    assert page.notice.words == "已停止备份，没有写好的一份已删除"
    desk.settle()
    assert list((desk.office.folder / "backups").glob("*")) == []
    hands.press("Ctrl+1")
    desk.settle()
    assert len(page.table.rows) == 1


def test_a_backup_goes_to_the_disk_that_is_set_and_says_when_it_is_not_there(
    desk: Desk, hands: Hands
) -> None:
    office, disk = desk.office, desk.office.folder / "disk"
    settings = office.account_needs("guanli").settings
    settings.put(office.actor("guanli"), "folder", str(disk), "买了备份盘")
    page = BackupPage(office.account_needs("guanli"))
    desk.show(page)
    hands.press("Ctrl+1")
    desk.settle()
    assert page.notice.words.startswith("找不到备份文件夹")
    disk.mkdir()
    hands.press("Ctrl+1")
    desk.settle()
    assert [one.name for one in page.table.rows] == [file.name for file in disk.iterdir()]
