"""The tables of this app."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import lookups.columns
import values.columns
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("contacts", "0001_initial"),
        ("customfields", "0001_initial"),
        ("leads", "0001_initial"),
        ("lookups", "0001_initial"),
        ("users", "0001_initial"),
        ("users", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "modified_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("custom", models.TextField(default="{}", editable=False)),
                ("custom_revision", models.PositiveIntegerField(default=0, editable=False)),
                ("is_private", models.BooleanField(default=False)),
                ("external_id", values.columns.TextColumn(blank=True, max_length=100, null=True)),
                (
                    "external_source",
                    values.columns.TextColumn(blank=True, max_length=100, null=True),
                ),
                ("deleted_at", models.DateTimeField(db_index=True, editable=False, null=True)),
                ("name", values.columns.TextColumn(blank=False, max_length=255, null=False)),
                ("description", values.columns.LongTextColumn(blank=True, null=True)),
                ("is_drip", models.BooleanField(default=False)),
                ("start_date", models.DateField(blank=True, null=True)),
                ("end_date", models.DateField(blank=True, null=True)),
                (
                    "budget",
                    values.columns.DecimalColumn(
                        blank=True, decimal_places=3, max_digits=18, null=True
                    ),
                ),
                (
                    "currency",
                    lookups.columns.CurrencyField(
                        blank=False,
                        default=lookups.columns.system_currency,
                        max_length=3,
                        null=False,
                    ),
                ),
                ("name_key", values.columns.KeyColumn(editable=False, null=True, source="name")),
                (
                    "description_key",
                    values.columns.KeyColumn(editable=False, null=True, source="description"),
                ),
                (
                    "currency_key",
                    values.columns.KeyColumn(editable=False, null=True, source="currency"),
                ),
                (
                    "external_id_key",
                    values.columns.KeyColumn(editable=False, null=True, source="external_id"),
                ),
                (
                    "external_source_key",
                    values.columns.KeyColumn(editable=False, null=True, source="external_source"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "modified_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("status", lookups.columns.LookupField("campaign_status", blank=True, null=True)),
                ("tags", models.ManyToManyField(blank=True, related_name="+", to="lookups.tag")),
                ("teams", models.ManyToManyField(blank=True, related_name="+", to="users.team")),
                ("type", lookups.columns.LookupField("campaign_type", blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name_key", "id"], name="campaign_by_name"),
                    models.Index(fields=["modified_at"], name="campaign_by_change"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "modified_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("custom", models.TextField(default="{}", editable=False)),
                ("custom_revision", models.PositiveIntegerField(default=0, editable=False)),
                ("is_private", models.BooleanField(default=False)),
                ("external_id", values.columns.TextColumn(blank=True, max_length=100, null=True)),
                (
                    "external_source",
                    values.columns.TextColumn(blank=True, max_length=100, null=True),
                ),
                ("deleted_at", models.DateTimeField(db_index=True, editable=False, null=True)),
                ("name", values.columns.TextColumn(blank=False, max_length=255, null=False)),
                ("description", values.columns.LongTextColumn(blank=True, null=True)),
                ("including_actions", models.JSONField(blank=True, null=True)),
                ("name_key", values.columns.KeyColumn(editable=False, null=True, source="name")),
                (
                    "description_key",
                    values.columns.KeyColumn(editable=False, null=True, source="description"),
                ),
                (
                    "external_id_key",
                    values.columns.KeyColumn(editable=False, null=True, source="external_id"),
                ),
                (
                    "external_source_key",
                    values.columns.KeyColumn(editable=False, null=True, source="external_source"),
                ),
                (
                    "category",
                    lookups.columns.LookupField("target_list_category", blank=True, null=True),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "modified_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("tags", models.ManyToManyField(blank=True, related_name="+", to="lookups.tag")),
                ("teams", models.ManyToManyField(blank=True, related_name="+", to="users.team")),
            ],
            options={
                "indexes": [models.Index(fields=["name_key", "id"], name="target_list_by_name")],
            },
        ),
        migrations.CreateModel(
            name="CampaignStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "modified_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("custom", models.TextField(default="{}", editable=False)),
                ("custom_revision", models.PositiveIntegerField(default=0, editable=False)),
                ("name", values.columns.TextColumn(blank=False, max_length=255, null=False)),
                (
                    "position",
                    models.IntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1000000000),
                        ]
                    ),
                ),
                (
                    "delay_days",
                    models.IntegerField(
                        default=0,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(36500),
                        ],
                    ),
                ),
                ("name_key", values.columns.KeyColumn(editable=False, null=True, source="name")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "modified_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CampaignValue",
            fields=[
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField(null=True)),
                ("text_key", values.columns.KeyColumn(editable=False, null=True, source="text")),
                ("long", models.TextField(null=True)),
                ("long_key", values.columns.KeyColumn(editable=False, null=True, source="long")),
                ("whole", models.BigIntegerField(null=True)),
                ("exact", values.columns.DecimalColumn(decimal_places=3, max_digits=15, null=True)),
                ("truth", models.BooleanField(null=True)),
                ("day", models.DateField(null=True)),
                ("instant", models.DateTimeField(null=True)),
                ("claim", models.CharField(max_length=40, null=True)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "record_id",
                        "field_id",
                        "position",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customfields.customfield",
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customfields.option",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "db_table": "campaigns_campaign_value",
                "indexes": [
                    models.Index(
                        condition=models.Q(("text_key__isnull", False)),
                        fields=["field", "text_key", "record"],
                        name="campaigns_camp_e9ba_text",
                    ),
                    models.Index(
                        condition=models.Q(("whole__isnull", False)),
                        fields=["field", "whole", "record"],
                        name="campaigns_camp_e9ba_whole",
                    ),
                    models.Index(
                        condition=models.Q(("exact__isnull", False)),
                        fields=["field", "exact", "record"],
                        name="campaigns_camp_e9ba_exact",
                    ),
                    models.Index(
                        condition=models.Q(("truth__isnull", False)),
                        fields=["field", "truth", "record"],
                        name="campaigns_camp_e9ba_truth",
                    ),
                    models.Index(
                        condition=models.Q(("day__isnull", False)),
                        fields=["field", "day", "record"],
                        name="campaigns_camp_e9ba_day",
                    ),
                    models.Index(
                        condition=models.Q(("instant__isnull", False)),
                        fields=["field", "instant", "record"],
                        name="campaigns_camp_e9ba_instant",
                    ),
                    models.Index(
                        condition=models.Q(("option__isnull", False)),
                        fields=["field", "option", "record"],
                        name="campaigns_camp_e9ba_option",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", False),
                                ("text_key__isnull", False),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", False),
                                ("long_key__isnull", False),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", False),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", False),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", False),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", False),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", False),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", False),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_camp_e9ba_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("claim__isnull", False)),
                        fields=("field", "claim"),
                        name="campaigns_camp_e9ba_claim",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetListAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opted_out", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.account",
                    ),
                ),
                (
                    "target_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.targetlist",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("target_list", "account"), name="target_account_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetListContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opted_out", models.BooleanField(default=False)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contacts.contact",
                    ),
                ),
                (
                    "target_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.targetlist",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("target_list", "contact"), name="target_contact_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetListLead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opted_out", models.BooleanField(default=False)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="leads.lead",
                    ),
                ),
                (
                    "target_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.targetlist",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("target_list", "lead"), name="target_lead_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetListUser",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opted_out", models.BooleanField(default=False)),
                (
                    "target_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.targetlist",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("target_list", "user"), name="target_user_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetListValue",
            fields=[
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField(null=True)),
                ("text_key", values.columns.KeyColumn(editable=False, null=True, source="text")),
                ("long", models.TextField(null=True)),
                ("long_key", values.columns.KeyColumn(editable=False, null=True, source="long")),
                ("whole", models.BigIntegerField(null=True)),
                ("exact", values.columns.DecimalColumn(decimal_places=3, max_digits=15, null=True)),
                ("truth", models.BooleanField(null=True)),
                ("day", models.DateField(null=True)),
                ("instant", models.DateTimeField(null=True)),
                ("claim", models.CharField(max_length=40, null=True)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "record_id",
                        "field_id",
                        "position",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customfields.customfield",
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customfields.option",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.targetlist",
                    ),
                ),
            ],
            options={
                "db_table": "campaigns_targetlist_value",
                "indexes": [
                    models.Index(
                        condition=models.Q(("text_key__isnull", False)),
                        fields=["field", "text_key", "record"],
                        name="campaigns_targ_a781_text",
                    ),
                    models.Index(
                        condition=models.Q(("whole__isnull", False)),
                        fields=["field", "whole", "record"],
                        name="campaigns_targ_a781_whole",
                    ),
                    models.Index(
                        condition=models.Q(("exact__isnull", False)),
                        fields=["field", "exact", "record"],
                        name="campaigns_targ_a781_exact",
                    ),
                    models.Index(
                        condition=models.Q(("truth__isnull", False)),
                        fields=["field", "truth", "record"],
                        name="campaigns_targ_a781_truth",
                    ),
                    models.Index(
                        condition=models.Q(("day__isnull", False)),
                        fields=["field", "day", "record"],
                        name="campaigns_targ_a781_day",
                    ),
                    models.Index(
                        condition=models.Q(("instant__isnull", False)),
                        fields=["field", "instant", "record"],
                        name="campaigns_targ_a781_instant",
                    ),
                    models.Index(
                        condition=models.Q(("option__isnull", False)),
                        fields=["field", "option", "record"],
                        name="campaigns_targ_a781_option",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", False),
                                ("text_key__isnull", False),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", False),
                                ("long_key__isnull", False),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", False),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", False),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", False),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", False),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", False),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", False),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_targ_a781_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("claim__isnull", False)),
                        fields=("field", "claim"),
                        name="campaigns_targ_a781_claim",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "modified_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("custom", models.TextField(default="{}", editable=False)),
                ("custom_revision", models.PositiveIntegerField(default=0, editable=False)),
                ("status_at", models.DateTimeField(editable=False, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.account",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contacts.contact",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="leads.lead",
                    ),
                ),
                (
                    "modified_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("status", lookups.columns.LookupField("member_status", blank=True, null=True)),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="campaigns.campaignstage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "contact"), name="member_contact_once"
                    ),
                    models.UniqueConstraint(fields=("campaign", "lead"), name="member_lead_once"),
                    models.UniqueConstraint(
                        fields=("campaign", "account"), name="member_account_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignStageValue",
            fields=[
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField(null=True)),
                ("text_key", values.columns.KeyColumn(editable=False, null=True, source="text")),
                ("long", models.TextField(null=True)),
                ("long_key", values.columns.KeyColumn(editable=False, null=True, source="long")),
                ("whole", models.BigIntegerField(null=True)),
                ("exact", values.columns.DecimalColumn(decimal_places=3, max_digits=15, null=True)),
                ("truth", models.BooleanField(null=True)),
                ("day", models.DateField(null=True)),
                ("instant", models.DateTimeField(null=True)),
                ("claim", models.CharField(max_length=40, null=True)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "record_id",
                        "field_id",
                        "position",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customfields.customfield",
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customfields.option",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.campaignstage",
                    ),
                ),
            ],
            options={
                "db_table": "campaigns_campaignstage_value",
                "indexes": [
                    models.Index(
                        condition=models.Q(("text_key__isnull", False)),
                        fields=["field", "text_key", "record"],
                        name="campaigns_camp_97a6_text",
                    ),
                    models.Index(
                        condition=models.Q(("whole__isnull", False)),
                        fields=["field", "whole", "record"],
                        name="campaigns_camp_97a6_whole",
                    ),
                    models.Index(
                        condition=models.Q(("exact__isnull", False)),
                        fields=["field", "exact", "record"],
                        name="campaigns_camp_97a6_exact",
                    ),
                    models.Index(
                        condition=models.Q(("truth__isnull", False)),
                        fields=["field", "truth", "record"],
                        name="campaigns_camp_97a6_truth",
                    ),
                    models.Index(
                        condition=models.Q(("day__isnull", False)),
                        fields=["field", "day", "record"],
                        name="campaigns_camp_97a6_day",
                    ),
                    models.Index(
                        condition=models.Q(("instant__isnull", False)),
                        fields=["field", "instant", "record"],
                        name="campaigns_camp_97a6_instant",
                    ),
                    models.Index(
                        condition=models.Q(("option__isnull", False)),
                        fields=["field", "option", "record"],
                        name="campaigns_camp_97a6_option",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", False),
                                ("text_key__isnull", False),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", False),
                                ("long_key__isnull", False),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", False),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", False),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", False),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", False),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", False),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", False),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_camp_97a6_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("claim__isnull", False)),
                        fields=("field", "claim"),
                        name="campaigns_camp_97a6_claim",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignMemberValue",
            fields=[
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField(null=True)),
                ("text_key", values.columns.KeyColumn(editable=False, null=True, source="text")),
                ("long", models.TextField(null=True)),
                ("long_key", values.columns.KeyColumn(editable=False, null=True, source="long")),
                ("whole", models.BigIntegerField(null=True)),
                ("exact", values.columns.DecimalColumn(decimal_places=3, max_digits=15, null=True)),
                ("truth", models.BooleanField(null=True)),
                ("day", models.DateField(null=True)),
                ("instant", models.DateTimeField(null=True)),
                ("claim", models.CharField(max_length=40, null=True)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "record_id",
                        "field_id",
                        "position",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customfields.customfield",
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customfields.option",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.campaignmember",
                    ),
                ),
            ],
            options={
                "db_table": "campaigns_campaignmember_value",
                "indexes": [
                    models.Index(
                        condition=models.Q(("text_key__isnull", False)),
                        fields=["field", "text_key", "record"],
                        name="campaigns_camp_668c_text",
                    ),
                    models.Index(
                        condition=models.Q(("whole__isnull", False)),
                        fields=["field", "whole", "record"],
                        name="campaigns_camp_668c_whole",
                    ),
                    models.Index(
                        condition=models.Q(("exact__isnull", False)),
                        fields=["field", "exact", "record"],
                        name="campaigns_camp_668c_exact",
                    ),
                    models.Index(
                        condition=models.Q(("truth__isnull", False)),
                        fields=["field", "truth", "record"],
                        name="campaigns_camp_668c_truth",
                    ),
                    models.Index(
                        condition=models.Q(("day__isnull", False)),
                        fields=["field", "day", "record"],
                        name="campaigns_camp_668c_day",
                    ),
                    models.Index(
                        condition=models.Q(("instant__isnull", False)),
                        fields=["field", "instant", "record"],
                        name="campaigns_camp_668c_instant",
                    ),
                    models.Index(
                        condition=models.Q(("option__isnull", False)),
                        fields=["field", "option", "record"],
                        name="campaigns_camp_668c_option",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", False),
                                ("text_key__isnull", False),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", False),
                                ("long_key__isnull", False),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", False),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", False),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", False),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", False),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", False),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", True),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            models.Q(
                                ("day__isnull", True),
                                ("exact__isnull", True),
                                ("instant__isnull", True),
                                ("long__isnull", True),
                                ("long_key__isnull", True),
                                ("option__isnull", False),
                                ("text__isnull", True),
                                ("text_key__isnull", True),
                                ("truth__isnull", True),
                                ("whole__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_camp_668c_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("claim__isnull", False)),
                        fields=("field", "claim"),
                        name="campaigns_camp_668c_claim",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="targetlist",
            name="accounts",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                through="campaigns.TargetListAccount",
                to="accounts.account",
            ),
        ),
        migrations.AddField(
            model_name="targetlist",
            name="contacts",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                through="campaigns.TargetListContact",
                to="contacts.contact",
            ),
        ),
        migrations.AddField(
            model_name="targetlist",
            name="leads",
            field=models.ManyToManyField(
                blank=True, related_name="+", through="campaigns.TargetListLead", to="leads.lead"
            ),
        ),
        migrations.AddField(
            model_name="targetlist",
            name="users",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                through="campaigns.TargetListUser",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
