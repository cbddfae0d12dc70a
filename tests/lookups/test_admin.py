"""The dashboard's page of a list writes through the same functions as the API."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from channels.models import Email
from lookups.lists import find, values_of
from lookups.models import LookupList

pytestmark = pytest.mark.usefixtures("lists")


@pytest.fixture
def page(client: Client) -> tuple[Client, str, dict[str, Any]]:
    """An administrator's client, the page of the e-mail types, and what its form holds."""
    client.force_login(get_user_model().objects.create_superuser("a@example.com", "pw"))
    owner = LookupList.objects.get(name="email_type")
    form = {"label": owner.label, "values-TOTAL_FORMS": 4, "values-INITIAL_FORMS": 3}
    for number, row in enumerate(owner.values.order_by("position")):
        form |= {
            f"values-{number}-id": row.pk,
            f"values-{number}-list": owner.pk,
            f"values-{number}-position": row.position,
            f"values-{number}-value": row.value,
            f"values-{number}-active": "on",
        }
    form |= {"values-3-list": owner.pk, "values-3-position": 0, "values-3-active": "on"}
    return client, f"/admin/lookups/lookuplist/{owner.pk}/change/", form


Page = tuple[Client, str, dict[str, Any]]


def texts() -> list[str]:
    return [value.value for value in values_of("email_type")]


def test_a_row_is_renamed_moved_added_and_removed(page: Page) -> None:
    client, url, form = page
    assert client.get(url).status_code == 200
    form |= {"values-0-value": "Office", "values-1-DELETE": "on", "values-2-position": 1}
    form |= {"values-3-value": "Club", "values-3-color": "#00FF00"}
    assert client.post(url, form).status_code == 302
    assert texts() == ["Other", "Office", "Club"]
    club = find("email_type", "club")
    assert club is not None and club.color == "#00ff00" and club.active


def test_an_unticked_box_deactivates(page: Page) -> None:
    client, url, form = page
    del form["values-1-active"]
    assert client.post(url, form).status_code == 302
    assert [value.active for value in values_of("email_type")] == [True, False, True]


def test_a_doubled_text_is_shown_as_a_mistake(page: Page) -> None:
    client, url, form = page
    reply = client.post(url, form | {"values-3-value": "WORK"})
    assert reply.status_code == 200 and b"is on the list twice" in reply.content
    assert texts() == ["Work", "Home", "Other"]


def test_a_value_in_use_is_not_removed(page: Page) -> None:
    client, url, form = page
    home = find("email_type", "Home")
    assert home is not None
    Email.objects.create(record_type=14, record_id=1, position=0, address="a@b.nl", type_id=home.id)
    reply = client.post(url, form | {"values-1-DELETE": "on"})
    assert reply.status_code == 200 and b"protected related objects" in reply.content
    assert "Home" in texts()


def test_strangers_do_not_see_the_page(page: Page) -> None:
    _, url, _ = page
    client = Client()
    user = get_user_model().objects.create_user("s@example.com", "pw")
    client.force_login(user)
    assert client.get(url).status_code == 403
