"""Request, screen, book, invite, hold, decide, record. Points at its plan; never rewrites it."""
