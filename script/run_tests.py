"""Runs pytest against the embedded services, and stops them if nobody had started them.

`script/test` calls it with the number of checks that failed, so that pytest's summary is the last
line and the exit code still tells of both.
"""

from __future__ import annotations

import signal
import subprocess
import sys

from config import embedded
from config.settings.base import DATA_DIR

NOT_EVERY_TIME = "not full"


def main() -> None:
    failed_checks = int(sys.argv[1])
    command = [sys.executable, "-m", "pytest"]
    if "--full" not in sys.argv:
        command += ["-m", NOT_EVERY_TIME]
    was_up = embedded.is_up(DATA_DIR)
    # A CI that runs out of patience sends SIGTERM: stop pytest and the services then, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        code = subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode
    finally:
        if not was_up:
            embedded.stop(DATA_DIR)
    sys.exit(code or min(failed_checks, 1))


if __name__ == "__main__":
    main()
