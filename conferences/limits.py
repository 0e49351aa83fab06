"""How often an invitation may be opened by its link, and its letter drawn.

Each opening is audited for good, and drawing a letter holds up everybody else's. Generous for one
family, and for a hub whose visitors share one address.
"""

from __future__ import annotations

from audit.limits import Limit

TEN_MINUTES = 600
OPENINGS_OF_LINK = Limit("invitation", 30, TEN_MINUTES)
OPENINGS_FROM_PLACE = Limit("invitations", 120, TEN_MINUTES)
LETTERS_OF_LINK = Limit("letter", 5, TEN_MINUTES)
LETTERS_FROM_PLACE = Limit("letters", 20, TEN_MINUTES)
