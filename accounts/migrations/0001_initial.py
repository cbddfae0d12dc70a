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
        ("customfields", "0001_initial"),
        ("lookups", "0001_initial"),
        ("users", "0001_initial"),
        ("users", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
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
                ("website", values.columns.TextColumn(blank=True, max_length=255, null=True)),
                (
                    "address_street",
                    values.columns.TextColumn(blank=True, max_length=255, null=True),
                ),
                ("address_city", values.columns.TextColumn(blank=True, max_length=100, null=True)),
                ("address_state", values.columns.TextColumn(blank=True, max_length=100, null=True)),
                (
                    "address_postal_code",
                    values.columns.TextColumn(blank=True, max_length=40, null=True),
                ),
                (
                    "address_country",
                    values.columns.TextColumn(blank=True, max_length=100, null=True),
                ),
                (
                    "shipping_address_street",
                    values.columns.TextColumn(blank=True, max_length=255, null=True),
                ),
                (
                    "shipping_address_city",
                    values.columns.TextColumn(blank=True, max_length=100, null=True),
                ),
                (
                    "shipping_address_state",
                    values.columns.TextColumn(blank=True, max_length=100, null=True),
                ),
                (
                    "shipping_address_postal_code",
                    values.columns.TextColumn(blank=True, max_length=40, null=True),
                ),
                (
                    "shipping_address_country",
                    values.columns.TextColumn(blank=True, max_length=100, null=True),
                ),
                ("description", values.columns.LongTextColumn(blank=True, null=True)),
                ("name_key", values.columns.KeyColumn(editable=False, null=True, source="name")),
                (
                    "website_key",
                    values.columns.KeyColumn(editable=False, null=True, source="website"),
                ),
                (
                    "address_street_key",
                    values.columns.KeyColumn(editable=False, null=True, source="address_street"),
                ),
                (
                    "address_city_key",
                    values.columns.KeyColumn(editable=False, null=True, source="address_city"),
                ),
                (
                    "address_state_key",
                    values.columns.KeyColumn(editable=False, null=True, source="address_state"),
                ),
                (
                    "address_postal_code_key",
                    values.columns.KeyColumn(
                        editable=False, null=True, source="address_postal_code"
                    ),
                ),
                (
                    "address_country_key",
                    values.columns.KeyColumn(editable=False, null=True, source="address_country"),
                ),
                (
                    "shipping_address_street_key",
                    values.columns.KeyColumn(
                        editable=False, null=True, source="shipping_address_street"
                    ),
                ),
                (
                    "shipping_address_city_key",
                    values.columns.KeyColumn(
                        editable=False, null=True, source="shipping_address_city"
                    ),
                ),
                (
                    "shipping_address_state_key",
                    values.columns.KeyColumn(
                        editable=False, null=True, source="shipping_address_state"
                    ),
                ),
                (
                    "shipping_address_postal_code_key",
                    values.columns.KeyColumn(
                        editable=False, null=True, source="shipping_address_postal_code"
                    ),
                ),
                (
                    "shipping_address_country_key",
                    values.columns.KeyColumn(
                        editable=False, null=True, source="shipping_address_country"
                    ),
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
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("industry", lookups.columns.LookupField("industry", blank=True, null=True)),
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
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.account",
                    ),
                ),
                ("source", lookups.columns.LookupField("lead_source", blank=True, null=True)),
                ("tags", models.ManyToManyField(blank=True, related_name="+", to="lookups.tag")),
                ("teams", models.ManyToManyField(blank=True, related_name="+", to="users.team")),
                ("type", lookups.columns.LookupField("account_type", blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name_key", "id"], name="account_by_name"),
                    models.Index(fields=["modified_at"], name="account_by_change"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountValue",
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
                        to="accounts.account",
                    ),
                ),
            ],
            options={
                "db_table": "accounts_account_value",
                "indexes": [
                    models.Index(
                        condition=models.Q(("text_key__isnull", False)),
                        fields=["field", "text_key", "record"],
                        name="accounts_accou_5773_text",
                    ),
                    models.Index(
                        condition=models.Q(("whole__isnull", False)),
                        fields=["field", "whole", "record"],
                        name="accounts_accou_5773_whole",
                    ),
                    models.Index(
                        condition=models.Q(("exact__isnull", False)),
                        fields=["field", "exact", "record"],
                        name="accounts_accou_5773_exact",
                    ),
                    models.Index(
                        condition=models.Q(("truth__isnull", False)),
                        fields=["field", "truth", "record"],
                        name="accounts_accou_5773_truth",
                    ),
                    models.Index(
                        condition=models.Q(("day__isnull", False)),
                        fields=["field", "day", "record"],
                        name="accounts_accou_5773_day",
                    ),
                    models.Index(
                        condition=models.Q(("instant__isnull", False)),
                        fields=["field", "instant", "record"],
                        name="accounts_accou_5773_instant",
                    ),
                    models.Index(
                        condition=models.Q(("option__isnull", False)),
                        fields=["field", "option", "record"],
                        name="accounts_accou_5773_option",
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
                        name="accounts_accou_5773_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("claim__isnull", False)),
                        fields=("field", "claim"),
                        name="accounts_accou_5773_claim",
                    ),
                ],
            },
        ),
    ]
