"""Home page, child and family pages, search, and 'is this child on a plan?'. Owns no case data."""
