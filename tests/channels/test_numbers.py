"""Phone numbers are compared by their digits and a leading plus."""

import pytest

from channels.numbers import key_of


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("+31 (0)20-624.11.11", "+310206241111"),
        ("(+31) 20 624", "+3120624"),
        ("020 624", "020624"),
        ("020+624", "020624"),
        ("٠٢٠ 624", "020624"),
        ("＋３１", "+31"),
        ("1-800-FLOWERS", "1800"),
        ("x²", ""),
        ("+", "+"),
        ("none", ""),
    ],
)
def test_only_digits_and_a_leading_plus_count(text: str, key: str) -> None:
    assert key_of(text) == key
