"""Django's own groups have no page here: roles do their work."""

import django.contrib.auth.admin  # noqa: F401  (importing it gives groups their page)
from django.contrib.admin import site
from django.contrib.auth.models import Group

site.unregister(Group)
