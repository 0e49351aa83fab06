"""What happens to a sign-in: locked, unlocked, disabled when nobody uses it."""
