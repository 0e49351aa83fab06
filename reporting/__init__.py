"""Counts what other rooms recorded, brings history in, sends returns out. Decides nothing."""
