"""The tables of this app."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import values.columns
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("users", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="LookupList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True)),
                ("label", models.CharField(max_length=100)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Currency",
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
                (
                    "code",
                    values.columns.TextColumn(
                        blank=False,
                        max_length=3,
                        null=False,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                    ),
                ),
                ("name", values.columns.TextColumn(blank=False, max_length=100, null=False)),
                (
                    "rate",
                    values.columns.DecimalColumn(
                        decimal_places=6,
                        help_text="How much of this currency one US dollar buys.",
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("is_active", models.BooleanField(default=False, verbose_name="active")),
                ("code_key", values.columns.KeyColumn(editable=False, null=True, source="code")),
                ("name_key", values.columns.KeyColumn(editable=False, null=True, source="name")),
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
                "verbose_name_plural": "currencies",
                "ordering": ["code_key"],
                "constraints": [
                    models.UniqueConstraint(fields=("code_key",), name="lookups_currency_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
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
                ("name", values.columns.TextColumn(blank=False, max_length=100, null=False)),
                ("color", values.columns.TextColumn(blank=True, max_length=7, null=True)),
                ("name_key", values.columns.KeyColumn(editable=False, null=True, source="name")),
                ("color_key", values.columns.KeyColumn(editable=False, null=True, source="color")),
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
                "ordering": ["name_key"],
                "constraints": [
                    models.UniqueConstraint(fields=("name_key",), name="lookups_tag_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LookupValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", values.columns.TextColumn(blank=False, max_length=255, null=False)),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "active",
                    models.BooleanField(default=True, help_text="Inactive ones stay readable."),
                ),
                ("is_default", models.BooleanField(default=False, verbose_name="default")),
                ("color", models.CharField(blank=True, max_length=7, null=True)),
                ("code", models.CharField(blank=True, max_length=10, null=True)),
                ("calling_code", models.CharField(blank=True, max_length=10, null=True)),
                (
                    "base_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("task", "task"),
                            ("call", "call"),
                            ("meeting", "meeting"),
                            ("email", "email"),
                            ("note", "note"),
                        ],
                        max_length=10,
                        null=True,
                    ),
                ),
                ("is_done", models.BooleanField(default=False, verbose_name="done")),
                ("is_closed", models.BooleanField(default=False, verbose_name="counts as closed")),
                ("value_key", values.columns.KeyColumn(editable=False, null=True, source="value")),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="lookups.lookuplist",
                    ),
                ),
            ],
            options={
                "ordering": ["list", "position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("list", "value_key"), name="lookups_value_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("list",),
                        name="lookups_one_default",
                    ),
                ],
            },
        ),
    ]
