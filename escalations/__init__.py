"""Concerns, Resolution Forms, praise and complaints: raised, answered, counted. Changes no plan."""
