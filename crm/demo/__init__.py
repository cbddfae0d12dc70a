"""The sample company of an empty installation: Brightwater, which makes instruments for water."""

from crm.demo.company import build

__all__ = ["build"]
