"""Django's PostgreSQL backend, starting the embedded services at the first connection.

Starting them when settings are imported would start a server for every linter and type checker.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg2
from django.db.backends.postgresql import base

from config import embedded

_started: set[Path] = set()


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        data_dir = Path(self.settings_dict["DATA_DIR"])
        if data_dir not in _started:
            embedded.start(data_dir)
            _started.add(data_dir)
        try:
            return super().get_new_connection(conn_params)
        except psycopg2.OperationalError:
            embedded.start(data_dir)  # it was stopped, or killed, after we first used it
            return super().get_new_connection(conn_params)
