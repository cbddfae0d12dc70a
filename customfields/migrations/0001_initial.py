"""The tables of this app."""

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
            name="Schema",
            fields=[
                ("record_type", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("shape", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Sweep",
            fields=[
                ("record_type", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("swept", models.PositiveIntegerField(default=0)),
                ("target", models.PositiveIntegerField(default=0)),
                ("reached", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="CustomField",
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
                ("record_type", models.CharField(max_length=60)),
                ("key", models.CharField(max_length=63)),
                ("label", values.columns.TextColumn(blank=False, max_length=255, null=False)),
                ("type", models.CharField(max_length=20)),
                ("required", models.BooleanField(default=False)),
                ("unique", models.BooleanField(default=False)),
                ("default", models.TextField(blank=True, null=True)),
                ("help_text", models.TextField(blank=True, default="")),
                ("group", models.CharField(blank=True, default="", max_length=255)),
                ("order", models.IntegerField(default=0)),
                ("dialects", models.JSONField(blank=True, null=True)),
                ("wire_names", models.JSONField(blank=True, default=dict)),
                ("since", models.PositiveIntegerField(default=0, editable=False)),
                ("deleted_at", models.DateTimeField(editable=False, null=True)),
                ("swept_at", models.DateTimeField(editable=False, null=True)),
                ("label_key", values.columns.KeyColumn(editable=False, null=True, source="label")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
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
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["record_type", "order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("record_type", "key"),
                        name="custom_field_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", values.columns.TextColumn(blank=False, max_length=255, null=False)),
                ("color", models.CharField(blank=True, max_length=7, null=True)),
                ("order", models.IntegerField(default=0)),
                ("active", models.BooleanField(default=True)),
                ("gone", models.BooleanField(default=False, editable=False)),
                ("label_key", values.columns.KeyColumn(editable=False, null=True, source="label")),
                (
                    "field",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="customfields.customfield",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("gone", False)),
                        fields=("field", "label_key"),
                        name="custom_field_option_label",
                    )
                ],
            },
        ),
    ]
