"""Every exchange of every dialect goes as its file tells."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.dialects.exchange import Story, play, prepare, stories

STORIES = stories()


@pytest.mark.parametrize("story", [one for _, one in STORIES], ids=[name for name, _ in STORIES])
def test_exchange(story: Story, call: Callable[..., Any], settings: Any) -> None:
    prepare(story, settings)
    play(story, call)


def test_there_are_exchanges() -> None:
    assert len(STORIES) >= 35
