"""From a pack's content to the bytes on paper, and back to the words in those bytes."""
