"""Children, families, professionals, and who may see whom. Never knows why a family is known."""
