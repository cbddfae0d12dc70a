"""The tables of e-mail addresses and phone numbers, whatever kind of record they belong to."""

from typing import Any

from django.db import models
from django.db.models import Q

from channels.numbers import key_of
from lookups.columns import LookupField
from values.columns import KeyColumn, TextColumn
from values.trigrams import declare


class NumberKey(KeyColumn):
    """What is compared of the phone number beside it."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        key = key_of(str(getattr(model_instance, self.source)))
        setattr(model_instance, self.attname, key)
        return key


class Entry(models.Model):
    """What an address and a number have in common. record_type: the type's code."""

    record_type = models.PositiveSmallIntegerField()
    record_id = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()
    is_primary = models.BooleanField(default=False)
    opted_out = models.BooleanField(default=False)
    is_invalid = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Email(Entry):
    """One e-mail address of a record."""

    address = TextColumn(254, null=False, blank=False)
    type = LookupField("email_type")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record_type", "record_id", "address_key"], name="channels_email_once"
            ),
            models.UniqueConstraint(
                fields=["record_type", "record_id"],
                condition=Q(is_primary=True),
                name="channels_email_primary",
            ),
        ]
        indexes = [
            models.Index(
                fields=["record_type", "address_key", "record_id"], name="channels_email_key"
            )
        ]

    def __str__(self) -> str:
        return str(self.address)


class Phone(Entry):
    """One phone number of a record."""

    number = models.CharField(max_length=40)
    number_key: Any = NumberKey(source="number", null=False)
    type = LookupField("phone_type")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record_type", "record_id", "number_key"], name="channels_phone_once"
            ),
            models.UniqueConstraint(
                fields=["record_type", "record_id"],
                condition=Q(is_primary=True),
                name="channels_phone_primary",
            ),
        ]
        indexes = [
            models.Index(
                fields=["record_type", "number_key", "record_id"], name="channels_phone_key"
            )
        ]

    def __str__(self) -> str:
        return self.number


class Turn(models.Model):
    """Whose turn it is to look whether anybody has an address or number, and then to take it.

    name: a digest of channel, record type and what is compared. No row outlives its transaction.
    """

    name = models.CharField(max_length=64, primary_key=True)

    def __str__(self) -> str:
        return self.name


declare(Email, ("address_key",), part="record_type")
declare(Phone, ("number_key",), part="record_type")
