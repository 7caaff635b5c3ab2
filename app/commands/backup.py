"""`backup` and `restore`: a copy of the store in a file of one's choice, and the way back."""

from datetime import datetime
from pathlib import Path

from app.domain.dates import chinese_moment
from app.ports.backup import Vault


def back_up(vault: Vault, target: Path) -> str:
    """Write a verified copy and return what to say.

    Raises:
        StorageError: see `Vault.write`.
    """
    facts = vault.write(target)
    return f"已备份并核对：{facts.cases} 件办件，{facts.steps} 个办理步骤，存于 {target}"


def put_back(vault: Vault, source: Path, now: datetime, *, discard: bool, index: int | None) -> str:
    """Restore a copy and return what to say.

    Raises:
        StorageError: see `Vault.restore`.
    """
    facts = vault.restore(source, now, discard=discard, index=index)
    return (
        f"已恢复 {facts.cases} 件办件、{facts.steps} 个办理步骤（{chinese_moment(now)}）。"
        "编号从备份之后可能印出的号码以上开始；被替换的数据保存在 copies 文件夹。"
    )
