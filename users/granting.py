"""A role's grants as a table: a row for each record type, a choice for each thing one may do."""

import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms

from users.grants import ACTIONS, EVERY_TYPE, LEVELS, read_grants, write_grants
from values.refusals import Refusal

COLUMNS = ("create", *ACTIONS)
YES, NO = "yes", "no"
UNNAMED = "All types not named below"
Choices = Sequence[tuple[str, str]]


class GrantTable(forms.Widget):
    """Holds grants as JSON. A row without any choice names no type: that type goes by the first
    row, as do those that come later.

    types: the record types that roles decide about, as (name, label).
    """

    types: ClassVar[Callable[[], Choices]] = staticmethod(tuple)
    template_name = "users/grants.html"
    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        return ""

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, Any]]:
        part = re.compile(rf"{re.escape(name)}-(.{{1,100}})-({'|'.join(COLUMNS)})")
        rows: dict[str, dict[str, Any]] = {}
        for key, text in data.items():
            found = part.fullmatch(key)
            if found and text:
                said = {YES: True, NO: False}.get(text, text) if found[2] == "create" else text
                rows.setdefault(found[1], {"record_type": found[1]})[found[2]] = said
        return list(rows.values())

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        held = {str(row.get("record_type")): row for row in value or () if isinstance(row, dict)}
        known = {EVERY_TYPE: UNNAMED, **dict(type(self).types())}
        labels = known | {one: one for one in held if one not in known}
        context["columns"] = [one.capitalize() for one in COLUMNS]
        context["rows"] = [
            (label, [self.cell(name, one, label, column, held.get(one)) for column in COLUMNS])
            for one, label in labels.items()
        ]
        return context

    def cell(
        self, name: str, record_type: str, label: str, column: str, row: dict[str, Any] | None
    ) -> dict[str, Any]:
        """One choice."""
        held: Any = "" if row is None else row.get(column, False if column == "create" else "none")
        shown = (YES if held else NO) if isinstance(held, bool) else held
        options = (NO, YES) if column == "create" else LEVELS
        return {
            "name": f"{name}-{record_type}-{column}",
            "label": f"{label}: {column}",
            "column": column.capitalize(),
            "options": [(one, one.capitalize(), one == shown) for one in options],
        }

    def format_value(self, value: Any) -> Any:
        return value


class GrantsField(forms.Field):
    """Grants, judged by the reader that rights are later worked out with."""

    widget = GrantTable

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """The grants as they are stored. Raises ValidationError."""
        try:
            return write_grants(read_grants(value or []))
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the table says something else than the grants that were stored."""
        try:
            return set(read_grants(initial or [])) != set(read_grants(data or []))
        except Refusal:
            return True
