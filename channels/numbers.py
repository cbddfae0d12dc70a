"""What is compared of phone numbers: their digits, and the plus that may stand before them."""

import unicodedata

PLUSES = "+＋﹢"


def key_of(text: str) -> str:
    """The digits of a number, of any script, as 0 to 9, with '+' before them if one leads.

    '(+31) 20-624 11 11' → '+31206241111'. A text without digits gives '+' or ''.
    """
    key = ""
    for letter in text:
        if letter.isdecimal():
            key += str(unicodedata.decimal(letter))
        elif letter in PLUSES and not key:
            key = "+"
    return key
