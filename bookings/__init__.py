"""Rooms, chairs, minute-takers and the sessions they are booked for. Never knows which child."""
