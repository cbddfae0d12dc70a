"""The input of a colour: its code as text, and beside it a swatch in which it is chosen by eye."""

from typing import Any

from django import forms

from values.refusals import Refusal
from values.web import Color

UNSET = "#ffffff"  # what the swatch shows while there is no colour: it cannot show none


class ColorInput(forms.TextInput):
    """Text such as #ffcc00, or none. The swatch is a second way to fill in the same text."""

    template_name = "customfields/color.html"

    class Media:
        js = (forms.Script("crm/color.js", type="module"),)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["swatch"] = swatch(value)
        return context


def swatch(value: Any) -> str:
    """The colour to show for what stands in the text."""
    try:
        return Color().take(value) or UNSET
    except Refusal:
        return UNSET
