"""The tables of this app."""

import attachments.models
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
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", values.columns.TextColumn(blank=False, max_length=255, null=False)),
                ("mime", models.CharField(max_length=255)),
                ("size", models.PositiveBigIntegerField()),
                ("role", models.CharField(blank=True, max_length=40, null=True)),
                (
                    "file",
                    models.FileField(
                        db_index=True,
                        storage=attachments.models.uploads,
                        upload_to=attachments.models.stored_name,
                    ),
                ),
                ("object_type", models.PositiveSmallIntegerField(null=True)),
                ("object_id", models.BigIntegerField(null=True)),
                ("field", models.CharField(max_length=100, null=True)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
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
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["object_type", "object_id"], name="attachments_of_a_record"
                    )
                ],
            },
        ),
    ]
