"""Users, sign-in and unscoped roles. Never decides who may see which child."""
