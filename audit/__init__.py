"""Who did what, when: append-only and hash-chained. Never holds a foreign key out, never changes a row."""
