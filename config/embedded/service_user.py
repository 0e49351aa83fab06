"""Who the embedded services run as: ourselves, or a service user when we are root."""

from __future__ import annotations

import functools
import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any

NAME = "chairside"


@functools.cache
def account() -> pwd.struct_passwd:
    """The account the services run as. PostgreSQL refuses to run as root, so root drops to one."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    if not _known(NAME) and shutil.which("useradd"):
        subprocess.run(  # noqa: S603
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME],  # noqa: S607
            check=False,
            capture_output=True,
        )
    return pwd.getpwnam(NAME if _known(NAME) else "nobody")


def _known(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def ids() -> tuple[int, int]:
    return account().pw_uid, account().pw_gid


def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run one command as the service user, from `/`, without the caller's PG* variables."""
    if os.geteuid() == 0:
        uid, gid = ids()
        options |= {"user": uid, "group": gid, "extra_groups": []}
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
    return subprocess.run(  # noqa: S603
        command,
        cwd="/",
        env=environment | {"LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
        umask=0o077,
        **options,
    )


def can_enter(directory: Path) -> bool:
    """Whether the service user may use this directory (a parent may be closed to it)."""
    if os.geteuid() != 0:
        return True
    return run(["/bin/sh", "-c", 'test -x "$0"', str(directory)]).returncode == 0
