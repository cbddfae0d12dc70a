"""The numbers of record types: fixed for ours, given out from 0x40 on for others, and kept."""

from functools import cache

from records.models import TypeCode

FIXED = {
    name: number
    for number, name in enumerate(
        (
            *("accounts", "contacts", "leads", "opportunities", "opportunity_lines"),
            *("opportunity_histories", "activities", "campaigns", "campaign_stages"),
            *("campaign_members", "cases", "documents", "products", "users", "teams", "tags"),
            *("lookup_values", "pipelines", "pipeline_stages", "attachments", "comments"),
            *("target_lists", "emails", "phones", "custom_fields", "templates", "webhooks"),
            *("roles", "changes", "currencies"),
        ),
        start=1,
    )
}
FIRST_FREE = 0x40


@cache
def code_of(name: str) -> int:
    """The number of a record type; a type met for the first time takes the next free one."""
    if name in FIXED:
        return FIXED[name]
    found = TypeCode.objects.filter(name=name).first()
    if found is None:
        last = TypeCode.objects.order_by("-code").first()
        following = last.code + 1 if last else FIRST_FREE
        found, _ = TypeCode.objects.get_or_create(name=name, defaults={"code": following})
    return found.code
