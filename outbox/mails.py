"""The door to mails: put one into the box, within whatever transaction; send what is due."""

import logging
import time
from datetime import timedelta
from email.utils import formataddr
from hashlib import blake2b
from smtplib import SMTPConnectError, SMTPException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from outbox.errands import take
from outbox.models import Mail

ROUND = 20.0  # seconds that one round of sending may take
KEPT = timedelta(days=30)

logger = logging.getLogger(__name__)


def put(key: str, name: str, address: str, subject: str, body: str) -> None:
    """Keep a mail to be sent; one whose key is known was put before and is not put again."""
    mail = Mail(
        key=key, name=one_line(name), address=address, subject=one_line(subject)[:255], body=body
    )
    Mail.objects.bulk_create([mail], ignore_conflicts=True)


def one_line(text: str) -> str:
    """A text as it may stand in a header."""
    return " ".join(text.split())


def send_due(seconds: float = ROUND) -> None:
    """Send what is due. While the mail server is away one try a round is enough."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        mail = take(Mail.objects.all())
        if mail is None or not send(mail):
            return


def send(mail: Mail) -> bool:
    """Send one mail; whether the mail server could be reached."""
    try:
        message(mail).send()
    except Exception as error:  # whatever mail servers and their absence raise
        logger.warning("mail %s was not sent (attempt %s): %s", mail.pk, mail.attempts, error)
        mail.postpone(f"{type(error).__name__}: {error}")
        return was_reached(error)
    mail.finish()
    return True


def was_reached(error: Exception) -> bool:
    """Whether it was the server that refused a mail, rather than no server that took it."""
    if isinstance(error, SMTPServerDisconnected | SMTPConnectError):
        return False
    return isinstance(error, SMTPException) or not isinstance(error, OSError)


def message(mail: Mail) -> EmailMessage:
    """The mail as it goes out; its Message-ID is the same on each attempt."""
    mark = blake2b(f"{mail.pk} {mail.key}".encode(), digest_size=12).hexdigest()
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">")
    return EmailMessage(
        subject=mail.subject,
        body=mail.body,
        to=[formataddr((mail.name, mail.address))],
        headers={"Message-ID": f"<{mark}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def forget_old() -> None:
    """Drop what was sent, or given up, a month ago."""
    before = timezone.now() - KEPT
    Mail.objects.filter(done_at__lt=before).delete()
    Mail.objects.filter(given_up_at__lt=before).delete()
