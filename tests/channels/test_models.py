"""The tables of addresses and numbers."""

import pytest

from channels.models import NumberKey, Phone


@pytest.mark.django_db
def test_the_compared_form_follows_the_number() -> None:
    phone = Phone.objects.create(record_type=2, record_id=1, position=0, number="(020) 1")
    assert phone.number_key == "0201"
    phone.number = "+1"
    phone.save()
    assert Phone.objects.values_list("number_key", flat=True).get() == "+1"


def test_the_key_column_can_be_made_again_from_its_parts() -> None:
    _, _, args, kwargs = NumberKey(source="number", null=False).deconstruct()
    again = NumberKey(*args, **kwargs)
    assert again.source == "number" and not again.null and not again.editable
