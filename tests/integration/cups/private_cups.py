"""A CUPS server of our own with printers that are files, as root or as a plain user; gone when closed."""

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.errors import DeviceError
from devices.cups.printers import CupsPrinters
from devices.cups.server import CupsServer

PRINTER = Path(__file__).with_name("printer.ppd")
PATH = f"{os.environ['PATH']}:/usr/sbin:/sbin"
"""Where the server's programs are, also for a user whose own path lacks them."""

PLAIN_USER = "nobody"
USERS = ("root", PLAIN_USER) if os.getuid() == 0 else (pwd.getpwuid(os.getuid()).pw_name,)
"""Whom the server can run as here: root can also try the plain user."""

_PATIENCE = 20.0
_STEP = 0.02

FILES = """ServerRoot {d}/etc
StateDir {d}/run
CacheDir {d}/cache
RequestRoot {d}/spool
TempDir {d}/spool/tmp
AccessLog {d}/log/access
ErrorLog {d}/log/error
PageLog {d}/log/page
ServerKeychain {d}/etc/ssl
FileDevice Yes
SystemGroup {system}
User {user}
Group {group}
"""
SERVER = """Listen 127.0.0.1:{port}
Listen {d}/run/sock
LogLevel debug
Browsing Off
DefaultAuthType None
WebInterface No
DirtyCleanInterval {keeps}
{more}
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""


def until(true: Callable[[], bool], what: str) -> None:
    """Wait for a condition that another program brings about."""
    pause = threading.Event()
    for _ in range(int(_PATIENCE / _STEP)):
        if true():
            return
        pause.wait(_STEP)
    raise AssertionError(f"waited in vain for {what}")


class PrivateCups:
    """A server in a folder of its own.

    Args:
        user: whom it runs as, one of `USERS`.
        more: further lines of its configuration.
        keeps: seconds after which it writes down its printers and jobs; 30 unless told otherwise.

    Attributes:
        out: where its printers write, one file a printer with what it printed last.
        address: the path of its socket.
    """

    def __init__(self, user: str, more: str = "", keeps: int = 0) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="cups-"))
        self.out = self.folder / "out"
        self.address = str(self.folder / "run" / "sock")
        self.port = _free_port()
        self._user = user
        self._stuck: dict[str, int] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._write(more, keeps)

    def _write(self, more: str, keeps: int) -> None:
        account = pwd.getpwnam(self._user)
        worker = pwd.getpwnam("lp") if account.pw_uid == 0 else account
        group, system = (grp.getgrgid(one.pw_gid).gr_name for one in (worker, account))
        for name in ("etc", "spool/tmp", "cache", "run", "log", "out"):
            (self.folder / name).mkdir(parents=True)
        names = {"d": str(self.folder), "user": worker.pw_name, "group": group, "system": system}
        (self.folder / "etc" / "files.conf").write_text(FILES.format(**names))
        text = SERVER.format(d=self.folder, port=self.port, more=more, keeps=keeps)
        (self.folder / "etc" / "cupsd.conf").write_text(text)
        for path in (self.folder, *self.folder.rglob("*")):
            path.chmod(0o755)
            if os.getuid() == 0:
                os.chown(path, account.pw_uid, account.pw_gid)

    def start(self) -> None:
        etc, account = self.folder / "etc", pwd.getpwnam(self._user)
        other = os.getuid() != account.pw_uid
        self._process = subprocess.Popen(
            [_program("cupsd"), "-f", "-c", str(etc / "cupsd.conf"), "-s", str(etc / "files.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environment(),
            user=account.pw_uid if other else None,
            group=account.pw_gid if other else None,
            extra_groups=() if other else None,
        )
        until(self._answers, "the server to answer")

    def kill(self) -> None:
        """End the server in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """End the server and take its folder away."""
        self._end(signal.SIGTERM)
        for end in self._stuck.values():
            os.close(end)
        shutil.rmtree(self.folder)

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(how)
            process.wait(_PATIENCE)

    def add(self, name: str, file: Path | None = None) -> Path:
        """Add a printer that writes to a file, and return the file."""
        target = file or self.out / f"{name}.pdf"
        self.run("lpadmin", "-p", name, "-E", "-v", f"file:{target}", "-P", str(PRINTER))
        return target

    def jobs(self) -> list[str]:
        """Return the printers of all jobs the server ever took, in no order."""
        lines = self.run("lpstat", "-W", "all", "-o").splitlines()
        return sorted(line.split()[0].rpartition("-")[0] for line in lines)

    def add_stuck(self, name: str) -> None:
        """Add a printer that begins a job and takes nothing of it until it is drained."""
        path = self.out / f"{name}.fifo"
        os.mkfifo(path)
        path.chmod(0o666)
        # Read until the server has ended: with nobody at the other end it would wait for ever to open it.
        self._stuck[name] = end = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        with suppress(BlockingIOError):
            while os.write(end, bytes(65536)):
                pass
        self.add(name, path)

    def drain(self, name: str) -> None:
        """Let a stuck printer take what it is given."""
        with suppress(BlockingIOError):
            while os.read(self._stuck[name], 65536):
                pass

    def kept(self) -> bool:
        """Tell whether it has written down the first job, so that it knows it when it is started again."""
        return (self.folder / "spool" / "c00001").exists() and (
            self.folder / "etc" / "printers.conf"
        ).exists()

    def put(self, name: str, content: bytes) -> Path:
        """Keep a file in the server's folder."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    def run(self, program: str, *arguments: str) -> str:
        """Run a command of CUPS against this server."""
        done = subprocess.run(
            [_program(program), *arguments],
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=True,
        )
        return done.stdout

    def printers(self, address: str = "") -> CupsPrinters:
        return CupsPrinters(CupsServer(address or self.address))

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self.folder / "log" / "error").read_text()
        try:
            self.printers().all()
        except DeviceError:
            return False
        return True

    def _environment(self) -> dict[str, str]:
        return {"PATH": PATH, "LC_ALL": "C", "HOME": str(self.folder), "CUPS_SERVER": self.address}


def _program(name: str) -> str:
    found = shutil.which(name, path=PATH)
    assert found is not None, name
    return found


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
