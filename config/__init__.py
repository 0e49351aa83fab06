"""How the rooms are put together: settings, addresses, the beat table, the embedded services."""
