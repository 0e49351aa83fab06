"""What gunicorn logs itself: an address it could not serve and, where it is turned on, each one."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

from config.log_lines import Line


class GunicornLog(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Named with `--logger-class`."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log, text in ((self.error_log, self.error_fmt), (self.access_log, self.access_fmt)):
            for handler in log.handlers:
                handler.setFormatter(Line(text, self.datefmt))
