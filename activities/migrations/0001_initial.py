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
            name="Activity",
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
                (
                    "type",
                    values.columns.TextColumn(
                        blank=False,
                        choices=[
                            ("task", "task"),
                            ("call", "call"),
                            ("meeting", "meeting"),
                            ("email", "email"),
                            ("note", "note"),
                        ],
                        max_length=10,
                        null=False,
                    ),
                ),
                ("subject", values.columns.TextColumn(blank=True, max_length=350, null=True)),
                ("description", values.columns.LongTextColumn(blank=True, null=True)),
                ("is_html", models.BooleanField(default=False)),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("all_day", models.BooleanField(default=False)),
                ("completed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "direction",
                    values.columns.TextColumn(
                        blank=True,
                        choices=[("Outbound", "Outbound"), ("Inbound", "Inbound")],
                        max_length=10,
                        null=True,
                    ),
                ),
                (
                    "parent_type",
                    values.columns.TextColumn(
                        blank=True,
                        choices=[
                            ("account", "account"),
                            ("contact", "contact"),
                            ("lead", "lead"),
                            ("opportunity", "opportunity"),
                            ("case", "case"),
                        ],
                        max_length=15,
                        null=True,
                    ),
                ),
                ("email_from", values.columns.LongTextColumn(blank=True, null=True)),
                ("email_to", values.columns.LongTextColumn(blank=True, null=True)),
                ("email_cc", values.columns.LongTextColumn(blank=True, null=True)),
                ("email_bcc", values.columns.LongTextColumn(blank=True, null=True)),
                ("reminders", models.JSONField(blank=True, default=list)),
                ("type_key", values.columns.KeyColumn(editable=False, null=True, source="type")),
                (
                    "subject_key",
                    values.columns.KeyColumn(editable=False, null=True, source="subject"),
                ),
                (
                    "description_key",
                    values.columns.KeyColumn(editable=False, null=True, source="description"),
                ),
                (
                    "direction_key",
                    values.columns.KeyColumn(editable=False, null=True, source="direction"),
                ),
                (
                    "parent_type_key",
                    values.columns.KeyColumn(editable=False, null=True, source="parent_type"),
                ),
                (
                    "email_from_key",
                    values.columns.KeyColumn(editable=False, null=True, source="email_from"),
                ),
                (
                    "email_to_key",
                    values.columns.KeyColumn(editable=False, null=True, source="email_to"),
                ),
                (
                    "email_cc_key",
                    values.columns.KeyColumn(editable=False, null=True, source="email_cc"),
                ),
                (
                    "email_bcc_key",
                    values.columns.KeyColumn(editable=False, null=True, source="email_bcc"),
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
                ("outcome", lookups.columns.LookupField("call_outcome", blank=True, null=True)),
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
                (
                    "status",
                    lookups.columns.LookupField(
                        "task_status", "meeting_status", "email_status", blank=True, null=True
                    ),
                ),
                ("subtype", lookups.columns.LookupField("activity_type", blank=True, null=True)),
                ("tags", models.ManyToManyField(blank=True, related_name="+", to="lookups.tag")),
                ("teams", models.ManyToManyField(blank=True, related_name="+", to="users.team")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_key", "id"], name="activity_by_subject"),
                    models.Index(fields=["type_key", "id"], name="activity_by_type"),
                    models.Index(fields=["starts_at"], name="activity_by_start"),
                    models.Index(fields=["ends_at"], name="activity_by_end"),
                    models.Index(fields=["modified_at"], name="activity_by_change"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="activities.activity",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contacts.contact",
                    ),
                ),
                ("status", lookups.columns.LookupField("accept_status", blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "contact"), name="activity_contact_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityLead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="activities.activity",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="leads.lead",
                    ),
                ),
                ("status", lookups.columns.LookupField("accept_status", blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("activity", "lead"), name="activity_lead_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityUser",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="activities.activity",
                    ),
                ),
                ("status", lookups.columns.LookupField("accept_status", blank=True, null=True)),
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
                    models.UniqueConstraint(fields=("activity", "user"), name="activity_user_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityValue",
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
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "db_table": "activities_activity_value",
                "indexes": [
                    models.Index(
                        condition=models.Q(("text_key__isnull", False)),
                        fields=["field", "text_key", "record"],
                        name="activities_act_45e4_text",
                    ),
                    models.Index(
                        condition=models.Q(("whole__isnull", False)),
                        fields=["field", "whole", "record"],
                        name="activities_act_45e4_whole",
                    ),
                    models.Index(
                        condition=models.Q(("exact__isnull", False)),
                        fields=["field", "exact", "record"],
                        name="activities_act_45e4_exact",
                    ),
                    models.Index(
                        condition=models.Q(("truth__isnull", False)),
                        fields=["field", "truth", "record"],
                        name="activities_act_45e4_truth",
                    ),
                    models.Index(
                        condition=models.Q(("day__isnull", False)),
                        fields=["field", "day", "record"],
                        name="activities_act_45e4_day",
                    ),
                    models.Index(
                        condition=models.Q(("instant__isnull", False)),
                        fields=["field", "instant", "record"],
                        name="activities_act_45e4_instant",
                    ),
                    models.Index(
                        condition=models.Q(("option__isnull", False)),
                        fields=["field", "option", "record"],
                        name="activities_act_45e4_option",
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
                        name="activities_act_45e4_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("claim__isnull", False)),
                        fields=("field", "claim"),
                        name="activities_act_45e4_claim",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="contacts",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                through="activities.ActivityContact",
                to="contacts.contact",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="leads",
            field=models.ManyToManyField(
                blank=True, related_name="+", through="activities.ActivityLead", to="leads.lead"
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="users",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                through="activities.ActivityUser",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
