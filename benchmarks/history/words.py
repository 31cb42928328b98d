"""Words that mean nothing, and always the same ones."""

import random

SYLLABLES = ("ba", "ke", "lo", "mi", "nur", "sha", "tal", "zhe", "ras", "or", "do", "vin")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LENGTH = 6


def word(number: int) -> str:
    """A word of LENGTH letters, another one for each number, so that every edit changes something and no size."""
    left = (number * 48_271 + 11) % len(LETTERS) ** LENGTH
    letters = []
    for _ in range(LENGTH):
        left, letter = divmod(left, len(LETTERS))
        letters.append(LETTERS[letter])
    return "".join(letters)


class Prose:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def sentence(self, words: int = 12) -> str:
        made = ("".join(self.chance.choices(SYLLABLES, k=self.chance.randint(1, 3))) for _ in range(words))
        return " ".join(made).capitalize() + "."

    def paragraph(self, sentences: int = 4) -> str:
        return " ".join(self.sentence() for _ in range(sentences))
