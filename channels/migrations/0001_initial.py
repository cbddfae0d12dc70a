"""The tables of this app."""

import channels.models
import lookups.columns
import values.columns
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("lookups", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Email",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record_type", models.PositiveSmallIntegerField()),
                ("record_id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("is_primary", models.BooleanField(default=False)),
                ("opted_out", models.BooleanField(default=False)),
                ("is_invalid", models.BooleanField(default=False)),
                ("address", values.columns.TextColumn(blank=False, max_length=254, null=False)),
                (
                    "address_key",
                    values.columns.KeyColumn(editable=False, null=True, source="address"),
                ),
                ("type", lookups.columns.LookupField("email_type", blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["record_type", "address_key", "record_id"],
                        name="channels_email_key",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record_type", "record_id", "address_key"),
                        name="channels_email_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_primary", True)),
                        fields=("record_type", "record_id"),
                        name="channels_email_primary",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Phone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record_type", models.PositiveSmallIntegerField()),
                ("record_id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("is_primary", models.BooleanField(default=False)),
                ("opted_out", models.BooleanField(default=False)),
                ("is_invalid", models.BooleanField(default=False)),
                ("number", models.CharField(max_length=40)),
                (
                    "number_key",
                    channels.models.NumberKey(editable=False, null=False, source="number"),
                ),
                ("type", lookups.columns.LookupField("phone_type", blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["record_type", "number_key", "record_id"], name="channels_phone_key"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record_type", "record_id", "number_key"),
                        name="channels_phone_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_primary", True)),
                        fields=("record_type", "record_id"),
                        name="channels_phone_primary",
                    ),
                ],
            },
        ),
    ]
