"""What people type about people, as clean values for the domain."""
