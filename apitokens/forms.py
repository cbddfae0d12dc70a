"""The dashboard's form for a new token."""

from typing import Any

from django import forms
from django.conf import settings

from apitokens.issuing import Terms, check_terms, dialect_names
from apitokens.models import Token
from theme.pages import SplitDateTime
from users.models import User
from values.refusals import Refused


class TokenForm(forms.ModelForm[Token]):
    """What is asked of a new token; the class is bound to who makes it by setting `by`."""

    by: User | None = None
    owner: User | None = None
    scopes = forms.CharField(
        initial="read write",
        help_text="read, write (which includes read), or of one type: contacts:read cases:write.",
    )
    expires_at = forms.SplitDateTimeField(
        required=False,
        widget=SplitDateTime,
        help_text="Empty: in 366 days. Only a superuser may set a later day.",
    )
    dialects = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, help_text="None ticked: all."
    )
    allowed_ips = forms.CharField(
        label="Allowed addresses",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Addresses or networks such as 192.0.2.0/24, one a line. Empty: everywhere.",
    )

    class Meta:
        model = Token
        fields = (
            "name",
            "user",
            "scopes",
            "expires_at",
            "dialects",
            "allowed_ips",
            "rate_limit",
        )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "dialects" in self.fields:  # not where a token is only shown
            choices = [(name, name) for name in dialect_names(settings.DIALECTS)]
            self.fields["dialects"].choices = choices  # type: ignore[attr-defined]

    def clean_scopes(self) -> list[str]:
        """Words → list."""
        return str(self.cleaned_data["scopes"]).replace(",", " ").split()

    def clean_dialects(self) -> list[str] | None:
        """None ticked means all."""
        return self.cleaned_data["dialects"] or None

    def clean_allowed_ips(self) -> list[str]:
        """Lines → list."""
        return str(self.cleaned_data["allowed_ips"]).replace(",", " ").split()

    def clean(self) -> dict[str, Any]:
        """The same verdict as everywhere that tokens are made."""
        data = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                check_terms(self.whose(), data["name"], **self.terms())
            except Refused as refused:
                for field, refusals in refused.fields.items():
                    words = "; ".join(map(str, refusals))
                    self.add_error(self.place(field), words)
        return data

    def whose(self) -> User:
        """Who shall have the token: the one chosen, else who makes it."""
        user: User | None = self.cleaned_data.get("user") or self.owner or self.by
        assert user is not None
        return user

    def place(self, field: str) -> str | None:
        """The input for what is said of a term; None for the form as a whole."""
        name = "user" if field == "user_id" else field
        return name if name in self.fields else None

    def terms(self) -> Terms:
        """What the form says beside owner and name."""
        data = self.cleaned_data
        return Terms(
            scopes=data["scopes"],
            expires_at=data["expires_at"],
            dialects=data["dialects"],
            allowed_ips=data["allowed_ips"],
            rate_limit=data.get("rate_limit"),
            by=self.by,
        )
