"""The outbox: what must be sent, and whether it was. Never decides who should be told."""
