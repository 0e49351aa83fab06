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
    def redis_url(self) -> str:
        return f"unix://{self.redis_socket}?db=0"

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


def _relocated_store(name: str) -> Path:
    RELOCATED_UNDER.mkdir(mode=0o755, parents=True, exist_ok=True)
    # A random name: a DATA_DIR that was deleted and made again must start empty.
    return RELOCATED_UNDER / f"{name}-{secrets.token_hex(8)}"


def runnable(directory: Path) -> Path:
    """The same directory, or a copy of it where the service user may not enter the original."""
    if service_user.can_enter(directory):
        return directory
    key = hashlib.sha256(os.fsencode(directory)).hexdigest()[:12]
    copy = RELOCATED_UNDER / f"{directory.name}-{key}"
    if not copy.exists():
        RELOCATED_UNDER.mkdir(mode=0o755, parents=True, exist_ok=True)
        half_made = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(directory, half_made, symlinks=True)
        half_made.rename(copy)
    return copy


@contextlib.contextmanager
def only_one_starter(places: Places) -> Iterator[None]:
    """Hold the lock that keeps two commands from starting or stopping the same services."""
    places.data_dir.mkdir(parents=True, exist_ok=True)
    with (places.data_dir / "services.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
