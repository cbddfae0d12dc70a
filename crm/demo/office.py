"""What every chapter of the sample company works with."""

from dataclasses import dataclass
from typing import Any

from crm.demo.names import Names
from crm.demo.staff import Staff
from crm.demo.tables import Region
from crm.demo.writer import Writer


@dataclass(frozen=True)
class Office:
    """The words of the house, its people, its campaigns, and the countries where it sells."""

    words: dict[str, Any]
    writer: Writer
    staff: Staff
    campaigns: list[int]
    regions: list[Region]
    names: Names
