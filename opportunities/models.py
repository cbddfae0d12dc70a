"""The tables of opportunities, of the pipelines that they move through, and of their lines."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from customfields.store import value_table
from lookups.columns import CurrencyField, LookupField
from records.models import Part, Record
from records.positions import LAST_POSITION
from values.columns import DecimalColumn, LongTextColumn, TextColumn

OUTCOMES = ("open", "won", "lost")
TAX_TYPES = ("exclusive", "inclusive", "no_tax")
PERCENT = [MinValueValidator(0), MaxValueValidator(100)]
POSITION = [MinValueValidator(0), MaxValueValidator(LAST_POSITION)]


class Pipeline(Part):
    """A way from first contact to an order; one of them is the default."""

    name = TextColumn(255, null=False, blank=False)
    is_default = models.BooleanField(default=False)
    position = models.IntegerField(validators=POSITION)

    def __str__(self) -> str:
        return str(self.name)


class PipelineStage(Part):
    """A step of a pipeline. Its outcome is the status of the opportunities that stand on it."""

    pipeline = models.ForeignKey(Pipeline, models.CASCADE, related_name="+")
    name = TextColumn(255, null=False, blank=False)
    probability = models.IntegerField(validators=PERCENT)
    position = models.IntegerField(validators=POSITION)
    outcome = TextColumn(10, null=False, default="open", choices=[(one, one) for one in OUTCOMES])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pipeline", "name_key"], name="pipeline_stage_name")
        ]

    def __str__(self) -> str:
        return str(self.name)


class Opportunity(Record):
    """A sale that may come about."""

    name = TextColumn(350, null=False, blank=False)
    account = models.ForeignKey(
        "accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accounts = models.ManyToManyField("accounts.Account", blank=True, related_name="+")
    contact = models.ForeignKey(
        "contacts.Contact", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contacts = models.ManyToManyField(
        "contacts.Contact", through="OpportunityContact", blank=True, related_name="+"
    )
    pipeline = models.ForeignKey(Pipeline, models.PROTECT, related_name="+")
    stage = models.ForeignKey(PipelineStage, models.PROTECT, related_name="+")
    status = TextColumn(10, null=False, choices=[(one, one) for one in OUTCOMES])
    last_stage = models.ForeignKey(
        PipelineStage, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    probability = models.IntegerField(validators=PERCENT)
    amount = DecimalColumn(18, 3, null=True, blank=True)
    currency = CurrencyField()
    close_date = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    lost_reason = TextColumn(255)
    tax_type = TextColumn(10, default="exclusive", choices=[(one, one) for one in TAX_TYPES])
    next_step = TextColumn(255)
    source = LookupField("lead_source")
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    description = LongTextColumn()
    weighted_amount = DecimalColumn(18, 3, null=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "id"], name="opportunity_by_name"),
            models.Index(fields=["status_key", "id"], name="opportunity_by_status"),
            models.Index(fields=["close_date"], name="opportunity_by_close_date"),
            models.Index(fields=["amount"], name="opportunity_by_amount"),
            models.Index(fields=["modified_at"], name="opportunity_by_change"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class OpportunityContact(models.Model):
    """That a contact has a part in an opportunity."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="+")
    contact = models.ForeignKey("contacts.Contact", models.CASCADE, related_name="+")
    role = TextColumn(150)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "contact"], name="opportunity_contact_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} in {self.opportunity_id}"


class OpportunityLine(Part):
    """Something sold, with a name and a price that stay when the product changes or goes."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="+")
    product = models.ForeignKey(
        "products.Product", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = TextColumn(255, null=False, blank=False)
    quantity = DecimalColumn(
        15, 3, default=Decimal(1), validators=[MinValueValidator(Decimal("0.001"))]
    )
    unit_price = DecimalColumn(18, 3)
    discount_percent = DecimalColumn(6, 3, default=Decimal(0), validators=PERCENT)
    tax_rate = DecimalColumn(6, 3, default=Decimal(0), validators=[MinValueValidator(0)])
    position = models.IntegerField(validators=POSITION)
    total = DecimalColumn(18, 3, editable=False)

    class Meta:
        indexes = [models.Index(fields=["name_key", "id"], name="opportunity_line_by_name")]

    def __str__(self) -> str:
        return str(self.name)


class OpportunityHistory(Part):
    """One step of an opportunity from stage to stage; the names outlive the stages."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="+")
    stage = models.ForeignKey(PipelineStage, models.SET_NULL, null=True, related_name="+")
    stage_name = TextColumn(255, editable=False)
    from_stage = models.ForeignKey(
        PipelineStage, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    from_stage_name = TextColumn(255, editable=False)
    probability = models.IntegerField(null=True, blank=True, validators=PERCENT)
    amount = DecimalColumn(18, 3, null=True, blank=True)
    close_date = models.DateField(null=True, blank=True)
    forecast = DecimalColumn(18, 3, null=True, editable=False)

    def __str__(self) -> str:
        return f"{self.opportunity_id}: {self.stage_name}"


OpportunityValue = value_table("opportunities.Opportunity")
OpportunityLineValue = value_table("opportunities.OpportunityLine")
OpportunityHistoryValue = value_table("opportunities.OpportunityHistory")
