"""New tags come to be once, whoever makes them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from lookups.models import Tag
from lookups.tags import ensure, tags


@pytest.mark.django_db
def test_known_tags_are_given_and_unknown_ones_made() -> None:
    known = Tag.objects.create(name="Hot")
    given = ensure(["HOT", "Cold", "cold"])
    assert given["hot"] == known.pk
    assert Tag.objects.get(pk=given["cold"]).name == "Cold"
    assert tags().names == {known.pk: "Hot", given["cold"]: "Cold"}


@pytest.mark.django_db
def test_a_saved_or_deleted_tag_is_known_at_once() -> None:
    tag = Tag.objects.create(name="Hot")
    assert tags().by_key == {"hot": tag.pk}
    tag.delete()
    assert tags().by_key == {}


@pytest.mark.django_db
def test_two_tags_do_not_share_a_name() -> None:
    Tag.objects.create(name="Hot")
    with pytest.raises(ValidationError):
        Tag(name="HOT").full_clean()


@pytest.mark.django_db
def test_known_tags_cost_no_write(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    Tag.objects.create(name="Hot")
    tags()
    with django_assert_max_num_queries(1):
        ensure(["hot"])


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_tag() -> None:
    def write(_: int) -> dict[str, int]:
        try:
            return ensure(["Hot"])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(write, range(4)))
    assert Tag.objects.count() == 1 and all(one == given[0] for one in given)
