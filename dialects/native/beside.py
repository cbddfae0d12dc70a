"""The operations beside a main record, as the OpenAPI document tells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dialects.native.operations import WRITE, Operation, path_parameter
from dialects.native.pieces import GONE, ID, TEXT, closed, ref
from dialects.native.query import PAGING
from dialects.native.routes import ETAG, IF_MATCH, RECORD_ID
from dialects.native.told import Told, parameters

COMMENT_ID = path_parameter("comment", ID)
SAYING = {**closed({"body": TEXT}), "examples": [{"body": "Called back, all is well."}]}


def pages(told: Told, name: str, summary: str, component: str) -> Operation:
    """GET of a list beside a record."""
    return Operation(
        f"{name}_of_{told.name}",
        f"{summary} one of the {told.words}, the newest first",
        told.name,
        ref(f"{component}Page"),
        parameters=(RECORD_ID, *parameters(told, PAGING)),
        refusals=(404,),
    )


def commenting(told: Told) -> Operation:
    """POST of a comment."""
    return Operation(
        f"comment_on_{told.name}",
        f"Comment on one of the {told.words}",
        told.name,
        ref("Comment"),
        status=201,
        parameters=(RECORD_ID,),
        body=SAYING,
        refusals=(*WRITE, 404),
        headers=("Location", *ETAG),
    )


def revising(told: Told) -> Operation:
    """PATCH of a comment."""
    return Operation(
        f"change_comment_on_{told.name}",
        f"Change a comment of one's own on one of the {told.words}",
        told.name,
        ref("Comment"),
        parameters=(RECORD_ID, COMMENT_ID, IF_MATCH),
        body=SAYING,
        refusals=(*WRITE, 404, 412),
        headers=ETAG,
    )


def withdrawing(told: Told) -> Operation:
    """DELETE of a comment."""
    return Operation(
        f"delete_comment_on_{told.name}",
        f"Take back a comment of one's own on one of the {told.words}",
        told.name,
        GONE,
        parameters=(RECORD_ID, COMMENT_ID, IF_MATCH),
        refusals=(404, 412),
    )


def attaching(told: Told) -> Operation:
    """POST of a file."""
    return Operation(
        f"attach_to_{told.name}",
        f"Store a file for one of the {told.words}",
        told.name,
        ref("Attachment"),
        status=201,
        parameters=(RECORD_ID,),
        body=ref("Upload"),
        body_media="multipart/form-data",
        refusals=(*WRITE, 404),
        headers=("Location",),
    )


def watching(told: Told, name: str, summary: str) -> Operation:
    """GET, PUT and DELETE of a watch."""
    return Operation(
        f"{name}_{told.name}",
        f"{summary} one of the {told.words}",
        told.name,
        ref("Watched"),
        parameters=(RECORD_ID,),
        refusals=(404,),
    )


BESIDE: Mapping[str, Callable[[Told], Operation | None]] = {
    "comments": lambda told: pages(told, "comments", "What is said about", "Comment"),
    "comment": commenting,
    "revise": revising,
    "withdraw": withdrawing,
    "files": lambda told: pages(told, "files", "The files of", "Attachment"),
    "attach": attaching,
    "following": lambda told: watching(told, "is_following", "Whether the caller watches"),
    "follow": lambda told: watching(told, "follow", "Follow"),
    "unfollow": lambda told: watching(told, "unfollow", "No longer follow"),
    "starring": lambda told: watching(told, "has_starred", "Whether the caller has marked"),
    "star": lambda told: watching(told, "star", "Mark with a star"),
    "unstar": lambda told: watching(told, "unstar", "Take the star from"),
}
