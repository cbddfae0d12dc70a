"""The tables of access tokens and of people signed in by apps; neither holds a secret's text."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from values.columns import TextColumn


class Token(models.Model):
    """A key by which a program acts as its owner, within its scopes."""

    name = TextColumn(100, null=False, blank=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens", verbose_name="owner"
    )
    public_id = models.CharField(max_length=12, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    pepper_id = models.CharField(max_length=8, editable=False)
    scopes = models.JSONField(default=list)
    dialects = models.JSONField(null=True, blank=True, help_text="Empty: all dialects.")
    allowed_ips = models.JSONField(default=list, blank=True)
    rate_limit = models.PositiveIntegerField(
        null=True, blank=True, help_text="Calls a minute; empty: the limit of the installation."
    )
    expires_at = models.DateTimeField()
    renewed_days = models.PositiveIntegerField(
        null=True, editable=False, help_text="Each use makes it good for so many days more."
    )
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    plaintext = ""  # known only on an object just made, for its one showing; never stored

    class Meta:
        verbose_name = "personal access token"
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_valid(self) -> bool:
        """Neither revoked nor expired."""
        return self.revoked_at is None and timezone.now() < self.expires_at


class SignIn(models.Model):
    """Somebody signed in by an app: goes on as his refresh token is exchanged, until it ends."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    refresh_id = models.CharField(max_length=32)  # of the only refresh token that is good now
    created_at = models.DateTimeField(default=timezone.now)
    renewed_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"sign-in {self.pk}"


class Application(models.Model):
    """A tool that asks people by OAuth 2.0 to let it act for them; of its secret only a digest."""

    name = TextColumn(100, null=False, blank=False)
    client_id = models.CharField(max_length=32, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    redirect_uris = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["name_key", "id"]

    def __str__(self) -> str:
        return str(self.name)


class Consent(models.Model):
    """What a person allowed an application in one dialect: first a code, then a refresh token.

    Both are stored as digests, and each is good once.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="consents")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    dialect = models.CharField(max_length=30)
    scope = models.CharField(max_length=100)
    redirect_uri = models.TextField()
    code_challenge = models.CharField(max_length=128, blank=True)
    code_challenge_method = models.CharField(max_length=10, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    token = models.ForeignKey(Token, models.SET_NULL, null=True, related_name="+")


class Program(models.Model):
    """The key of a user of kind api, for dialects whose clients know no other: of the key only a
    digest, of the secret that signs its calls an encrypted text, since it is needed to check them.
    """

    class Method(models.TextChoices):
        """How its calls are signed in."""

        KEY = "ApiKey", "by its key alone"
        SIGNATURE = "Hmac", "by its key, and a signature made with its secret"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="program", primary_key=True
    )
    method = models.CharField(max_length=10, choices=Method.choices)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    secret = models.TextField(blank=True, editable=False)

    def __str__(self) -> str:
        return f"key of user {self.pk}"
