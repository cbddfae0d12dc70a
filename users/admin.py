"""Django's own groups have no page here: roles do their work."""

from django.contrib import admin
from django.contrib.auth.admin import Group

admin.site.unregister(Group)
