"""The mirrors are compared with the value rows, and mended."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests.customfields.invoices import change, define, invoice, shown, stored
from tests.house.guest.models import Invoice, InvoiceValue

pytestmark = pytest.mark.django_db


def verify(*arguments: str) -> str:
    """What the command says of invoices."""
    out = io.StringIO()
    call_command("verify_mirror", *arguments, stdout=out)
    return next(line for line in out.getvalue().splitlines() if line.startswith("invoices: "))


def test_whatever_is_written_through_the_door_agrees() -> None:
    define("numeric")
    made = define("checkbox", options=["A", "B"])
    invoice(cf_numeric=1250, cf_checkbox=["B", "A"])
    define("text", order=-1)
    change(made, type="multi_select")
    invoice()
    assert verify() == "invoices: 2 records, 0 differ"


@pytest.mark.parametrize(
    "damage",
    [
        '{"cf_text":"x"}',
        '{"cf_text":null}',
        '{"cf_text":"y","cf_number":1}',
        '{"cf_text":"y","cf_number":true}',
        '{"cf_text":"y"',
        "[]",
        "",
    ],
)
def test_a_damaged_mirror_is_found_and_mended(damage: str) -> None:
    define("text")
    bill, sound = invoice(cf_text="y"), invoice(cf_text="z")
    define("number")
    bill.custom = damage
    bill.custom_revision = 2
    bill.save()
    with pytest.raises(CommandError, match="1 mirrors differ"):
        verify()
    assert verify("--rebuild") == f"invoices: 2 records, 1 differ, rebuilt: {bill.pk}"
    assert verify() == "invoices: 2 records, 0 differ"
    assert shown(bill) == {"cf_text": "y", "cf_number": None}
    assert shown(sound)["cf_text"] == "z"


def test_a_value_row_that_is_missing_in_the_mirror_is_found() -> None:
    define("text")
    bill = invoice(cf_text="y")
    InvoiceValue._default_manager.update(text="new", text_key="new")
    with pytest.raises(CommandError):
        verify()
    verify("--rebuild")
    assert shown(bill) == stored(bill) == {"cf_text": "new"}
    assert Invoice._default_manager.get().version == bill.version
