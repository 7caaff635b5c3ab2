"""Where a store may lie and who may read it: no network shares, owner-only rights, file errors in words."""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from app.errors import StorageError

STORE_FILE = "store.db"

_MOUNTS = Path("/proc/self/mountinfo")
_SHARED = re.compile(
    r"nfs\d*|cifs|smb\d*|smbfs|ncpfs|afs|ceph|lustre|ocfs2|gfs2|fuse\.(sshfs|glusterfs|smb.*|ceph.*)"
)
_OCTAL = re.compile(r"\\([0-7]{3})")
_REMOTE_DRIVE = 4


def refuse_network_share(folder: Path) -> None:
    """Refuse a folder on a network share: SQLite's locks do not hold there.

    Raises:
        StorageError: `storage.network_share`.
    """
    if _is_remote(folder):
        raise StorageError("storage.network_share", folder=str(folder))


def lies_on_share(folder: Path, mounts: str) -> bool:
    """Tell by a mount table in the form of /proc/self/mountinfo whether a folder comes over a network."""
    return bool(_SHARED.fullmatch(_file_system(Path(os.path.realpath(folder)), mounts)))


def _file_system(place: Path, mounts: str) -> str:
    """Return the kind of file system a place lies on; of mounts on one point the last one counts."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        point = Path(_OCTAL.sub(lambda found: chr(int(found[1], 8)), left.split()[4]))
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), right.split()[0]
    return kind


if sys.platform == "win32":
    import ctypes

    def _is_remote(folder: Path) -> bool:
        drive = folder.absolute().drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _REMOTE_DRIVE

else:

    def _is_remote(folder: Path) -> bool:
        return _MOUNTS.exists() and lies_on_share(folder, _MOUNTS.read_text(errors="replace"))


def make_private_folder(folder: Path) -> None:
    """Make a folder, or take an existing one, that only its owner can enter.

    Raises:
        StorageError: `storage.read_only`, `storage.disk_full`, `storage.disk_fault`.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise told(error, folder) from error


def make_private_file(path: Path) -> None:
    """Make an empty file that only its owner can read, in place of any former one.

    Raises:
        StorageError: `storage.read_only`, `storage.disk_full`, `storage.disk_fault`.
    """
    try:
        path.unlink(missing_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise told(error, path.parent) from error


def open_to_others(folder: Path) -> Iterator[Path]:
    """Return the folder and files of a store that somebody but the owner may read or change (POSIX only)."""
    if sys.platform != "win32":
        for path in (folder, *sorted(folder.rglob("*"))):
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                yield path


def told(error: OSError, folder: Path) -> StorageError:
    """Return what an error of the file system says to a person."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageError("storage.disk_full", folder=str(folder))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageError("storage.read_only", folder=str(folder))
    return StorageError("storage.disk_fault", folder=str(folder))
