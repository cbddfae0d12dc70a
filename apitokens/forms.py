"""The dashboard's form for a new token."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.conf import settings

from apitokens.issuing import Terms, check_terms, dialect_names
from users.models import User
from values.refusals import Refused

SOME = "some"
WAYS = (
    ("read write", "Read and write"),
    ("read", "Read only"),
    (SOME, "Only what is named here:"),
)


class TokenForm(forms.Form):
    """What is asked of a new token. by: who makes it; administrators say for whom.

    picker: the input in which a user is found.
    """

    picker: ClassVar[Callable[[], forms.Widget]] = forms.NumberInput
    name = forms.CharField(max_length=100, help_text="What it is for.")
    user = forms.ModelChoiceField(User.objects.all(), label="Owner", required=False)
    way = forms.ChoiceField(
        label="It may", choices=WAYS, initial="read write", widget=forms.RadioSelect
    )
    scopes = forms.CharField(
        label="Named types", required=False, help_text="Such as contacts:read cases:write."
    )
    expires_at = forms.DateTimeField(
        label="Expires",
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        help_text="Empty: in 366 days. Only superusers set a later day.",
    )
    allowed_ips = forms.CharField(
        label="Allowed addresses",
        required=False,
        widget=forms.Textarea({"rows": 2, "spellcheck": "false"}),
        help_text="Addresses or networks such as 192.0.2.0/24, one a line. Empty: everywhere.",
    )
    dialects = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, help_text="None ticked: all."
    )
    rate_limit = forms.IntegerField(
        label="Calls a minute", required=False, help_text="Empty: as the installation has it."
    )

    def __init__(self, by: User, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["dialects"].choices = [  # type: ignore[attr-defined]
            (name, name.capitalize()) for name in dialect_names(settings.DIALECTS)
        ]
        if by.is_administrator:
            self.fields["user"].widget = type(self).picker()
        else:
            del self.fields["user"], self.fields["rate_limit"]

    def clean(self) -> dict[str, Any]:
        """The same verdict as everywhere that tokens are made."""
        data = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                check_terms(self.whose(), data["name"], **self.terms())
            except Refused as refused:
                for field, refusals in refused.fields.items():
                    self.add_error(self.place(field), "; ".join(map(str, refusals)))
        return data

    def whose(self) -> User:
        """Who shall have the token: the one chosen, else who makes it."""
        return self.cleaned_data.get("user") or self.by

    def place(self, field: str) -> str | None:
        """The input for what is said of a term; None for the form as a whole."""
        name = "user" if field == "user_id" else field
        return name if name in self.fields else None

    def terms(self) -> Terms:
        """What the form says beside owner and name."""
        data = self.cleaned_data
        scopes = data["scopes"] if data["way"] == SOME else data["way"]
        return Terms(
            scopes=words_in(scopes),
            expires_at=data["expires_at"],
            dialects=data["dialects"] or None,
            allowed_ips=words_in(data["allowed_ips"]),
            rate_limit=data.get("rate_limit"),
            by=self.by,
        )


def words_in(text: str) -> list[str]:
    """What stands between spaces, commas or lines."""
    return text.replace(",", " ").split()
