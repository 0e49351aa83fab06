"""What is measured, inside a process that has Django and one database."""
