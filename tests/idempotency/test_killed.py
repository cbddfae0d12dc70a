"""Killed between the work and the reply, a request sent again still makes one record."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as product
from django.db import connection

from accounts.models import Account
from idempotency.models import Keyed
from tests.calls import Api
from tests.people import Person

pytestmark = pytest.mark.django_db(transaction=True)


def post_and_die(token: str, key: str, moment: str) -> None:
    """Post an account in a process that is killed before it replies."""
    program = Path(__file__).with_name("dying_process.py")
    root = program.parent.parent.parent
    ended = subprocess.run(
        [sys.executable, str(program), str(connection.settings_dict["NAME"]), token, key, moment],
        cwd=root,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(root), *sys.path]),
            "DJANGO_SETTINGS_MODULE": "crm.settings",
            "CRM_DATA": str(product.CRM_DATA),
        },
        timeout=60,
    )
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize(("moment", "records"), [("before", 0), ("after", 1)])
def test_one_record_comes_of_it(administrator: Person, moment: str, records: int) -> None:
    post_and_die(administrator.token, "order-1", moment)
    assert (Account.objects.count(), Keyed.objects.count()) == (records, 1)

    again = Api(administrator.token)
    again.client.defaults["HTTP_IDEMPOTENCY_KEY"] = "order-1"
    first, second = (again.post("/api/accounts", {"name": "Acme"}) for _ in range(2))

    assert (first.status, first.content) == (201, second.content)
    assert ("Idempotency-Replayed" in first.headers) == (moment == "after")
    assert Account.objects.count() == 1
