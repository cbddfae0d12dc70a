"""The tables of this app."""

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
        ("opportunities", "0001_initial"),
        ("users", "0001_initial"),
        ("users", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="LastNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Case",
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
                ("number", models.BigIntegerField(editable=False, unique=True)),
                ("subject", values.columns.TextColumn(blank=False, max_length=255, null=False)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("description", values.columns.LongTextColumn(blank=True, null=True)),
                (
                    "subject_key",
                    values.columns.KeyColumn(editable=False, null=True, source="subject"),
                ),
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
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.account",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="contacts.contact",
                    ),
                ),
                (
                    "contacts",
                    models.ManyToManyField(blank=True, related_name="+", to="contacts.contact"),
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
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="leads.lead",
                    ),
                ),
                ("level", lookups.columns.LookupField("case_level", blank=True, null=True)),
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
                    "opportunity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="opportunities.opportunity",
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
                ("priority", lookups.columns.LookupField("priority", blank=True, null=True)),
                ("status", lookups.columns.LookupField("case_status", blank=True, null=True)),
                ("tags", models.ManyToManyField(blank=True, related_name="+", to="lookups.tag")),
                ("teams", models.ManyToManyField(blank=True, related_name="+", to="users.team")),
                ("type", lookups.columns.LookupField("case_type", blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_key", "id"], name="case_by_subject"),
                    models.Index(fields=["modified_at"], name="case_by_change"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseValue",
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
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "db_table": "cases_case_value",
                "indexes": [
                    models.Index(
                        condition=models.Q(("text_key__isnull", False)),
                        fields=["field", "text_key", "record"],
                        name="cases_case_val_393a_text",
                    ),
                    models.Index(
                        condition=models.Q(("whole__isnull", False)),
                        fields=["field", "whole", "record"],
                        name="cases_case_val_393a_whole",
                    ),
                    models.Index(
                        condition=models.Q(("exact__isnull", False)),
                        fields=["field", "exact", "record"],
                        name="cases_case_val_393a_exact",
                    ),
                    models.Index(
                        condition=models.Q(("truth__isnull", False)),
                        fields=["field", "truth", "record"],
                        name="cases_case_val_393a_truth",
                    ),
                    models.Index(
                        condition=models.Q(("day__isnull", False)),
                        fields=["field", "day", "record"],
                        name="cases_case_val_393a_day",
                    ),
                    models.Index(
                        condition=models.Q(("instant__isnull", False)),
                        fields=["field", "instant", "record"],
                        name="cases_case_val_393a_instant",
                    ),
                    models.Index(
                        condition=models.Q(("option__isnull", False)),
                        fields=["field", "option", "record"],
                        name="cases_case_val_393a_option",
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
                        name="cases_case_val_393a_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("claim__isnull", False)),
                        fields=("field", "claim"),
                        name="cases_case_val_393a_claim",
                    ),
                ],
            },
        ),
    ]
