"""The children in need census: its tree, its rules and its file. Nothing here asks a database."""
