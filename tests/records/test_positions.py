"""Who comes without a position stands last."""

import pytest
from pytest_django import DjangoAssertNumQueries

from opportunities.models import Pipeline, PipelineStage
from records.drafts import Draft
from records.positions import LAST_POSITION, put_last


def draft(**values: int) -> Draft:
    """A new stage."""
    return Draft(PipelineStage(), created=True, values=dict(values))


@pytest.fixture
def pipeline(db: None) -> int:
    """A pipeline with one stage, at position 4."""
    made = Pipeline.objects.create(name="P", position=1)
    PipelineStage.objects.create(pipeline=made, name="A", position=4, probability=0)
    return made.pk


def test_each_group_counts_for_itself_in_one_query(
    pipeline: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    drafts = [draft(pipeline_id=pipeline), draft(pipeline_id=99), draft(pipeline_id=pipeline)]

    with django_assert_num_queries(1):
        put_last(drafts, PipelineStage, "pipeline_id")

    assert [one.new("position") for one in drafts] == [5, 1, 6]


def test_a_position_that_was_sent_stands_and_the_next_come_behind_it(pipeline: int) -> None:
    drafts = [draft(pipeline_id=pipeline, position=9), draft(pipeline_id=pipeline)]

    put_last(drafts, PipelineStage, "pipeline_id")

    assert [one.new("position") for one in drafts] == [9, 10]


def test_nothing_stands_behind_the_last_position(pipeline: int) -> None:
    PipelineStage.objects.update(position=LAST_POSITION)
    late = draft(pipeline_id=pipeline)

    put_last([late], PipelineStage, "pipeline_id")

    assert late.new("position") == LAST_POSITION
