"""The text of a token: how it is made, and how a mistyped one is told without the database.

crm_ + public id (12) + _ + secret (40 or more) + checksum (6): base62, the checksum being the
CRC32 of everything before it.
"""

import hashlib
import hmac
import re
import secrets
import string
import zlib
from dataclasses import dataclass

ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
PUBLIC_LENGTH = 12
SECRET_LENGTH = 40  # 238 bits
CHECKSUM_LENGTH = 6
# The ids that older clients put before their tokens: "31|crm_…". They say nothing here.
NUMBERED = re.compile(r"[0-9]{1,20}\|", re.ASCII)
FORM = re.compile(r"crm_([0-9A-Za-z]{12})_[0-9A-Za-z]{40,86}([0-9A-Za-z]{6})", re.ASCII)


@dataclass(frozen=True)
class Presented:
    """A well-formed token as a client sent it; never logged, so its text stays out of the repr."""

    public_id: str
    plaintext: str

    def __repr__(self) -> str:
        return f"Presented({self.public_id})"


def make() -> Presented:
    """A new random token."""
    public_id = _random(PUBLIC_LENGTH)
    body = f"crm_{public_id}_{_random(SECRET_LENGTH)}"
    return Presented(public_id, body + checksum(body))


def parse(text: str) -> Presented | None:
    """What a client sent, if its form and checksum are right; a number and "|" may stand before."""
    numbered = NUMBERED.match(text)
    plaintext = text[numbered.end() :] if numbered else text
    form = FORM.fullmatch(plaintext)
    if form is None or checksum(plaintext[:-CHECKSUM_LENGTH]) != form[2]:
        return None
    return Presented(form[1], plaintext)


def checksum(body: str) -> str:
    """The CRC32 of an ASCII text as six base62 digits."""
    rest, digits = zlib.crc32(body.encode("ascii")), ""
    for _ in range(CHECKSUM_LENGTH):
        rest, digit = divmod(rest, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits


def digest(plaintext: str, pepper: str) -> str:
    """What is stored of a token: its HMAC-SHA256 under a pepper, 64 hex digits."""
    return hmac.new(pepper.encode(), plaintext.encode("ascii"), hashlib.sha256).hexdigest()


def pepper_id(pepper: str) -> str:
    """A name for a pepper that tells nothing of it: 8 hex digits."""
    return hashlib.sha256(f"name of a pepper: {pepper}".encode()).hexdigest()[:8]


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
