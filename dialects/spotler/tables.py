"""The words of each object's fields, in the order in which Spotler shows them."""

from __future__ import annotations

from collections.abc import Mapping

from dialects.forms import Form, Places, Reference
from dialects.spotler import activities, deals, files, people
from dialects.spotler.campaigns import ACTIVE, MEMBERS, OPPORTUNITIES, SALES
from dialects.spotler.values import Digits, LevelId, Priority
from dialects.words import Table, Word, words

BLANK = Form(empty="")
CAMPAIGN = Word("campaignid", "campaign_id", Reference(empty=0))
ADDRESS: Table = (
    Word("addressline", "address_street"),
    Word("addresscity", "address_city", BLANK),
    Word("addresscounty/state", "address_state", BLANK),
    Word("addresspostcode/zip", "address_postal_code", BLANK),
    Word("addresscountry", "address_country", BLANK),
)


TABLES: Mapping[str, Table] = {
    "accounts": (
        *words("id\nname"),
        *ADDRESS,
        Word("ownerid", "owner_id"),
        CAMPAIGN,
        Word("source", "source"),
        *words(
            """
            notes    description
            slaid    cf_slaid
            phone
            email
            website
            type
            sector   industry
            """
        ),
    ),
    "contacts": (
        *words(
            """
            id
            salutation
            first       first_name
            middle      middle_name
            last        last_name
            name!
            jobtitle    job_title
            department  cf_department
            accountid   account_id
            """
        ),
        people.LEFT,
        Word("email", "email"),
        *people.PHONES,
        *ADDRESS,
        Word("source", "source"),
        *words(
            """
            notes          description
            leadscore      rating
            decisionmaker  cf_decisionmaker
            hold           cf_hold
            """
        ),
        CAMPAIGN,
    ),
    "opportunities": (
        *words("id\nname\naccountid account_id\ncontactid contact_id"),
        deals.STATUS,
        *words("probability\nvalue amount"),
        Word("forecast", "weighted_amount", Places()),
        *words("closedate close_date\nnextstep next_step"),
        Word("source", "source"),
        CAMPAIGN,
        *words("notes description\nrepeat cf_repeat"),
    ),
    "opportunity_lines": (
        *words(
            """
            id
            opportunityid  opportunity_id
            product        name
            quantity
            unitprice      unit_price
            productid      product_id
            """
        ),
        Word("position", "position", Digits()),
        Word("total", "total", Digits(), read_only=True),
    ),
    "opportunityhistories": (
        *words("id\nopportunityid opportunity_id"),
        deals.HISTORY_STATUS,
        *words("probability\nvalue amount"),
        Word("forecast", "forecast", Places(), read_only=True),
        *words("closedate close_date"),
        Word("createddate", "created_at"),
        Word("createdby", "created_by_id"),
        Word("modifieddate", "created_at"),
        Word("modifiedby", "created_by_id"),
    ),
    "activities": (
        *words("id\ntype subtype\nsubject"),
        activities.DATE,
        Word("allday", "all_day"),
        *words("status\nnotes description"),
        Word("priority", "priority", Priority()),
        *words(
            """
            accountid      account_id
            contactid      contact_id
            opportunityid  opportunity_id
            caseid         case_id
            """
        ),
    ),
    "cases": (
        Word("id", "id"),
        Word("casenumber", "number", Digits(), read_only=True),
        *words(
            """
            subject
            accountid    account_id
            contactid    contact_id
            status
            priority
            type
            """
        ),
        Word("caselevelid", "level", LevelId()),
        *words("opened opened_at\nclosed closed_at\nnotes description"),
    ),
    "campaigns": (
        *words("id\nname\ntype\nstatus"),
        ACTIVE,
        *words("dripfeed is_drip\nstartdate start_date\nenddate end_date"),
        MEMBERS,
        OPPORTUNITIES,
        SALES,
        *words("notes description"),
    ),
    "campaignstages": (
        Word("id", "id"),
        CAMPAIGN,
        Word("name", "name"),
        Word("position", "position", Digits()),
        Word("delaydays", "delay_days", Digits()),
    ),
    "campaigndetails": (
        Word("id", "id"),
        CAMPAIGN,
        *words(
            """
            contactid        contact_id
            accountid        account_id
            campaignstageid  stage_id
            status
            statusdate!      status_at
            """
        ),
    ),
    "documents": (
        *words("id\nname"),
        *files.WORDS,
        *words(
            """
            type
            status
            notes          description
            accountid      account_id
            contactid      contact_id
            opportunityid  opportunity_id
            caseid         case_id
            """
        ),
    ),
}
