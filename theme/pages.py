"""The theme's base classes; whoever makes a dashboard page takes them from here.

To a type checker they are Django's own, which they extend.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.admin import AdminSite as Site
    from django.contrib.admin import ModelAdmin as Page
    from django.contrib.admin import TabularInline as Rows
    from django.contrib.admin.widgets import AdminSplitDateTime as SplitDateTime
    from django.contrib.auth.forms import AdminPasswordChangeForm as PasswordForm
else:
    from unfold.admin import ModelAdmin, TabularInline
    from unfold.forms import AdminPasswordChangeForm as PasswordForm
    from unfold.sites import UnfoldAdminSite as Site
    from unfold.widgets import UnfoldAdminSplitDateTimeWidget as SplitDateTime

    class Page(ModelAdmin):
        """A page; its parameter is for type checkers."""

        def __class_getitem__(cls, parameter: object) -> type:
            return cls

    class Rows(TabularInline):
        """Rows in a page; each input is named by its column, for those who do not see the table."""

        def __class_getitem__(cls, parameter: object) -> type:
            return cls

        def get_formset(self, request, obj=None, **kwargs):
            made = super().get_formset(request, obj, **kwargs)
            for name, field in made.form.base_fields.items():
                label = str(field.label or name.replace("_", " ").capitalize())
                field.widget.attrs.setdefault("aria-label", label)
            return made


__all__ = ["Page", "PasswordForm", "Rows", "Site", "SplitDateTime"]
