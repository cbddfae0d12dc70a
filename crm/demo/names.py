"""Names of companies and people, none twice, and the addresses that are made from them."""

import unicodedata

from crm.demo.dice import Dice
from crm.demo.tables import Region

PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ß": "ss", "ø": "o", "ö": "oe", "ü": "ue", "ä": "ae", "'": "", "’": ""}
)


def slug(text: str) -> str:
    """A text as a part of an address: letters a to z and digits, with hyphens between words."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(PLAIN))
    letters = "".join(
        sign if sign.isascii() and sign.isalnum() else " "
        for sign in plain.lower()
        if not unicodedata.combining(sign)
    )
    return "-".join(letters.split())


def begun(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


class Names:
    """Gives out names; remembers which are taken."""

    def __init__(self, dice: Dice):
        self.dice = dice
        self.taken: set[str] = set()

    def person(self, region: Region) -> tuple[str, str]:
        """First and last name of somebody from a country."""
        while True:
            names = self.dice.choice(region.first_names), self.dice.choice(region.last_names)
            if self.take(" ".join(names)):
                return names

    def company(self, region: Region, prefixes: list[str], trades: list[str]) -> str:
        """A company's name without its legal form: a family's or an invented one, and its trade."""
        while True:
            families = region.last_names if self.dice.falls(0.45) else prefixes
            name = f"{self.dice.choice(families)} {self.dice.choice(trades)}"
            if self.take(name):
                return name

    def take(self, name: str) -> bool:
        """Take a name, if nobody has it."""
        is_free = name not in self.taken
        self.taken.add(name)
        return is_free
