"""Signing in, one's own account, and what machines ask. None shows anything of a family."""

OPEN = {
    "accounts/": "signing in and one's own account: tests/accounts",
    "healthz": "asked by the container",
    "readyz": "asked by the proxy",
    "notifications:notify_receipt": "a provider's receipts, by token: tests/notifications",
    "components/": "the gallery of page parts; rehearsal only",
}
