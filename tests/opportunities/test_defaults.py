"""A new installation has one pipeline, and administrators may do with it as they like."""

import pytest

from opportunities.defaults import install
from opportunities.models import Pipeline, PipelineStage
from opportunities.stages import pipelines
from revisions.store import bump


@pytest.mark.django_db
def test_installing_twice_makes_one_pipeline() -> None:
    bump("pipelines")
    install()
    install()

    assert Pipeline.objects.count() == 1
    assert PipelineStage.objects.count() == 6


@pytest.mark.django_db
def test_what_was_renamed_is_not_made_again() -> None:
    install()
    Pipeline.objects.update(name="Verkauf")

    install()

    assert Pipeline.objects.get().name == "Verkauf"


@pytest.mark.django_db
def test_the_stages_stand_in_order_and_say_how_they_end() -> None:
    bump("pipelines")
    install()

    known = pipelines()

    names = [stage.name for stage in known.of[known.default or 0]]
    assert (names[0], names[-1]) == ("Prospecting", "Closed Lost")
    won = known.first(known.default, "won")
    assert won is not None
    assert won.name == "Closed Won"
