"""From a row about a member of Congress to a contact."""

import html
import re
from collections.abc import Mapping

from examples import cleaning
from examples.cells import Cells
from examples.client import JsonObject
from examples.ledger import Ledger
from examples.offices import Offices, described, phones
from examples.sending import Draft
from examples.table import Line

SOURCE = "congress"
NAMES = ("last_name", "first_name", "middle_name")
# Every column that becomes a custom field: its key and its label.
LABELS: Mapping[str, tuple[str, str]] = {
    "suffix": ("cf_suffix", "Suffix"),
    "nickname": ("cf_nickname", "Nickname"),
    "full_name": ("cf_official_name", "Official name"),
    "birthday": ("cf_birthday", "Birthday"),
    "gender": ("cf_gender", "Gender"),
    "type": ("cf_chamber", "Chamber"),
    "state": ("cf_state", "State"),
    "district": ("cf_district", "District"),
    "senate_class": ("cf_senate_class", "Senate class"),
    "party": ("cf_party", "Party"),
    "url": ("cf_website", "Website"),
    "contact_form": ("cf_contact_form", "Contact form"),
    "rss_url": ("cf_rss", "RSS feed"),
    "twitter": ("cf_twitter", "Twitter"),
    "twitter_id": ("cf_twitter_id", "Twitter id"),
    "facebook": ("cf_facebook", "Facebook"),
    "youtube": ("cf_youtube", "YouTube"),
    "youtube_id": ("cf_youtube_id", "YouTube id"),
    "mastodon": ("cf_mastodon", "Mastodon"),
    "thomas_id": ("cf_thomas_id", "THOMAS id"),
    "opensecrets_id": ("cf_opensecrets_id", "OpenSecrets id"),
    "lis_id": ("cf_lis_id", "LIS id"),
    "fec_ids": ("cf_fec_ids", "FEC ids"),
    "cspan_id": ("cf_cspan_id", "C-SPAN id"),
    "govtrack_id": ("cf_govtrack_id", "GovTrack id"),
    "votesmart_id": ("cf_votesmart_id", "Vote Smart id"),
    "ballotpedia_id": ("cf_ballotpedia_id", "Ballotpedia id"),
    "washington_post_id": ("cf_washington_post_id", "Washington Post id"),
    "icpsr_id": ("cf_icpsr_id", "ICPSR id"),
    "wikipedia_id": ("cf_wikipedia_id", "Wikipedia title"),
}
COLUMNS = (*NAMES, "address", "phone", "bioguide_id", *LABELS)
# Columns with few values, and the words for the codes in them; a value without a word is its own.
CHOICES: Mapping[str, Mapping[str, str]] = {
    "gender": {"M": "Male", "F": "Female"},
    "type": {"sen": "Senator", "rep": "Representative"},
    "state": {},
    "party": {},
}
DATES = frozenset({"birthday"})
NUMBERS = frozenset({"district", "senate_class", "cspan_id", "govtrack_id", "icpsr_id"})
URLS = frozenset({"url", "contact_form", "rss_url"})
OPTIONAL = frozenset(
    {"phone", "phones", "job_title", "cf_district_offices"}
    | {"address_street", "address_city", "address_state", "address_postal_code"}
    | {key for key, _ in LABELS.values()}
)
WASHINGTON = re.compile(
    r"(?P<street>.+?)[;,]?\s+Washington,?\s+DC\s+(?P<code>\d{5}(-\d{4})?)", re.IGNORECASE | re.ASCII
)
GENERATION = re.compile(r"(?P<name>.+?),\s*(?P<suffix>Jr\.|Sr\.|II|III|IV),?")


def draft(line: Line, current: bool, offices: Offices | None, ledger: Ledger) -> Draft:
    """The contact that a line describes; what of it cannot be used is entered in the ledger.

    Without a file of offices (None) only the member's own number is written, and the numbers that
    an earlier run brought from one stay.
    """
    cells = Cells(line, line["bioguide_id"], ledger)
    record: JsonObject = {
        "external_id": line["bioguide_id"],
        "external_source": SOURCE,
        **{name: line[name].rstrip(" ,") for name in NAMES},
        "job_title": "Senator" if line["type"] == "sen" else "Representative",
        **address(line["address"]),
        "cf_current_member": current,
        **{LABELS[column][0]: value(cells, column) for column in LABELS},
    }
    _mend_names(cells, record)
    own = tuple(offices.get(line["bioguide_id"], ())) if offices is not None else ()
    if offices is None:
        record["phone"] = line["phone"] or None
    else:
        record["phones"] = phones(line["phone"], own, ledger)
        record["cf_district_offices"] = "\n".join(map(described, own)) or None
    return Draft(line, line["bioguide_id"], record, also=own)


def value(cells: Cells, column: str) -> object:
    """What goes into the custom field of a column: None when empty or not usable."""
    text = cells[column]
    if column in DATES:
        return cells.take(column, cleaning.iso_date)
    if column == "district" and text == "-1":
        cells.left_out(column, "-1 says that the district is not known")
        return None
    if column in NUMBERS:
        return cells.take(column, cleaning.whole)
    if column in URLS and html.unescape(text) != text:
        cells.changed(column, "written as in HTML, stored as an address")
        return html.unescape(text)
    return CHOICES.get(column, {}).get(text, text) or None


def address(text: str) -> JsonObject:
    """The parts of an address in Washington; any other one stands in the street whole."""
    if not text:
        return {}
    found = WASHINGTON.fullmatch(text)
    if not found:
        return {"address_street": text}
    return {
        "address_street": found["street"],
        "address_city": "Washington",
        "address_state": "DC",
        "address_postal_code": found["code"],
        "address_country": "United States",
    }


def _mend_names(cells: Cells, record: JsonObject) -> None:
    """Take a generation such as `Jr.` out of a name to where it belongs, and tell what changed."""
    for name in NAMES:
        found = GENERATION.fullmatch(cells[name])
        if found and record["cf_suffix"] in (None, found["suffix"]):
            record[name], record["cf_suffix"] = found["name"], found["suffix"]
        if record[name] != cells[name]:
            cells.changed(name, "the name without the comma and what follows it")
