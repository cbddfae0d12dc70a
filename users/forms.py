"""The dashboard's forms for users and roles."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm

from users.granting import GrantsField
from users.models import Role, User

GRANTS_HELP = (
    "A row with no choice at all goes by the first row; in any other, a dash means no. "
    "Several roles add up."
)
FIELDS_HELP = 'Record type → names of fields, such as {"contacts": ["description", "cf_salary"]}.'


class ReadableJson(forms.JSONField):
    """A structure in a text box, one entry a line."""

    widget = forms.Textarea(attrs={"rows": 6, "cols": 100, "spellcheck": "false"})


class RoleForm(forms.ModelForm[Role]):
    """A role: its grants a table, the fields kept from it as text."""

    grants = GrantsField(required=False, help_text=GRANTS_HELP)
    hidden_fields = ReadableJson(  # type: ignore[assignment]
        required=False, empty_value={}, help_text=FIELDS_HELP
    )
    read_only_fields = ReadableJson(required=False, empty_value={}, help_text=FIELDS_HELP)

    class Meta:
        model = Role
        fields = ("name", "is_administrator", "grants", "hidden_fields", "read_only_fields")

    def clean_hidden_fields(self) -> Any:
        """No text means no fields."""
        return self.cleaned_data["hidden_fields"] or {}

    def clean_read_only_fields(self) -> Any:
        """No text means no fields."""
        return self.cleaned_data["read_only_fields"] or {}


class UserForm(UserChangeForm[User]):
    """A user that exists."""

    class Meta:
        model = User
        exclude = ("last_login",)


class NewUserForm(AdminUserCreationForm[User]):
    """A new user, with a password or without."""

    class Meta:
        model = User
        fields = ("email", "username", "kind")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["username"].required = False
        self.fields["username"].help_text = "Empty: the part of the e-mail address before @."

    def clean(self) -> Any:
        """Programs use nothing but the API: it is open to a new one."""
        self.instance.api_access = self.cleaned_data.get("kind") == User.Kind.API
        return super().clean()

    def clean_username(self) -> Any:
        """Left to the model, which knows the default and ignores case."""
        return self.cleaned_data["username"] or None
