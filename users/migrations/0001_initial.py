"""The tables of this app."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import values.columns
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Role",
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
                (
                    "is_administrator",
                    models.BooleanField(
                        default=False,
                        help_text="Holders may do everything.",
                        verbose_name="administrator",
                    ),
                ),
                ("grants", models.JSONField(blank=True, default=list)),
                ("hidden_fields", models.JSONField(blank=True, default=dict)),
                ("read_only_fields", models.JSONField(blank=True, default=dict)),
                ("name_key", values.columns.KeyColumn(editable=False, null=True, source="name")),
            ],
            options={
                "ordering": ["name_key"],
                "constraints": [
                    models.UniqueConstraint(fields=("name_key",), name="users_role_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
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
                ("name_key", values.columns.KeyColumn(editable=False, null=True, source="name")),
            ],
            options={
                "ordering": ["name_key"],
                "constraints": [
                    models.UniqueConstraint(fields=("name_key",), name="users_team_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
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
                    "email",
                    values.columns.TextColumn(
                        blank=True,
                        max_length=254,
                        null=True,
                        validators=[django.core.validators.EmailValidator()],
                    ),
                ),
                ("username", values.columns.TextColumn(blank=True, max_length=100, null=False)),
                ("first_name", values.columns.TextColumn(blank=True, max_length=100, null=True)),
                ("last_name", values.columns.TextColumn(blank=True, max_length=100, null=True)),
                ("job_title", values.columns.TextColumn(blank=True, max_length=150, null=True)),
                (
                    "kind",
                    values.columns.TextColumn(
                        blank=False,
                        choices=[
                            ("regular", "Regular"),
                            ("admin", "Admin"),
                            ("api", "Api"),
                            ("system", "System"),
                        ],
                        default="regular",
                        max_length=20,
                        null=False,
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("is_superuser", models.BooleanField(default=False, verbose_name="superuser")),
                ("api_access", models.BooleanField(default=False, verbose_name="API access")),
                ("timezone", values.columns.TextColumn(blank=True, max_length=64, null=True)),
                ("locale", values.columns.TextColumn(blank=True, max_length=20, null=True)),
                ("email_key", values.columns.KeyColumn(editable=False, null=True, source="email")),
                (
                    "username_key",
                    values.columns.KeyColumn(editable=False, null=True, source="username"),
                ),
                (
                    "first_name_key",
                    values.columns.KeyColumn(editable=False, null=True, source="first_name"),
                ),
                (
                    "last_name_key",
                    values.columns.KeyColumn(editable=False, null=True, source="last_name"),
                ),
                (
                    "job_title_key",
                    values.columns.KeyColumn(editable=False, null=True, source="job_title"),
                ),
                ("kind_key", values.columns.KeyColumn(editable=False, null=True, source="kind")),
                (
                    "timezone_key",
                    values.columns.KeyColumn(editable=False, null=True, source="timezone"),
                ),
                (
                    "locale_key",
                    values.columns.KeyColumn(editable=False, null=True, source="locale"),
                ),
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
                (
                    "roles",
                    models.ManyToManyField(blank=True, related_name="users", to="users.role"),
                ),
                (
                    "default_team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="users.team",
                    ),
                ),
                (
                    "teams",
                    models.ManyToManyField(blank=True, related_name="users", to="users.team"),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("email_key",), name="users_user_email"),
                    models.UniqueConstraint(fields=("username_key",), name="users_user_username"),
                ],
            },
        ),
        migrations.AddField(
            model_name="role",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="role",
            name="modified_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="modified_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
