"""The same page of contacts in every dialect, beside the native one."""

from __future__ import annotations

from benchmarks.measuring import by_turns
from benchmarks.results import Result, beside
from benchmarks.running import Run

GROUP = "Dialects"
TIMES = 1.5
NATIVE = ("/api/contacts", {"per_page": "100"})
PAGES = {
    "SpotlerCRM": ("/spotler/contacts", {"limit": "100"}),
    "Concord": ("/concord/api/contacts", {"per_page": "100"}),
    "Cogmento": ("/cogmento/api/1/contacts", {"limit": "100"}),
}


def measure(run: Run, vendor: str) -> list[Result]:
    """Lists of a hundred contacts with twenty custom fields."""
    acts = [run.get(path, **parameters) for path, parameters in (NATIVE, *PAGES.values())]
    native, *others = by_turns(acts, seconds=10, most=300)
    return [
        beside(GROUP, f"list of 100 in {name}", TIMES, sample, native, "the native list")
        for name, sample in zip(PAGES, others, strict=True)
    ]
