"""The tables of this app."""

import django.db.models.deletion
import django.utils.timezone
import values.columns
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UsedDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("source", models.CharField(max_length=16)),
                ("token_id", models.BigIntegerField(default=0)),
                ("user_id", models.BigIntegerField(default=0)),
                ("used", models.BigIntegerField(default=0)),
                ("failed", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "token_id", "user_id", "source"), name="usage_day_of_a_token"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("usage", "Usage of the quota"), ("failed", "Failed calls")],
                        help_text="What a mail is sent about.",
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Of the month's calls, 1 to 100; usage alerts only.",
                        null=True,
                    ),
                ),
                ("name", values.columns.TextColumn(blank=True, max_length=100, null=True)),
                (
                    "email",
                    models.EmailField(
                        blank=True, default="", max_length=254, verbose_name="address"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("told_month", models.CharField(default="", editable=False, max_length=7)),
                ("told_minute", models.BigIntegerField(default=0, editable=False)),
                (
                    "told_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last mail"),
                ),
                ("name_key", values.columns.KeyColumn(editable=False, null=True, source="name")),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "API alert",
                "ordering": ["kind", "percent", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "usage"), ("percent__gte", 1), ("percent__lte", 100)),
                            models.Q(("kind", "failed"), ("percent", None)),
                            _connector="OR",
                        ),
                        name="usage_alert_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("user", None), models.Q(("email", ""), _negated=True)),
                            models.Q(("user__isnull", False), ("email", "")),
                            _connector="OR",
                        ),
                        name="usage_alert_recipient",
                    ),
                ],
            },
        ),
    ]
