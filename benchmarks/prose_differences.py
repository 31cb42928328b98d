"""How long differences of prose take, and that twice the text takes twice the time.

    python -m benchmarks.prose_differences [revision_pairs.jsonl.gz]

Prints the seconds at one size and at twice that size, edits and all, and their ratio. The two Russian texts must not
exceed `LIMIT`; the hostile ones are printed beside them. The file holds JSON objects with "repo", "old" and "new"; the
Russian sentences are taken from those of `RUSSIAN`.
"""

import gzip
import json
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from common.diff.words import reconstruct, word_differences

PAIRS = Path(__file__).parents[2] / "shared" / "data" / "revisions" / "revision_pairs.jsonl.gz"
RUSSIAN = "rust-lang-ru/book"
SIZE = 100_000  # characters
LIMIT = 2.5
ROUNDS = 7  # the best one counts: the others waited for something else

Texts = Callable[[int], tuple[str, str]]  # characters -> old, new


def sentences(file: Path) -> list[str]:
    """The Russian sentences, each once: code and links of the book are left out."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    text = "\n".join(pair[side] for pair in pairs if pair["repo"] == RUSSIAN for side in ("old", "new"))
    return [found for found in dict.fromkeys(re.split(r"(?<=[.!?])\s+|\n+", text)) if re.search("[а-я]{3}.* ", found)]


class Russian:
    """Texts of shuffled sentences, taken again and again until they are long enough."""

    def __init__(self, found: list[str], seed: int = 1) -> None:
        self.sentences = found
        self.words = re.findall(r"\w+", " ".join(found))
        self.chance = random.Random(seed)

    def text(self, size: int, separators: str) -> str:
        parts: list[str] = []
        length = 0
        while length < size:
            for sentence in self.chance.sample(self.sentences, len(self.sentences)):
                parts += sentence, self.chance.choice(separators)
                length += len(sentence) + 1
        return "".join(parts)[:size]

    def edited(self, text: str, every: int) -> str:
        """One word in `every` becomes another word of the same book."""
        return re.sub(
            r"\w+", lambda word: word[0] if self.chance.randrange(every) else self.chance.choice(self.words), text
        )

    def prose(self, size: int) -> tuple[str, str]:
        text = self.text(size, "   \n")
        return text, self.edited(text, 15)

    def one_line(self, size: int) -> tuple[str, str]:
        text = self.text(size, " ").replace("\n", " ")
        return text, self.edited(text, 15)

    def doubled(self, size: int) -> tuple[str, str]:
        """The same text once or more, its edits with it: nothing in it is unique but in a single copy."""
        text = Russian(self.sentences).text(SIZE, "   \n")
        edited = Russian(self.sentences, seed=2).edited(text, 15)
        return text * (size // SIZE), edited * (size // SIZE)

    def every_third(self, size: int) -> tuple[str, str]:
        text = self.text(size, "   \n")
        return text, self.edited(text, 3)

    def every_word(self, size: int) -> tuple[str, str]:
        text = self.text(size, "   \n")
        return text, re.sub(r"\w+", lambda word: f"{word[0]}ъ", text)

    def shuffled_words(self, size: int) -> tuple[str, str]:
        text = self.text(size, " ")
        words = text.split(" ")
        return text, " ".join(self.chance.sample(words, len(words)))

    def one_word(self, size: int) -> tuple[str, str]:
        text = "слово " * (20_000 * size // SIZE)
        return text, self.edited(text, 15)

    def one_word_edited_twice(self, size: int) -> tuple[str, str]:
        text = "слово " * (20_000 * size // SIZE)
        return self.edited(text, 15), self.edited(text, 15)

    def equal_lines(self, size: int) -> tuple[str, str]:
        lines = ["Одна и та же строка.\n"] * (size // 21)
        return "".join(lines), "".join(line for line in lines if self.chance.randrange(15))

    def no_words(self, size: int) -> tuple[str, str]:
        """The costliest known: no token tells its place, and each counts two characters at most."""
        return "\n " * (size // 2), " \n\n" * (size // 3)


def seconds(old: str, new: str) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        pieces = word_differences(old, new)
        best = min(best, time.perf_counter() - start)
    if reconstruct(pieces) != (old, new):
        sys.exit("The pieces do not make the texts.")
    return best


def main() -> None:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    if not file.exists():
        sys.exit(f"{file} is missing. Name a file of revision pairs.")
    russian = Russian(sentences(file))
    held: list[tuple[str, Texts]] = [("Russian prose", russian.prose), ("Russian, one line", russian.one_line)]
    shown: list[tuple[str, Texts]] = [
        ("the same text twice over", russian.doubled),
        ("every third word changed", russian.every_third),
        ("every word replaced", russian.every_word),
        ("words shuffled", russian.shuffled_words),
        ("one word, edits", russian.one_word),
        ("one word, edits in both", russian.one_word_edited_twice),
        ("equal lines, some removed", russian.equal_lines),
        ("spaces and line breaks", russian.no_words),
    ]
    print(f"{'':28}{SIZE:>10,}{2 * SIZE:>10,} characters")
    failed = False
    for name, texts in held + shown:
        single, double = seconds(*texts(SIZE)), seconds(*texts(2 * SIZE))
        over = (name, texts) in held and double > LIMIT * single
        failed |= over
        print(
            f"{name:28}{single:9.3f}s{double:9.3f}s  x {double / single:.2f}{'  TOO MUCH' if over else ''}", flush=True
        )
    sys.exit(failed)


if __name__ == "__main__":
    main()
