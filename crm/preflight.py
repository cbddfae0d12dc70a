"""What can be known to fail before serving: each in one clear line."""

import logging
import socket
import ssl
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL

from counters.mending import mend
from crm.serving import Address

logger = logging.getLogger(__name__)


def check_folder() -> None:
    """The data folder can be written. Raises CommandError."""
    try:
        tempfile.TemporaryFile(dir=settings.CRM_DATA).close()
    except OSError as error:
        raise CommandError(
            f"The data folder {settings.CRM_DATA} cannot be written ({error.strerror}). "
            "Set CRM_DATA to one that can."
        ) from None


def mend_counts() -> None:
    """Whoever was to count in a file that a power cut tore counts in a new one."""
    for path in (settings.LIMITS, settings.LEDGER):
        if mend(path):
            logger.warning("%s was torn and is put aside; what it counted last is lost", path)


def check_database() -> None:
    """The database answers. Raises CommandError."""
    try:
        wrapper = connections[DEFAULT_DB_ALIAS]
        if isinstance(wrapper, PostgreSQL):  # not through the pool, which would retry for long
            with wrapper.wrap_database_errors:
                wrapper.Database.connect(**wrapper.get_connection_params()).close()
        else:
            wrapper.ensure_connection()
    except Error as error:
        reason = "; ".join(line.strip() for line in str(error).splitlines() if line.strip())
        raise CommandError(f"The database cannot be reached: {reason}") from None


def check_address(address: Address) -> None:
    """Nobody else listens there, and we may. Raises CommandError."""
    host = address.host.strip("[]")
    try:
        family, kind, proto, _, where = socket.getaddrinfo(
            host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        raise CommandError(
            f"Cannot listen on {host}, port {address.port} ({error.strerror}). "
            "Choose another with --host and --port."
        ) from None


def check_tls(certificate: Path | None, key: Path | None) -> None:
    """The two files are there, readable, and belong together. Raises CommandError."""
    if (certificate is None) != (key is None):
        raise CommandError("--tls-cert and --tls-key go together.")
    if certificate is None or key is None:
        return
    for file in (certificate, key):
        try:
            file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read ({error.strerror}).") from None
    if b"-----BEGIN PRIVATE KEY-----" not in key.read_bytes():
        raise CommandError(
            f"{key} is no unencrypted key in PKCS#8. To make one: "
            f"openssl pkcs8 -topk8 -nocrypt -in {key} -out key.pem"
        )
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except (ssl.SSLError, ValueError) as error:
        reason = getattr(error, "reason", None) or str(error)
        raise CommandError(f"{certificate} and {key} cannot be used ({reason}).") from None
