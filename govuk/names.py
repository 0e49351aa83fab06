"""What can be somebody's name."""


def has_letter(words: str) -> bool:
    """A name has a letter, in any script: an apostrophe, a dash or a number alone is none."""
    return any(letter.isalpha() for letter in words)
