"""Chance that falls the same way every time."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice(Random):
    """Dice of one's own for each chapter, so that a change in one leaves the others as they are."""

    def __init__(self, chapter: str):
        super().__init__(f"Brightwater, {chapter}")
        self.numbers: set[str] = set()

    def falls(self, share: float) -> bool:
        """Whether something happens that happens in this share of cases."""
        return self.random() < share

    def maybe(self, share: float, value: T) -> T | None:
        """The value in this share of cases, else None."""
        return value if self.falls(share) else None

    def weighted(self, weights: dict[str, int]) -> str:
        """One of the words, each as likely as its weight."""
        return self.choices(list(weights), list(weights.values()))[0]

    def some(self, items: Sequence[T], most: int) -> list[T]:
        """One to `most` of the items, in their own order."""
        places = self.sample(range(len(items)), self.randint(1, most))
        return [items[place] for place in sorted(places)]

    def filled(self, pattern: str) -> str | None:
        """A pattern with # as any digit and % as 1 to 9; None for an empty one."""
        digits = {"#": "0123456789", "%": "123456789"}
        return "".join(self.choice(digits.get(sign, sign)) for sign in pattern) or None

    def number(self, pattern: str) -> str | None:
        """A phone number, none twice as long as there are others; None for an empty pattern."""
        number = self.filled(pattern)
        for _ in range(50):
            if number is None or number not in self.numbers:
                break
            number = self.filled(pattern)
        if number is not None:
            self.numbers.add(number)
        return number
