"""YAML in blocks is read as what was written."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dialects.yamltext import dumps

TEXT = st.text(st.characters(codec="utf-8"))
SCALAR = st.none() | st.booleans() | st.integers() | TEXT
VALUE = st.recursive(
    SCALAR, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=30
)


@given(VALUE)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert yaml.safe_load(dumps(value)) == value


@pytest.mark.parametrize(
    "text", ["no", "On", "null", "1", "- a", "a: b", "{x}", "'", '"', " ", "#"]
)
def test_words_of_yaml_stay_texts(text: str) -> None:
    assert yaml.safe_load(dumps({text: text})) == {text: text}


def test_structures_stand_in_blocks() -> None:
    value = {"paths": {"/api/{id}": {"tags": ["a", "b"], "empty": []}}, "number": 1250.33}
    assert dumps(value) == (
        "paths:\n"
        "  /api/{id}:\n"
        "    tags:\n"
        '      - "a"\n'
        '      - "b"\n'
        "    empty: []\n"
        "number: 1250.33\n"
    )
