"""Filters: the statements of one condition with each operator, of two, of alternatives."""

from __future__ import annotations

from typing import Any

from benchmarks.fields import FIRST_DAY
from benchmarks.measuring import by_turns
from benchmarks.results import Result, within
from benchmarks.running import Run, again, statements

ONE, TWO, COUNTED = "One condition", "Two conditions and alternatives", "Exact counts"
DAY = FIRST_DAY.replace(year=2015)


def selective(run: Run) -> dict[str, Any]:
    """Conditions that few records meet."""
    code = f"Code {run.records // 2:08d}"
    return {
        "text equals": {"cf_code": code},
        "text starts with": {"cf_code": {"$sw": code[:-1]}},
        "text $in": {"cf_code": {"$in": [code, f"Code {run.records // 3:08d}"]}},
        "text ends with": {"cf_code": {"$ew": code[-7:]}},
        "e-mail equals": {"cf_mail": "amber.30@example.com"},
        "own e-mail equals": {"email": "Person.30@amber.example"},
        "number equals": {"cf_score": 40_020},
        "number between, narrow": {"cf_score": {"$bt": [40_000, 40_040]}},
        "decimal equals": {"cf_revenue": 1999},
        "date equals": {"cf_since": f"{DAY}"},
        "account of a custom value": {"account.name": "Amber amber 30 Ltd"},
    }


def ranges(run: Run) -> dict[str, Any]:
    """Conditions that many records meet."""
    return {
        "number over half": {"cf_score": {"$gt": 50_000}},
        "number under a tenth": {"cf_score": {"$lt": 10_000}},
        "number between": {"cf_score": {"$bt": [20_000, 60_000]}},
        "date from": {"cf_since": {"$gte": f"{DAY}"}},
        "text starts with a letter": {"cf_town": {"$sw": "b"}},
        "option equals": {"cf_region": "North"},
        "options of several": {"cf_topics": {"$in": ["North", "East"]}},
        "yes": {"cf_vip": True},
        "not": {"cf_region": {"$not": "North"}},
        "has none": {"cf_region": None},
        "none of": {"cf_region": {"$nin": ["North", "East"]}},
    }


def pairs(run: Run) -> dict[str, Any]:
    """Two conditions of every selectivity, and alternatives."""
    code = f"Code {run.records // 2:08d}"
    return {
        "narrow and narrow": {"cf_code": code, "cf_mail": "amber.30@example.com"},
        "narrow and broad": {"cf_code": {"$sw": code[:-1]}, "cf_vip": True},
        "broad and narrow": {"cf_vip": True, "cf_mail": "amber.30@example.com"},
        "broad and broad": {"cf_vip": True, "cf_region": "North"},
        "two ranges": {"cf_score": {"$gt": 50_000}, "cf_since": {"$gte": f"{DAY}"}},
        "two that exclude": {"cf_score": {"$lt": 100}, "cf_staff": {"$gt": 998}},
        "either of two texts": {"$or": [{"cf_code": code}, {"cf_mail": "amber.30@example.com"}]},
        "either, broad": {"$or": [{"cf_region": "North"}, {"cf_vip": True}]},
    }


def containing() -> dict[str, Any]:
    """Words within texts."""
    return {
        "$con of three letters": {"cf_motto": {"$con": "zep"}},
        "$con of a rare text": {"cf_code": {"$con": "0000123"}},
        "$con in the name": {"name": {"$con": "son 123"}},
    }


def measure(run: Run, vendor: str) -> list[Result]:
    """Each question by itself: pages of 100 without a count, and the count beside."""
    found = timed(run, ONE, selective(run), 2)
    found += timed(run, ONE, ranges(run), 6)
    found += timed(run, TWO, pairs(run), 6)
    found += timed(run, "Words within texts", containing(), 15)
    return found + counts(run)


def timed(run: Run, group: str, questions: dict[str, Any], most: float) -> list[Result]:
    """Pages, in the database."""
    made = []
    for work, question in questions.items():
        act = run.get("/api/contacts", q=question, per_page="100", count="false")
        goal = 2 if work.startswith("either of") else most
        [sample] = by_turns([again(statements(act))], seconds=0.7, most=50)
        made.append(within(group, work, goal, sample))
    return made


def counts(run: Run) -> list[Result]:
    """Exact counts: what they add to a page. 1 to 4 ms for one condition, 20 to 60 for more."""
    made = []
    both = ((ranges(run), "number under a tenth", 6), (pairs(run), "broad and broad", 60))
    for questions, work, most in both:
        given = {"q": questions[work], "per_page": "1", "fields": "id"}
        exact = again(statements(run.get("/api/contacts", **given)))
        without = again(statements(run.get("/api/contacts", **given, count="false")))
        with_count, page = by_turns([exact, without], seconds=2, most=50)
        cost = with_count.typical - page.typical
        made.append(Result(COUNTED, work, f"≤ {most} ms", cost, None, None, cost <= most))
    return made
