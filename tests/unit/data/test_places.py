"""Which folders a store may lie in, and what file errors say."""

import errno
from pathlib import Path

import pytest

from data.places import lies_on_share, make_private_file, make_private_folder, told

MOUNTS = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
36 21 0:30 / /mnt/hall rw shared:2 - nfs4 server:/hall rw
37 21 0:31 / /mnt/prefecture\\040data rw - cifs //server/data rw
38 36 8:2 / /mnt/hall/local rw - ext4 /dev/sdb1 rw
39 21 0:32 / /mnt/twice rw - ext4 /dev/sdc1 rw
40 21 0:33 / /mnt/twice rw - fuse.sshfs someone@server: rw
41 21 0:34 / /mnt/own rw master:4 propagate_from:2 - fuse.encfs encfs rw
"""


@pytest.mark.parametrize(
    ("folder", "shared"),
    [
        ("/var/lib/hall", False),
        ("/mnt/hall", True),
        ("/mnt/hall/station", True),
        ("/mnt/hallway", False),
        ("/mnt/hall/local/station", False),
        ("/mnt/prefecture data/station", True),
        ("/mnt/twice/station", True),
        ("/mnt/own/station", False),
    ],
)
def test_a_share_is_known_by_the_nearest_mount(folder: str, shared: bool) -> None:
    assert lies_on_share(Path(folder), MOUNTS) is shared


def test_a_link_into_a_share_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    mounts = MOUNTS + f"42 21 0:35 / {tmp_path}/real rw - smb3 //server/x rw\n"
    assert lies_on_share(tmp_path / "link" / "station", mounts)
    assert not lies_on_share(tmp_path / "other", mounts)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "storage.disk_full"),
        (errno.EDQUOT, "storage.disk_full"),
        (errno.EACCES, "storage.read_only"),
        (errno.EROFS, "storage.read_only"),
        (errno.EIO, "storage.disk_fault"),
    ],
)
def test_file_errors_have_their_codes(number: int, code: str) -> None:
    assert told(OSError(number, "why"), Path("/somewhere")).code == code


def test_folders_and_files_are_made_for_the_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True, mode=0o755)
    make_private_folder(folder)
    (folder / "file").write_text("old")
    make_private_file(folder / "file")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "file").stat().st_mode & 0o777 == 0o600
    assert (folder / "file").read_bytes() == b""
