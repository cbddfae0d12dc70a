"""The dashboard's forms of custom fields: what they say goes through the one service."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction

from customfields import definitions
from customfields.conversions import text_of
from customfields.kinds import TYPES
from customfields.models import CustomField, Option
from customfields.rewriting import Told, nobody
from customfields.schemas import Definition, record_models
from customfields.widgets import ColorInput
from values.refusals import Clash, Refusal, Refused, Unanswerable

CHOOSING = [name for name, one in TYPES.items() if one.chooses]
EMPTY: tuple[Any, ...] = ("", None, [], {})


def spoken() -> list[str]:
    """The names of the dialects in the settings: the packages that hold them."""
    return [path.split(".")[-2] for path in settings.DIALECTS]


class Unjudged(forms.ModelForm):  # type: ignore[type-arg]
    """A form that leaves the verdict, and the saving, to the service."""

    def _post_clean(self) -> None:
        """Neither fills nor judges the row."""


class CustomFieldForm(Unjudged):
    """A definition without its options."""

    by: int | None = None
    tell: Told = staticmethod(nobody)

    record_type = forms.ChoiceField(
        choices=lambda: [(name, name) for name in sorted(record_models)]
    )
    key = forms.CharField(
        required=False,
        help_text="Left empty: made from the label, like cf_ends.",
    )
    label = forms.CharField()
    type = forms.ChoiceField(
        choices=[(name, one.label) for name, one in TYPES.items()],
        widget=forms.Select(attrs={"data-choosing": " ".join(CHOOSING)}),
    )
    required = forms.BooleanField(required=False)
    unique = forms.BooleanField(required=False)
    default = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Of options the label, of several one a line.",
    )
    help_text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    group = forms.CharField(required=False, help_text="The heading that forms show it under.")
    order = forms.IntegerField(required=False, help_text="Left empty: last.")
    dialects = forms.MultipleChoiceField(
        choices=lambda: [(name, name) for name in spoken()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: shown in all.",
    )
    wire_names = forms.JSONField(
        required=False,
        initial=dict,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text='What dialects call it, like {"espocrm": "contractEnds"}.',
    )

    class Media:
        js = (forms.Script("crm/options.js", type="module"),)

    class Meta:
        model = CustomField
        fields = (
            *("record_type", "key", "label", "type", "required", "unique", "default", "help_text"),
            *("group", "order", "dialects", "wire_names"),
        )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial["wire_names"] = self.initial.get("wire_names") or {}
        if self.instance.pk:
            self.initial["default"] = default_text(definitions.get(self.instance.pk))

    def attributes(self) -> dict[str, Any]:
        """What the form says, as JSON. Raises Refused."""
        said = dict(self.cleaned_data)
        said["dialects"] = said.get("dialects") or None
        said["default"] = read_default(said["type"], said.get("default") or "")
        for name in ("key", "order", "record_type"):
            if said.get(name) in EMPTY:
                said.pop(name, None)
        return said


def default_text(definition: Definition) -> str:
    """A definition's default as its form shows it."""
    if definition.default is None:
        return ""
    held = definition.field_type.load(definition.default)
    return "\n".join(text_of(definition, one) for one in definition.field_type.singles(held))


def read_default(type_name: str, text: str) -> Any:
    """The default that a form says, as JSON. Raises Refused."""
    if not text.strip():
        return None
    try:
        return TYPES[type_name].read(text)
    except Refusal as refusal:
        raise Refused({"default": [refusal]}) from None


class OptionForm(Unjudged):
    """One option; on the way out, what its records get in its place."""

    label = forms.CharField(required=False)
    color = forms.CharField(required=False, widget=ColorInput)
    order = forms.IntegerField(required=False)
    active = forms.BooleanField(required=False, initial=True)
    replaced_by = forms.CharField(
        required=False, help_text="Of an option that goes: the label of the one for its records."
    )

    class Meta:
        model = Option
        fields = ("label", "color", "order", "active")

    def row(self) -> dict[str, Any] | None:
        """The option as the service takes it; None if it goes, or was never filled in."""
        said = dict(self.cleaned_data)
        option = said.get("id")
        number = {"id": option.pk} if option else {}
        if said.get("DELETE") or said.get("replaced_by"):
            target = said.get("replaced_by")
            return {**number, "replaced_by": target} if number and target else None
        if not number and not self.has_changed():
            return None
        order = {} if said["order"] is None else {"order": said["order"]}
        told = {"label": said["label"], "color": said["color"], "active": said["active"]}
        return {**number, **told, **order}


class OptionRows(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The options of a field. The last to be cleaned, they have the whole handed to the service."""

    def clean(self) -> None:
        """Make or change the field; refusals go to the fields that they are about."""
        main: CustomFieldForm | None = getattr(self.instance, "main_form", None)
        if main is None or any(self.errors):
            return
        try:
            with transaction.atomic():
                made = self.carry_out(main)
        except Refused as refused:
            raise forms.ValidationError(self.place(main, refused)) from None
        except (Clash, Unanswerable) as error:
            raise forms.ValidationError(clash_text(error)) from None
        self.instance.pk = made.id
        self.instance.refresh_from_db()

    def carry_out(self, main: CustomFieldForm) -> Definition:
        """Hand everything to the service. Raises Refused, Clash, Unanswerable."""
        said = main.attributes()
        forms_of_options: list[Any] = self.forms
        rows = [row for row in (form.row() for form in forms_of_options) if row is not None]
        if rows or TYPES[said["type"]].chooses:
            said["options"] = rows
        if self.instance.pk:
            return definitions.change(self.instance.pk, said, main.by, spoken(), main.tell)
        return definitions.create(said, main.by, list(record_models), spoken())

    def place(self, main: CustomFieldForm, refused: Refused) -> list[str]:
        """Put refusals at their fields; returns what is to be said of the options."""
        here: list[str] = []
        for name, refusals in refused.fields.items():
            if name in main.fields:
                main.add_error(name, list(map(sentence, refusals)))
            else:
                here += map(sentence, refusals)
        return here or ["Nothing is saved: see the fields above."]


def sentence(refusal: Refusal) -> str:
    """What is told of a refusal."""
    return refusal.message or f"{refusal.rule}."


def clash_text(error: Clash | Unanswerable) -> str:
    """What is told of a conflict, with the first of the values that stand against it."""
    clashes: Sequence[Any] = error.details.get("clashes", ()) if isinstance(error, Clash) else ()
    listed = [f"{clash['value']}: {', '.join(map(str, clash['ids']))}" for clash in clashes[:10]]
    return "; ".join([str(error), *listed])
