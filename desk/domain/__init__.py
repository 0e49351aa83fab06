"""Questions the desk puts to the rooms below. It writes nothing but the audit."""
