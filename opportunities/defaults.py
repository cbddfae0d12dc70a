"""The pipeline that a new installation begins with."""

from opportunities.models import Pipeline, PipelineStage
from revisions.store import bump

SALES = "Sales"
STAGES = (
    ("Prospecting", 10, "open"),
    ("Qualification", 20, "open"),
    ("Proposal", 50, "open"),
    ("Negotiation", 80, "open"),
    ("Closed Won", 100, "won"),
    ("Closed Lost", 0, "lost"),
)


def install() -> None:
    """Make the default pipeline where there is none yet; what administrators made is left alone."""
    if Pipeline.objects.exists():
        return
    pipeline = Pipeline.objects.create(name=SALES, is_default=True, position=1)
    PipelineStage.objects.bulk_create(
        PipelineStage(
            pipeline=pipeline, name=name, probability=probability, outcome=outcome, position=place
        )
        for place, (name, probability, outcome) in enumerate(STAGES, start=1)
    )
    bump("pipelines")
