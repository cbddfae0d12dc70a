#!/bin/sh
# The five-minute tour with curl: make a custom field, create, filter, order, page.
# Needs CRM_TOKEN; CRM_URL is http://127.0.0.1:8000 unless set. Safe to run again.
set -eu

url=${CRM_URL:-http://127.0.0.1:8000}
: "${CRM_TOKEN:?set CRM_TOKEN to a personal access token}"

say() {
    printf '\n# %s\n' "$1"
}

# Show a call as it could be typed, make it, and print the reply.
call() {
    method=$1 path=$2
    shift 2
    printf '$ curl -X %s %s/api/%s' "$method" '$CRM_URL' "$path"
    for word in "$@"; do printf " '%s'" "$word"; done
    printf '\n'
    curl --silent --show-error -X "$method" "$url/api/$path" \
        -H "Authorization: Bearer $CRM_TOKEN" -H 'Content-Type: application/json' "$@"
    printf '\n'
}

say 'Which record types are there?'
call GET datadictionary

say 'Make a custom field: a select with two options (409: it is there from an earlier tour)'
call POST customfields --data '{
  "record_type": "accounts", "key": "cf_tour_region", "label": "Region", "type": "select",
  "options": [{"label": "North"}, {"label": "South"}]}'

say 'And a number'
call POST customfields --data '{
  "record_type": "accounts", "key": "cf_tour_seats", "label": "Seats", "type": "number"}'

say 'Create three accounts in one call; external_id finds them again, so a second run doubles none'
call POST accounts/bulk --data '{
  "by": "external_id",
  "upsert": [
    {"external_id": "tour-1", "name": "Ångström Labs", "cf_tour_region": "North", "cf_tour_seats": 40},
    {"external_id": "tour-2", "name": "Bay Bakery", "cf_tour_region": "South", "cf_tour_seats": 7},
    {"external_id": "tour-3", "name": "Cape Cycles", "cf_tour_region": "South"}]}'

say 'Filter by a custom field: the south, with more than five seats'
call GET accounts --get \
    --data-urlencode 'q={"cf_tour_region": "South", "cf_tour_seats": {"$gt": 5}}' \
    --data-urlencode 'fields=id,name,cf_tour_region,cf_tour_seats'

say 'Texts ignore case, not accents; what has no value comes last in any order'
call GET accounts --get \
    --data-urlencode 'q={"external_id": {"$sw": "tour-"}, "name": {"$not": {"$con": "ÅNG"}}}' \
    --data-urlencode 'order={"cf_tour_seats": "desc", "name": "asc"}' \
    --data-urlencode 'fields=id,name,cf_tour_seats'

say 'One record a page; next_cursor leads on'
call GET accounts --get \
    --data-urlencode 'q={"external_id": {"$sw": "tour-"}}' \
    --data-urlencode 'order={"name": "asc"}' \
    --data-urlencode 'fields=id,name' \
    --data-urlencode 'per_page=1'

say 'A mistake is named, never ignored'
call GET accounts --get --data-urlencode 'q={"nmae": "Bay Bakery"}'
