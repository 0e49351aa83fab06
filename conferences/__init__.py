"""Request, screen, book, invite, hold, decide, record. Points at the plan it opens; never rewrites it."""
