"""Pipelines are remembered until one of them changes."""

import pytest
from pytest_django import DjangoAssertNumQueries

from opportunities.models import PipelineStage
from opportunities.stages import pipelines
from revisions.store import bump, snapshot
from tests.calls import Api


def test_pipelines_are_read_once(
    stages: dict[str, int], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    token = snapshot.set({})
    try:
        pipelines()
        with django_assert_num_queries(0):
            assert pipelines().stage(stages["Proposal"])
        bump("pipelines")
        with django_assert_num_queries(3):
            pipelines()
    finally:
        snapshot.reset(token)


def test_stages_stand_in_their_positions(chief: Api, stages: dict[str, int]) -> None:
    chief.patch(f"/api/pipeline_stages/{stages['Proposal']}", {"position": 0})

    known = pipelines()

    first = known.first(known.default)
    assert first is not None
    assert first.name == "Proposal"


@pytest.mark.django_db
def test_without_any_pipeline_nothing_begins() -> None:
    bump("pipelines")
    PipelineStage.objects.all().delete()

    assert pipelines().first(pipelines().default) is None
