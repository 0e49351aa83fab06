"""The CP-IS extract in a folder, from which the authority's own transfer takes it: made anew within
an hour of a change (London asks for one working day), and left alone while nothing changed."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.db import transaction

from audit.domain import record
from audit.enums import Action
from reporting.returns.authority import AuthorityNotSet
from reporting.returns.domain.cp_is import cp_is_extract
from reporting.returns.domain.files import written_whole
from timescales.domain import today_in_london

logger = logging.getLogger(__name__)

FILE = "cp-is-not-conformance-tested.csv"


def lay_out_extract() -> bool:
    """Write the extract if it says something new, audited as an export. Safe to run twice.

    A folder that is away or full, and an authority that is not set, are written to the log.
    """
    path = Path(settings.CP_IS_FOLDER) / FILE
    try:
        extract = cp_is_extract(today_in_london())
        content = extract.content()
        if path.exists() and path.read_bytes() == content:
            return False
        with transaction.atomic():
            record(Action.EXPORTED, "reporting.cp_is", by=None, children=extract.children)
            with written_whole(path) as out:
                out.write(content)
    except (AuthorityNotSet, OSError) as error:
        logger.warning("The CP-IS extract could not be laid out: %s", error)
        return False
    return True
