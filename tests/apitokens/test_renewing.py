"""Sign-ins that are tokens: each use renews them, and those that are over go."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from apitokens.checking import judge
from apitokens.models import Token
from apitokens.renewing import begin
from users.models import User

pytestmark = pytest.mark.django_db
DAYS = 30


def test_a_use_within_the_time_renews_it(owner: User) -> None:
    text = begin(owner, "sign-in", "cogmento", DAYS)
    start = timezone.now()
    for passed in (20, 45, 70):
        with time_machine.travel(start + timedelta(days=passed), tick=False):
            assert judge(text, "", "cogmento") is not None, passed
    with time_machine.travel(start + timedelta(days=101), tick=False):
        assert judge(text, "", "cogmento") is None


def test_it_is_good_for_its_dialect_alone(owner: User) -> None:
    text = begin(owner, "sign-in", "cogmento", DAYS)
    assert judge(text, "", "cogmento") is not None
    assert judge(text, "", "native") is None


def test_a_new_sign_in_drops_those_that_are_over(owner: User) -> None:
    others = Token.objects.count()
    begin(owner, "sign-in", "cogmento", DAYS)
    with time_machine.travel(timezone.now() + timedelta(days=DAYS + 1), tick=False):
        begin(owner, "sign-in", "cogmento", DAYS)
    assert Token.objects.count() == others + 1
