"""Who may do what, declared cell by cell: the profiles, whose records they are, and what each act
of the API needs. The world in which the matrix is tried stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import transaction

from records.types import RecordType, registry
from tests.calls import Api
from tests.people import People, Person, person
from users.models import Role
from users.rights import announce

# How far each profile reads, edits and deletes, and whether it creates.
PROFILES: dict[str, tuple[str, str, str, bool]] = {
    "none": ("none", "none", "none", False),
    "own": ("own", "own", "own", True),
    "team": ("team", "team", "team", True),
    "all": ("all", "all", "all", True),
    "reader": ("all", "own", "none", False),
}
# Which records each level reaches. Private ones are another's; those in the bin are one's own.
REACH: dict[str, set[str]] = {
    "none": set(),
    "own": {"own", "binned"},
    "team": {"own", "team", "shared", "binned"},
    "all": {"own", "team", "shared", "other", "binned"},
}
OWNERSHIPS = ("own", "team", "shared", "other", "private", "binned")
# What each act on a record needs, by the name of the view's action; "author": that the comment,
# which is an administrator's here, is one's own. None: it needs no record.
NEEDS: dict[str, str | None] = {
    **{"list": None, "search": None, "create": None, "bulk": None},
    **{"retrieve": "read", "changes": "read", "related": "read"},
    **{"change": "edit", "replace": "edit", "link": "edit", "unlink": "edit", "act": "edit"},
    **{"destroy": "delete", "restore": "delete"},
    **{"comments": "read", "comment": "read", "revise": "author", "withdraw": "author"},
    **{"files": "read", "attach": "edit"},
    **{"following": "read", "follow": "read", "unfollow": "read"},
    **{"starring": "read", "star": "read", "unstar": "read"},
}
FULL = "accounts"  # is tried with every act by these profiles; else these acts are, by profile
THOROUGH = ("none", "team", "reader")
FEW = {
    "none": {"retrieve"},
    "own": {"destroy"},
    "team": {"retrieve", "change", "destroy", "restore"},
    "all": {"retrieve"},
    "reader": {"change", "destroy"},
}
BODIES: dict[str, dict[str, Any]] = {
    **{name: {"name": "x"} for name in ("accounts", "opportunities", "campaigns", "documents")},
    **{name: {"name": "x"} for name in ("products", "target_lists")},
    **{name: {"last_name": "x"} for name in ("contacts", "leads")},
    "activities": {"type": "task", "subject": "x"},
    "cases": {"subject": "x"},
    "invoices": {"number": "x"},
}
PARTS: dict[str, tuple[str, dict[str, Any]]] = {
    "opportunity_lines": ("opportunities", {"name": "x"}),
    "opportunity_histories": ("opportunities", {}),
    "campaign_stages": ("campaigns", {"name": "x"}),
    "campaign_members": ("campaigns", {}),
}
number = count()


@dataclass(frozen=True)
class World:
    """The subject of the matrix, an administrator, and a record of each type and ownership."""

    subject: Person
    role: Role
    boss: Api
    rows: dict[str, dict[str, int]]
    comments: dict[int, int]

    @property
    def api(self) -> Api:
        """The subject's calls."""
        return Api(self.subject.token)

    def put_on(self, profile: str) -> None:
        """Give the subject the rights of a profile."""
        read, edit, delete, create = PROFILES[profile]
        grant = {"record_type": "*", "read": read, "edit": edit, "delete": delete}
        self.role.grants = [grant | {"create": create}]
        self.role.save()
        announce()


def body_of(name: str) -> dict[str, Any]:
    """A new body of a type that has an owner."""
    body = dict(BODIES[name])
    return body | {"number": f"x{next(number)}"} if "number" in body else body


def made(api: Api, path: str, **body: Any) -> int:
    """A new record; its id."""
    reply = api.post(f"/api/{path}", body)
    assert reply.status == 201, (path, reply)
    return int(reply.body["id"])


def build(people: People) -> World:
    """The world. The subject is in the team of owner and colleague."""
    role = Role.objects.create(name="Subject")
    subject = person("subject", [people.team], [role])
    boss = Api(people.administrator.token)
    belongs: dict[str, dict[str, Any]] = {
        "own": {"owner_id": subject.id},
        "team": {"owner_id": people.colleague.id},
        "shared": {"owner_id": people.stranger.id, "team_ids": [people.team.pk]},
        "other": {"owner_id": people.stranger.id},
        "private": {"owner_id": people.colleague.id, "is_private": True},
        "binned": {"owner_id": subject.id},
    }
    rows: dict[str, dict[str, int]] = {
        name: {one: made(boss, name, **body_of(name), **belongs[one]) for one in OWNERSHIPS}
        for name in BODIES
    }
    contact = rows["contacts"]["own"]
    stage = boss.get("/api/pipeline_stages").ids[0]
    more = {
        "opportunity_histories": {"stage_id": stage},
        "campaign_members": {"contact_id": contact},
    }
    for name, (parent, body) in PARTS.items():
        field = registry[name].parent or ""
        rows[name] = {
            one: made(boss, name, **body, **more.get(name, {}), **{field: rows[parent][one]})
            for one in OWNERSHIPS
        }
    comments = {one: made(boss, f"{FULL}/{one}/comments", body="x") for one in rows[FULL].values()}
    for name in BODIES:
        assert boss.delete(f"/api/{name}/{rows[name]['binned']}").status == 200
    made(boss, "tags", name="x")
    return World(subject, role, boss, rows, comments)


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def expected(record_type: RecordType, act: str, profile: str, whose: str) -> int:
    """The status of an act on a record: done (200), refused (403), or not there (404)."""
    read, edit, delete, create = PROFILES[profile]
    needed = NEEDS[act]
    if read == "none":
        return 403
    if whose not in REACH[read] or (whose == "binned") != (act == "restore"):
        return 404
    if act == "act" and not create:  # it makes further records
        return 403
    if needed == "read":
        return 200
    if needed == "author":
        return 403
    if record_type.writers == "administrators":
        return 403
    far = edit if needed == "edit" or record_type.parent else delete
    return 200 if whose in REACH[far] else 403


ASKED: dict[str, tuple[str, str]] = {
    **{"retrieve": ("GET", ""), "change": ("PATCH", ""), "replace": ("PUT", "")},
    **{"destroy": ("DELETE", ""), "restore": ("POST", "/restore"), "changes": ("GET", "/changes")},
    **{"related": ("GET", "/contacts"), "link": ("POST", "/contacts")},
    **{"unlink": ("DELETE", "/contacts"), "act": ("POST", "/convert")},
    **{"comments": ("GET", "/comments"), "comment": ("POST", "/comments")},
    **{"revise": ("PATCH", "/comments/COMMENT"), "withdraw": ("DELETE", "/comments/COMMENT")},
    **{"files": ("GET", "/attachments"), "attach": ("POST", "/attachments")},
    **{"following": ("GET", "/follow"), "follow": ("PUT", "/follow")},
    **{"unfollow": ("DELETE", "/follow"), "starring": ("GET", "/star"), "star": ("PUT", "/star")},
    "unstar": ("DELETE", "/star"),
}
FORM = "multipart/form-data; boundary=b"
FILE = (
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
    b"Content-Type: text/plain\r\n\r\nx\r\n--b--\r\n"
)


def status_of(world: World, name: str, act: str, record_id: int) -> int:
    """The status of the subject's call that is this act on a record; nothing of it stays."""
    said, linked = {"body": "x"}, {"ids": [world.rows["contacts"]["own"]]}
    bodies = {"change": {}, "replace": BODIES.get(name), "comment": said, "revise": said}
    bodies |= {"act": {}, "link": linked, "unlink": linked}
    verb, below = ASKED[act]
    below = below.replace("COMMENT", str(world.comments.get(record_id, 0)))
    path, client = f"/api/{name}/{record_id}{below}", world.api.client
    with undone():
        if act == "attach":
            return int(client.generic(verb, path, FILE, content_type=FORM).status_code)
        return world.api.call(verb, path, bodies.get(act)).status
