"""Home, search, a child's page, a family's page, and the emergency look-up."""
