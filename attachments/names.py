"""The name of a stored file: what is left of the sender's when all tricks are taken out of it."""

import re
import unicodedata

LONGEST = 255
LONGEST_ENDING = 16
NAMELESS = "file"
# Folders, and what file systems and shells take for something else than a letter.
SPECIAL = re.compile(r'[<>:"|?*]')


def clean_name(given: str) -> str:
    """A plain name without folders, invisible or special characters, at most 255 characters."""
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    name = "".join(" " if letter.isspace() else letter for letter in name)
    name = "".join(one for one in name if unicodedata.category(one)[0] != "C")
    name = " ".join(SPECIAL.sub("_", name).split()).strip(". ")
    if not name:
        return NAMELESS
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        return name[:LONGEST]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"


def ending_of(name: str) -> str:
    """What stands behind the last point of a name, in lower case; "" without one."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem else ""
