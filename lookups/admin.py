"""The dashboard's page of lookup lists; tags and currencies have the standard page."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from lookups.editing import append, change, remove, uses
from lookups.models import LookupList, LookupValue
from revisions.store import bump
from theme.pages import Page, Rows
from values.text import fold, is_clean

USUAL = ("value", "active", "is_default", "color")
SPECIAL = ("base_type", "is_done", "is_closed", "code", "calling_code")
EDITED = (*USUAL, *SPECIAL)


class ValueForm(forms.ModelForm):  # type: ignore[type-arg]
    """One row of the list's page."""

    class Meta:
        model = LookupValue
        fields = ("position", *EDITED)
        widgets = {"color": forms.TextInput(attrs={"type": "text", "placeholder": "#1a2b3c"})}

    color = forms.RegexField(r"^#[0-9a-fA-F]{6}$", required=False, empty_value=None)

    def clean_value(self) -> str:
        """A text that both databases can hold."""
        text = str(self.cleaned_data["value"])
        if not is_clean(text):
            raise ValidationError("holds a character that cannot be stored")
        return text


class ValueFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The rows of the list's page together; what `editing` would refuse is refused here.

    That a value in use stays, Django's own page sees to.
    """

    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            if not getattr(form, "cleaned_data", None) or form in self.deleted_forms:
                continue
            if (key := fold(str(form.cleaned_data.get("value")))) in seen:
                form.add_error("value", "is on the list twice")
            else:
                seen.add(key)
                self.check_base_type(form)

    def check_base_type(self, form: forms.ModelForm) -> None:  # type: ignore[type-arg]
        """A value in use keeps its base type, and none loses it."""
        row = form.instance
        had_one = row.pk and form.initial.get("base_type")
        if not had_one or "base_type" not in form.changed_data:
            return
        if not form.cleaned_data["base_type"] or uses(self.instance.name, row.pk):
            form.add_error("base_type", "stays as it is")


class ValueInline(Rows[LookupValue, LookupList]):
    """The values of a list, in its order."""

    model = LookupValue
    form = ValueForm
    formset = ValueFormSet
    extra = 1

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """What all lists say of their values, and what values of this one say besides."""
        rows = list(obj.values.all()) if obj else []
        said = [one for one in SPECIAL if any(getattr(row, one) for row in rows)]
        return ["position", *USUAL, *said]


@admin.register(LookupList)
class LookupListAdmin(Page[LookupList]):
    """A list: its label and its values. Lists themselves come with the fields that use them."""

    list_display = ("label", "name")
    search_fields = ("label", "name")
    fields = ("label",)
    inlines = (ValueInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        bump("lookups")

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Write the rows through the same functions as the API."""
        formset.save(commit=False)
        name = formset.instance.name
        for row in formset.deleted_objects:
            remove(name, row.pk)
        for row, changed in formset.changed_objects:
            write_row(name, row, changed)
        for row in formset.new_objects:
            row.pk = append(name, [row.value])[0].id
            written = [column for column in EDITED if getattr(row, column) not in (None, "")]
            write_row(name, row, [*written, *(["position"] if row.position else [])])


def write_row(list_name: str, row: LookupValue, columns: list[str]) -> None:
    """Change a value as its row on the page says."""
    data = {column: getattr(row, column) or None for column in columns if column in EDITED}
    for flag in ("active", "is_default", "is_done", "is_closed"):
        if flag in data:
            data[flag] = bool(data[flag])
    if "position" in columns:
        data["order"] = max(row.position, 1)
    change(list_name, row.pk, data)
