"""The database and the backup of docker-compose.yml, where there is no container engine.

The same options, roles, passwords and scripts (deploy/*.sh) run over TCP on this machine, with the
programs of the embedded PostgreSQL. The restore drill and the tests of the production shape use it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg2
import yaml

from config.embedded import postgresql, service_user
from config.embedded.places import Places
from script.setup_machine import ROOT

PATIENCE_SECONDS = 120


def compose() -> dict[str, Any]:
    """The services of docker-compose.yml by name."""
    services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return services


def grace_seconds(service: str) -> int:
    """How long `docker compose stop` waits before it kills: Docker's own 10 s, or what is said."""
    said = str(compose()[service].get("stop_grace_period", "10s"))
    return int(said[:-1]) * {"s": 1, "m": 60}[said[-1]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(happened: Callable[[], object], failure: str, log: Path | None = None) -> None:
    """Raises TimeoutError with these words, and the end of the log, when it does not happen."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        if time.monotonic() > give_up_at:
            told = log.read_text().splitlines()[-20:] if log else []
            raise TimeoutError("\n".join([failure, *told]))
        time.sleep(0.05)


def _processes_called(name: str) -> Iterator[int]:
    for said in Path("/proc").glob("[0-9]*/comm"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            if said.read_text().strip() == name:
                yield int(said.parent.name)


class Database:
    """A cluster that the service user owns, as `postgres` owns the container's."""

    def __init__(self, folder: Path) -> None:
        self.folder = Places(folder).store("production")
        self.cluster = self.folder / "18" / "docker"
        self.log = self.folder / "server.log"
        self.port = free_port()
        self.secrets = self.make_folder("secrets")
        self.deploy = self.make_folder("deploy")
        for script in (ROOT / "deploy").glob("*.sh"):  # where the service user may read them
            shutil.copy(script, self.deploy)
        for name in ("owner", "app", "backup"):
            file = self.secrets / f"{name}_password"
            file.write_text(secrets.token_hex(24) + "\n")
            os.chown(file, *service_user.ids())

    def make_folder(self, name: str) -> Path:
        made = self.folder / name
        made.mkdir(mode=0o700)
        os.chown(made, *service_user.ids())
        return made

    @property
    def url(self) -> str:
        """DATABASE_URL, with the application's password."""
        password = (self.secrets / "app_password").read_text().strip()
        return f"postgresql://chairside:{password}@127.0.0.1:{self.port}/chairside"

    @property
    def options(self) -> dict[str, Any]:
        """For subprocess: as the service user, with what the scripts in deploy/ are told."""
        uid, gid = service_user.ids()
        environment = {
            "PATH": f"{postgresql.binaries()}:/usr/bin:/bin",
            "LC_ALL": "C",
            "SECRETS": str(self.secrets),
            "PGDATA": str(self.cluster),
            "PGPORT": str(self.port),
        }
        as_user = {"user": uid, "group": gid, "extra_groups": []} if os.geteuid() == 0 else {}
        return {"cwd": self.folder, "env": environment, "stdin": subprocess.DEVNULL, **as_user}

    def run(self, *command: str, **variables: str) -> str:
        """Return what it printed; raises RuntimeError with that when it fails."""
        options = self.options
        options["env"] |= variables
        done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")
        return done.stdout

    def create(self) -> None:
        """As the image's entry point does: initdb, the roles on a private socket, then TCP."""
        told = compose()["database"]["environment"]["POSTGRES_INITDB_ARGS"].split()
        self.run("initdb", "--username=postgres", "--auth-local=trust", *told)
        self.start(listen="")
        self.run("/bin/sh", str(self.deploy / "make-roles.sh"), PGHOST=str(self.folder))
        with (self.cluster / "pg_hba.conf").open("a") as rules:
            rules.write("host all all all scram-sha-256\n")
        self.stop()
        self.start()

    def start(self, *, listen: str = "127.0.0.1") -> None:
        told = ["-p", str(self.port), "-c", f"listen_addresses={listen}", "-k", str(self.folder)]
        told += compose()["database"]["command"][1:]
        log = ["--log", str(self.log)]
        self.run("pg_ctl", "start", "--wait", "--silent", *log, "-o", " ".join(told))

    def is_well(self) -> bool:
        """What its health check says. Its socket is where PostgreSQL's programs look for it."""
        check = compose()["database"]["healthcheck"]["test"][1:]
        try:
            self.run(*check, PGHOST=str(self.folder))
        except RuntimeError:
            return False
        return True

    def stop(self) -> None:
        if (self.cluster / "postmaster.pid").exists():
            patience = f"--timeout={grace_seconds('database')}"
            self.run("pg_ctl", "stop", "--wait", "--silent", "--mode", "fast", patience)

    def sql(self, statement: str, *values: object, owner: bool = False) -> list[tuple[Any, ...]]:
        """As the application over TCP, or as the owner over the private socket."""
        over_socket = {"host": str(self.folder), "port": self.port, "user": "postgres"}
        line = psycopg2.connect(**over_socket) if owner else psycopg2.connect(self.url)
        line.autocommit = True
        try:
            with line.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else []
        finally:
            line.close()

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Backup:
    """The backup service: deploy/backup.sh, its volume, and the uploads it may read."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.kept = database.make_folder("backups")
        self.files = database.make_folder("files")
        self.log = database.folder / "backup.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def where(self) -> dict[str, str]:
        return {"BACKUPS": str(self.kept), "FILES": str(self.files), "PGHOST": "127.0.0.1"}

    def start(self) -> None:
        options = self.database.options
        options["env"] |= self.where
        command = ["/bin/sh", str(self.database.deploy / "backup.sh")]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, **options
            )

    def take_base(self) -> str:
        """One by hand. Returns how it is called; raises RuntimeError when it is refused."""
        script = str(self.database.deploy / "backup.sh")
        return self.database.run("/bin/sh", script, "base", **self.where).strip()

    def stop(self) -> int:
        """As `docker compose stop` does. Returns its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=grace_seconds("backup"))

    def kill(self) -> None:
        if self.process and self.is_running():
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def kill_the_receiver(self) -> None:
        """Raises ValueError when the log was not being received by exactly one."""
        assert self.process is not None
        [receiver] = [
            process
            for process in _processes_called("pg_receivewal")
            if os.getpgid(process) == self.process.pid
        ]
        os.kill(receiver, signal.SIGKILL)

    def is_running(self) -> bool:
        """The script or anything it started."""
        assert self.process is not None
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def wait_for_a_base(self) -> str:
        """The newest base backup, named as deploy/restore.sh wants it."""
        made = self.kept / "last-success"
        wait_until(made.exists, "no base backup was made", self.log)
        made.unlink()
        newest = max(self.kept.glob("*/base/*"), key=lambda base: base.stat().st_mtime)
        return str(newest.relative_to(self.kept))

    def wait_for_the_last_word(self) -> None:
        question = (
            "SELECT count(*) FROM pg_stat_replication WHERE flush_lsn >= pg_current_wal_flush_lsn()"
        )
        wait_until(
            lambda: self.database.sql(question, owner=True)[0][0],
            "the log was not received",
            self.log,
        )

    def restore(self, *words: str) -> str:
        script = str(self.database.deploy / "restore.sh")
        return self.database.run("/bin/sh", script, *words, **self.where)
