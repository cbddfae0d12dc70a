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
        ("attachments", "0001_initial"),
        ("cases", "0001_initial"),
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
            name="Document",
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
                ("content", values.columns.LongTextColumn(blank=True, null=True)),
                ("publish_date", models.DateField(blank=True, null=True)),
                ("expiration_date", models.DateField(blank=True, null=True)),
                ("name_key", values.columns.KeyColumn(editable=False, null=True, source="name")),
                (
                    "description_key",
                    values.columns.KeyColumn(editable=False, null=True, source="description"),
                ),
                (
                    "content_key",
                    values.columns.KeyColumn(editable=False, null=True, source="content"),
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
                    "accounts",
                    models.ManyToManyField(blank=True, related_name="+", to="accounts.account"),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="attachments.attachment",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cases.case",
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
                ("folder", lookups.columns.LookupField("document_folder", blank=True, null=True)),
                ("leads", models.ManyToManyField(blank=True, related_name="+", to="leads.lead")),
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
                    "opportunities",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="opportunities.opportunity"
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
                ("status", lookups.columns.LookupField("document_status", blank=True, null=True)),
                ("tags", models.ManyToManyField(blank=True, related_name="+", to="lookups.tag")),
                ("teams", models.ManyToManyField(blank=True, related_name="+", to="users.team")),
                ("type", lookups.columns.LookupField("document_type", blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name_key", "id"], name="document_by_name"),
                    models.Index(fields=["modified_at"], name="document_by_change"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentValue",
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
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "documents_document_value",
                "indexes": [
                    models.Index(
                        condition=models.Q(("text_key__isnull", False)),
                        fields=["field", "text_key", "record"],
                        name="documents_docu_ae09_text",
                    ),
                    models.Index(
                        condition=models.Q(("whole__isnull", False)),
                        fields=["field", "whole", "record"],
                        name="documents_docu_ae09_whole",
                    ),
                    models.Index(
                        condition=models.Q(("exact__isnull", False)),
                        fields=["field", "exact", "record"],
                        name="documents_docu_ae09_exact",
                    ),
                    models.Index(
                        condition=models.Q(("truth__isnull", False)),
                        fields=["field", "truth", "record"],
                        name="documents_docu_ae09_truth",
                    ),
                    models.Index(
                        condition=models.Q(("day__isnull", False)),
                        fields=["field", "day", "record"],
                        name="documents_docu_ae09_day",
                    ),
                    models.Index(
                        condition=models.Q(("instant__isnull", False)),
                        fields=["field", "instant", "record"],
                        name="documents_docu_ae09_instant",
                    ),
                    models.Index(
                        condition=models.Q(("option__isnull", False)),
                        fields=["field", "option", "record"],
                        name="documents_docu_ae09_option",
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
                        name="documents_docu_ae09_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("claim__isnull", False)),
                        fields=("field", "claim"),
                        name="documents_docu_ae09_claim",
                    ),
                ],
            },
        ),
    ]
