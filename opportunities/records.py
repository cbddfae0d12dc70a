"""The declarations of opportunities, their lines and histories, and of pipelines."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from opportunities import amounts, histories, lines, pipelines, progress
from opportunities.models import (
    Opportunity,
    OpportunityHistory,
    OpportunityLine,
    Pipeline,
    PipelineStage,
)
from records.drafts import Draft, Effect
from records.positions import put_last
from records.types import RecordType, register


@register
class Opportunities(RecordType):
    """Sales that may come about."""

    model = Opportunity
    section, icon = "Sales", "monetization_on"
    columns = ("name", "account_id", "stage_id", "amount", "currency", "close_date", "owner_id")
    inlines = ("opportunity_lines",)
    fields = (
        *("name", "account_id", "account_ids", "contact_id", "contact_ids", "contact_links"),
        *("pipeline_id", "stage_id", "status", "last_stage_id", "probability"),
        *("amount", "currency", "close_date", "closed_at", "lost_reason", "tax_type"),
        *("next_step", "source", "campaign_id", "description", "weighted_amount"),
    )
    required = ("name",)
    read_only = ("last_stage_id", "closed_at", "weighted_amount")
    defaults = {"currency": settings.CRM_CURRENCY, "tax_type": "exclusive"}
    search = ("name", "next_step")
    lines = "opportunity_lines"

    def prepare(self, drafts: Sequence[Draft]) -> None:
        progress.advance(drafts)
        amounts.weigh(drafts)

    def follow_up(self, drafts: Sequence[Draft]) -> Sequence[Effect]:
        return histories.steps(drafts)


@register
class OpportunityLines(RecordType):
    """What an opportunity is about to sell."""

    model = OpportunityLine
    columns = (
        *("name", "product_id", "quantity", "unit_price", "discount_percent"),
        *("tax_rate", "total"),
    )
    fields = (
        *("opportunity_id", "product_id", "name", "quantity", "unit_price"),
        *("discount_percent", "tax_rate", "position", "total"),
    )
    required = ("opportunity_id",)
    read_only = ("total",)
    defaults = {"quantity": 1, "discount_percent": 0, "tax_rate": 0}
    parent = "opportunity_id"

    def prepare(self, drafts: Sequence[Draft]) -> None:
        lines.take_over(drafts)
        put_last(drafts, OpportunityLine, "opportunity_id")
        amounts.add_up(drafts)

    def follow_up(self, drafts: Sequence[Draft]) -> Sequence[Effect]:
        return amounts.sums_of(lines.concerned(drafts))

    def after_delete(self, records: Sequence[Any]) -> Sequence[Effect]:
        return amounts.sums_of({line.opportunity_id for line in records})


@register
class OpportunityHistories(RecordType):
    """The way of opportunities through their stages."""

    model = OpportunityHistory
    columns = ("stage_name", "from_stage_name", "amount", "probability", "created_at")
    fields = (
        *("opportunity_id", "stage_id", "stage_name", "from_stage_id", "from_stage_name"),
        *("probability", "amount", "close_date", "forecast"),
    )
    required = ("opportunity_id", "stage_id")
    read_only = ("stage_name", "from_stage_name", "forecast")
    stamped = ("created_at", "created_by_id")
    search = ("stage_name",)
    title = "stage_name"
    parent = "opportunity_id"
    writers = "administrators"

    def prepare(self, drafts: Sequence[Draft]) -> None:
        histories.name_stages(drafts)


@register
class Pipelines(RecordType):
    """Ways from first contact to an order."""

    model = Pipeline
    section, icon = "Administration", "view_week"
    columns = ("name", "is_default", "position")
    inlines = ("pipeline_stages",)
    fields = ("name", "is_default", "position")
    required = ("name",)
    defaults = {"is_default": False}
    audience = "everyone"
    custom = False

    def prepare(self, drafts: Sequence[Draft]) -> None:
        pipelines.settle_default(drafts)
        put_last(drafts, Pipeline)

    def follow_up(self, drafts: Sequence[Draft]) -> Sequence[Effect]:
        return pipelines.after_pipelines(drafts)

    def before_delete(self, records: Sequence[Any]) -> None:
        pipelines.release_pipelines(records)


@register
class PipelineStages(RecordType):
    """The steps of pipelines."""

    model = PipelineStage
    columns = ("name", "probability", "outcome", "position", "pipeline_id")
    fields = ("pipeline_id", "name", "probability", "position", "outcome")
    required = ("pipeline_id", "name")
    defaults = {"outcome": "open"}
    audience = "everyone"
    custom = False

    def prepare(self, drafts: Sequence[Draft]) -> None:
        pipelines.check_stages(drafts)
        put_last(drafts, PipelineStage, "pipeline_id")

    def follow_up(self, drafts: Sequence[Draft]) -> Sequence[Effect]:
        return pipelines.after_stages(drafts)

    def before_delete(self, records: Sequence[Any]) -> None:
        pipelines.release_stages(records)
