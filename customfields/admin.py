"""The dashboard page where administrators make and change custom fields, options included."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from customfields import definitions, usage
from customfields.forms import CustomFieldForm, OptionForm, OptionRows
from customfields.models import CustomField, Option
from customfields.rewriting import Told, nobody
from theme.pages import Rows
from users.administration import AdministratorPage


class OptionInline(Rows[Option, CustomField]):
    """The options of the field, in its page."""

    model = Option
    form = OptionForm
    formset = OptionRows
    fields = ("label", "color", "order", "active", "records", "replaced_by")
    readonly_fields = ("records",)
    extra = 3
    uses: dict[int, int] | None = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Option]:
        return super().get_queryset(request).filter(gone=False)

    @admin.display(description="Records", empty_value="")
    def records(self, option: Option) -> int | None:
        """How many records have the option; asked once for all of them."""
        if option.pk is None:
            return None
        if self.uses is None:
            self.uses = usage.uses_by_option(option.field)
        return self.uses.get(option.pk, 0)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


@admin.register(CustomField)
class CustomFieldPage(AdministratorPage):
    """All custom fields. The page says what it is told to the service, and saves nothing itself.

    teller: what hears of stored values that a change moves, for a request.
    """

    teller: ClassVar[Callable[[HttpRequest], Told]] = staticmethod(lambda request: nobody)

    form = CustomFieldForm
    inlines = (OptionInline,)
    list_display = (*("label", "record_type", "key", "type", "rules", "group", "order", "records"),)
    list_filter = ("record_type", "type", "group")
    search_fields = ("label_key", "key")
    ordering = ("record_type", "order", "id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[CustomField]:
        return super().get_queryset(request).filter(deleted_at=None)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What never changes, or not here."""
        return ("record_type", "key", "records") if obj else ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The form's; of a field that there is also how many records have it."""
        return [*CustomFieldForm.base_fields, *(["records"] if obj else [])]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list, with the uses of all fields on the page."""
        shown = super().get_changelist_instance(request)
        uses = usage.uses_by_field(shown.result_list)
        for row in shown.result_list:
            row.uses = uses.get(row.pk, 0)
        return shown

    @admin.display(description="Records")
    def records(self, field: Any) -> int:
        """How many records have a value, those in the bin included."""
        if not hasattr(field, "uses"):
            field.uses = usage.uses_by_field([field]).get(field.pk, 0)
        held: int = field.uses
        return held

    @admin.display(description="Rules", empty_value="")
    def rules(self, field: CustomField) -> str | None:
        """What its values must be."""
        known = {"required": field.required, "unique": field.unique}
        return ", ".join(word for word, holds in known.items() if holds) or None

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """Leave the form to its options, which are cleaned after it."""
        form.by, form.tell = request.user.pk, type(self).teller(request)
        form.instance.main_form = form
        return form.instance

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The service has saved it."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The service has saved them."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[dict[str, dict[str, Any]]]:
        return [{"added": {}} if add else {"changed": {"fields": form.changed_data}}]

    def delete_model(self, request: HttpRequest, obj: CustomField) -> None:
        definitions.delete(obj.pk, request.user.pk)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[CustomField]) -> None:
        for row in queryset:
            definitions.delete(row.pk, request.user.pk)
