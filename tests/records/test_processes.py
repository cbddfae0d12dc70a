"""Definitions, lists and roles that one process changes are new in every other at its next call."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from django.db import connection

from customfields import definitions
from lookups import editing
from lookups.lists import values_of
from tests.fields import define
from tests.people import install
from users.models import Role, User
from users.rights import announce

pytestmark = pytest.mark.django_db(transaction=True)


def test_definitions_lists_and_roles_change_everywhere() -> None:
    install()
    user = User.objects.create_user("owner@example.com")
    program = Path(__file__).with_name("other_process.py")
    root = program.parent.parent.parent
    path = os.pathsep.join([str(root), *sys.path])
    given = {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "crm.settings"}
    other = subprocess.Popen(
        [sys.executable, str(program), str(connection.settings_dict["NAME"])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, **given, "CRM_DATA": str(product.CRM_DATA)},
    )

    def told() -> Any:
        assert other.stdin and other.stdout
        other.stdin.write("now\n")
        other.stdin.flush()
        return json.loads(other.stdout.readline())

    try:
        first = values_of("salutation")[0]
        assert told() == {"fields": [], "first": [first.value], "rules": False}
        made = define("contacts", "text")
        editing.change("salutation", first.id, {"value": "Herr"})
        user.roles.set([Role.objects.create(name="Chief", is_administrator=True)])
        announce()
        assert told() == {"fields": ["cf_text"], "first": ["Herr"], "rules": True}
        definitions.delete(made.id, None)
        user.roles.clear()
        announce()
        assert told() == {"fields": [], "first": ["Herr"], "rules": False}
    finally:
        other.communicate(timeout=20)
