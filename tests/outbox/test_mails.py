"""Promises of the outbox: a mail is sent once, late rather than never, and is nobody's burden."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
import time_machine
from django.core import mail as django_mail
from django.core.mail import EmailMessage
from django.utils import timezone

from outbox import mails
from outbox.errands import LEASE, WAITS, take
from outbox.mails import forget_old, put, send_due
from outbox.models import Mail

pytestmark = pytest.mark.django_db


def post(*keys: str) -> None:
    for key in keys:
        put(key, "Ann\nLee", "ann@example.com", "Good\r\nnews", "Hello.")


class Dead:
    """A mail server that refuses, or is not there at all, for so many attempts."""

    def __init__(self, attempts: int, error: Exception):
        self.attempts, self.error = attempts, error
        self.sent: list[EmailMessage] = []

    def __call__(self, message: EmailMessage, **kwargs: Any) -> int:
        if self.attempts:
            self.attempts -= 1
            raise self.error
        self.sent.append(message)
        return 1


def kill(monkeypatch: pytest.MonkeyPatch, attempts: int, error: Exception) -> Dead:
    dead = Dead(attempts, error)
    monkeypatch.setattr(EmailMessage, "send", lambda self, **more: dead(self, **more))
    return dead


def test_a_mail_is_sent_once_and_says_what_it_says() -> None:
    post("a key", "a key")
    for _ in range(2):
        send_due()
    [sent] = django_mail.outbox
    assert sent.to == ["Ann Lee <ann@example.com>"]
    assert sent.subject == "Good news"
    assert Mail.objects.get().done_at is not None


def test_a_dead_server_delays_a_mail_and_stops_the_round(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = kill(monkeypatch, 3, ConnectionRefusedError("nobody there"))
    post("one", "two")
    with time_machine.travel(timezone.now() + timedelta(seconds=1), tick=False) as clock:
        send_due()
        assert dead.attempts == 2
        send_due()
        send_due()
        assert dead.attempts == 1
        clock.shift(WAITS[0])
        send_due()
        assert not dead.sent
        clock.shift(WAITS[1])
        for _ in range(2):
            send_due()
    assert sorted(Mail.objects.values_list("attempts", flat=True)) == [2, 3]
    first, second = (message.extra_headers["Message-ID"] for message in dead.sent)
    assert first != second


def test_one_refused_mail_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = kill(monkeypatch, 1, SMTPRecipientsRefused({"ann@example.com": (550, b"unknown")}))
    post("one", "two")
    send_due()
    assert len(dead.sent) == 1
    assert "550" in Mail.objects.get(done_at=None).error


def test_a_mail_is_given_up_after_the_last_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = kill(monkeypatch, 1000, TimeoutError())
    post("a key")
    with time_machine.travel(timezone.now() + timedelta(seconds=1), tick=False) as clock:
        for _ in range(len(WAITS) + 3):
            send_due()
            clock.shift(max(WAITS))
    assert 1000 - dead.attempts == len(WAITS) + 1
    assert Mail.objects.get().given_up_at is not None


def test_what_was_taken_by_a_process_that_died_is_tried_again() -> None:
    post("a key")
    with time_machine.travel(timezone.now() + timedelta(seconds=1), tick=False) as clock:
        taken = take(Mail.objects.all())
        assert taken is not None and take(Mail.objects.all()) is None
        send_due()
        assert not django_mail.outbox
        clock.shift(LEASE)
        send_due()
    again = Mail.objects.get()
    assert len(django_mail.outbox) == 1
    assert again.attempts == 2
    assert mails.message(taken).extra_headers == mails.message(again).extra_headers


def test_old_mails_go() -> None:
    post("old", "waiting")
    Mail.objects.filter(key="old").update(done_at=timezone.now() - timedelta(days=40))
    forget_old()
    assert list(Mail.objects.values_list("key", flat=True)) == ["waiting"]
