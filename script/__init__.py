"""The commands people type, and what they stand on."""
