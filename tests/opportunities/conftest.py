"""Sales: the pipeline of a new installation, and a second one beside it."""

from collections.abc import Callable

import pytest

from opportunities.defaults import install
from opportunities.models import PipelineStage
from tests.calls import Api
from tests.people import People, Person

Call = Callable[[Person], Api]


@pytest.fixture
def stages(people: People) -> dict[str, int]:
    """The stages of the default pipeline: name → id."""
    install()
    return dict(PipelineStage.objects.values_list("name", "pk"))


@pytest.fixture
def seller(api: Call, owner: Person, stages: dict[str, int]) -> Api:
    """The API as the owner calls it."""
    return api(owner)


@pytest.fixture
def chief(api: Call, administrator: Person, stages: dict[str, int]) -> Api:
    """The API as the administrator calls it."""
    return api(administrator)


@pytest.fixture
def second(chief: Api) -> dict[str, int]:
    """The stages of another pipeline: name → id."""
    pipeline = chief.post("/api/pipelines", {"name": "Partners"}).body["id"]
    found = PipelineStage.objects.filter(pipeline_id=pipeline)
    return dict(found.values_list("name", "pk"))
