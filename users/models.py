"""The tables of the people who sign in, of their teams, and of the roles that they hold."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from revisions.store import bump
from users.grants import read_fields, read_grants
from values.columns import TextColumn
from values.refusals import Refusal
from values.text import fold, is_clean

USERNAME_LENGTH = 100


class Stamped(models.Model):
    """Who made and last changed a row, when, and how often it was changed."""

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        "users.User", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    modified_at = models.DateTimeField(default=timezone.now, editable=False)
    modified_by = models.ForeignKey(
        "users.User", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def check_free(row: models.Model, *columns: str) -> None:
    """Refuse a text that another row of the table already has, ignoring case."""
    for column in columns:
        text = getattr(row, column)
        if text is None:
            continue
        others = type(row)._default_manager.exclude(pk=row.pk)
        if others.filter(**{f"{column}_key": fold(text)}).exists():
            raise ValidationError({column: ValidationError("is taken already", code="unique")})


class Team(Stamped):
    """A group of users who may be allowed to see one another's records."""

    name = TextColumn(100, null=False, blank=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name_key"], name="users_team_name")]
        ordering = ["name_key"]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        check_free(self, "name")


class Role(Stamped):
    """What its holders may do: grants per record type, and fields kept from them."""

    name = TextColumn(100, null=False, blank=False)
    is_administrator = models.BooleanField(
        "administrator", default=False, help_text="Holders may do everything."
    )
    grants = models.JSONField(default=list, blank=True)
    hidden_fields = models.JSONField(default=dict, blank=True)
    read_only_fields = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name_key"], name="users_role_name")]
        ordering = ["name_key"]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        check_free(self, "name")
        readers = {"grants": read_grants, "hidden_fields": read_fields}
        readers["read_only_fields"] = read_fields
        for column, read in readers.items():
            try:
                read(getattr(self, column))
            except Refusal as refusal:
                raise ValidationError({column: str(refusal)}) from refusal


class UserManager(BaseUserManager["User"]):
    """Makes users and finds them by the name that they sign in with."""

    def create_user(
        self, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "User":
        """A new user, saved; without a password nobody can sign in as him.

        The API is open to users of kind api unless `api_access` says otherwise.
        """
        fields.setdefault("api_access", fields.get("kind") == User.Kind.API)
        user = self.model(**fields, **({"email": email} if email else {}))
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "User":
        """A new user who may do everything, with access to the API."""
        known = {"kind": User.Kind.ADMIN, "is_superuser": True, "api_access": True}
        return self.create_user(email, password, **{**known, **fields})

    def named(self, name: str) -> "User | None":
        """Who signs in by this e-mail address, else by this username; case is ignored."""
        if not name or not is_clean(name):
            return None
        key = fold(name.strip())
        found = list(self.filter(Q(email_key=key) | Q(username_key=key)))
        found.sort(key=lambda user: user.email_key != key)
        return found[0] if found else None

    def get_by_natural_key(self, username: str | None) -> "User":
        """As `named`, for Django's own commands; raises User.DoesNotExist."""
        user = self.named(username or "")
        if user is None:
            raise self.model.DoesNotExist(username)
        return user


class User(Stamped, AbstractBaseUser):
    """Somebody, or some program, that acts in the CRM."""

    class Kind(models.TextChoices):
        """What a user is: a person, a person who runs the CRM, a program, or the CRM itself."""

        REGULAR = "regular"
        ADMIN = "admin"
        API = "api"
        SYSTEM = "system"

    email = TextColumn(254, validators=[validate_email])
    username = TextColumn(USERNAME_LENGTH, null=False)
    first_name = TextColumn(100)
    last_name = TextColumn(100)
    job_title = TextColumn(150)
    kind = TextColumn(20, null=False, blank=False, choices=Kind.choices, default=Kind.REGULAR)
    is_active = models.BooleanField("active", default=True)
    is_superuser = models.BooleanField("superuser", default=False)
    api_access = models.BooleanField("API access", default=False)
    timezone = TextColumn(64)
    locale = TextColumn(20)
    default_team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    teams = models.ManyToManyField(Team, blank=True, related_name="users")
    roles = models.ManyToManyField(Role, blank=True, related_name="users")

    objects: ClassVar[UserManager] = UserManager()
    email_key: str | None
    username_key: str | None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email_key"], name="users_user_email"),
            models.UniqueConstraint(fields=["username_key"], name="users_user_username"),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """First and last name, else what he signs in with."""
        names = [part for part in (self.first_name, self.last_name) if part]
        return " ".join(names) or self.email or self.username or f"user {self.pk}"

    @property
    def is_staff(self) -> bool:
        """Whether he may sign in to the dashboard: people may, programs may not."""
        return self.is_active and self.kind not in {self.Kind.API, self.Kind.SYSTEM}

    @cached_property
    def is_administrator(self) -> bool:
        """Superusers and holders of an administrator role, who may all."""
        return self.is_superuser or self.roles.filter(is_administrator=True).exists()

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's own question, which third-party pages ask: administrators may."""
        return self.is_active and self.is_administrator

    def has_module_perms(self, app_label: str) -> bool:
        """As `has_perm`, for a whole app."""
        return self.has_perm(app_label)

    def clean(self) -> None:
        """Fill what follows from the rest and check what two users may not share."""
        self.settle()
        check_free(self, "email", "username")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save him, and let every process forget what it remembers of him: a new password ends
        what an old one opened."""
        self.settle()
        with transaction.atomic(using=kwargs.get("using")):
            super().save(*args, **kwargs)
            if kwargs.get("update_fields") != ["last_login"]:
                bump("users")

    def settle(self) -> None:
        """Give a user without username one."""
        self.email = self.email or None
        if not self.username:
            self.username = self._free_username()

    def _free_username(self) -> str:
        """The part of the e-mail address before @, with a number behind it if that is taken."""
        wish = (self.email or "user").partition("@")[0][: USERNAME_LENGTH - 10] or "user"
        taken = set(
            User.objects.filter(username_key__startswith=fold(wish))
            .exclude(pk=self.pk)
            .values_list("username_key", flat=True)
        )
        name, number = wish, 1
        while fold(name) in taken:
            number += 1
            name = f"{wish}{number}"
        return name
