"""What the release checks look for in the bytes of a pack. They explain; a person decides."""
