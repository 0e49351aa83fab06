"""Where the embedded services keep their files and sockets."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from config.embedded import service_user

# A Unix socket's path may hold about 107 bytes and DATA_DIR can be any depth, so sockets live in
# a short directory of their own, private to the service's user.
SOCKETS_UNDER = Path("/tmp")  # noqa: S108 - mode 0700 and the owner are checked before every start
# Where a store goes when the service user may not enter DATA_DIR (root's home, a mktemp folder).
RELOCATED_UNDER = Path("/var/lib/chairside")

STORES = ("postgres", "redis")


class EmbeddedServiceError(RuntimeError):
    """An embedded service cannot start; the message says why in one line."""


class Places:
    """The paths of one DATA_DIR's services; working them out touches nothing on disk."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir.resolve()
        key = hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:16]
        self.socket_dir = SOCKETS_UNDER / f"chairside-{os.geteuid()}-{key}"
        self.redis_socket = self.socket_dir / "redis.sock"
        self.postgresql_socket = self.socket_dir / ".s.PGSQL.5432"

    @property
    def broker_url(self) -> str:
        return f"redis+socket://{self.redis_socket}?virtual_host=0"

    def make_socket_dir(self) -> None:
        """Make the socket directory, or check that an existing one is ours and private."""
        uid, gid = service_user.ids()
        try:
            self.socket_dir.mkdir(mode=0o700)
            os.chown(self.socket_dir, uid, gid)
        except FileExistsError:
            pass
        found = self.socket_dir.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid:
            raise EmbeddedServiceError(f"{self.socket_dir} belongs to somebody else; remove it")
        self.socket_dir.chmod(0o700)

    def remove_socket_dir(self) -> None:
        with contextlib.suppress(OSError):
            for left in self.socket_dir.iterdir():
                left.unlink()
            self.socket_dir.rmdir()

    def store(self, name: str) -> Path:
        """The directory for one service's files, made on first use and owned by its user."""
        wanted = self.data_dir / name
        if not wanted.is_symlink() and not wanted.exists():
            wanted.mkdir(mode=0o700)
            if not service_user.can_enter(wanted.parent):
                wanted.rmdir()
                wanted.symlink_to(_relocated_store(name))
        real = wanted.resolve()
        real.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chown(real, *service_user.ids())
        return real

    def remove_stores(self) -> None:
        for name in STORES:
            shutil.rmtree((self.data_dir / name).resolve(), ignore_errors=True)
            (self.data_dir / name).unlink(missing_ok=True)


def _relocated_store(name: str) -> Path:
    _make_relocated_under()
    # A random name: a DATA_DIR that was deleted and made again must start empty.
    return RELOCATED_UNDER / f"{name}-{secrets.token_hex(8)}"


def _make_relocated_under() -> None:
    RELOCATED_UNDER.mkdir(parents=True, exist_ok=True)
    RELOCATED_UNDER.chmod(0o755)


def runnable(package: Path, inside: str, *, version: str) -> Path:
    """A folder of programs inside an installed package, where the service user may run them.

    Where it may not enter the virtual environment, that is a copy (one for each version), with
    the libraries that the wheel put beside the package.
    """
    if service_user.can_enter(package / inside):
        return package / inside
    copy = RELOCATED_UNDER / f"{package.name}-{version}"
    if not copy.exists():
        _make_relocated_under()
        half_made = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(package / inside, half_made / package.name / inside, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, half_made / libraries.name, symlinks=True)
        for file in (half_made, *half_made.rglob("*")):  # pip may have run with a closed umask
            os.chown(file, *service_user.ids(), follow_symlinks=False)
        half_made.rename(copy)
    return copy / package.name / inside


@contextlib.contextmanager
def only_one_starter(places: Places) -> Iterator[None]:
    """Hold the lock that keeps two commands from starting or stopping the same services."""
    places.data_dir.mkdir(parents=True, exist_ok=True)
    with (places.data_dir / "services.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
