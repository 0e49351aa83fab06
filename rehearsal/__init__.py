"""The fictional service, played through the same domain functions. Absent from production."""
