"""Who did what, when: append-only and hash-chained. Never points out, never changes a row."""
