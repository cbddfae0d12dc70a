"""The whole name of a person follows its parts."""

from contacts.models import Contact
from records.drafts import Draft
from records.names import compose


def test_parts_are_joined_by_one_space() -> None:
    values = {"first_name": " Ada ", "middle_name": None, "last_name": "Lovelace"}
    draft = Draft(Contact(), created=True, values=values)

    compose([draft])

    assert draft.new("name") == "Ada Lovelace"


def test_nobody_without_parts_has_a_name() -> None:
    draft = Draft(Contact(), created=True)

    compose([draft])

    assert draft.new("name") is None


def test_a_write_of_other_fields_leaves_the_name_alone() -> None:
    before = {"first_name": "Ada", "middle_name": None, "last_name": None, "name": "Ada"}
    draft = Draft(Contact(pk=1), created=False, values={"rating": 5}, before=before)

    compose([draft])

    assert "name" not in draft.values
