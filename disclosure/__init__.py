"""Who gets which words: passages, packs, checks, clearing, hand-over. Knows no conference."""
