"""Parameters that many operations have stand once in the OpenAPI document, and are referred to."""

from __future__ import annotations

import json
from collections.abc import Mapping

from dialects.native.filters import filters_parameter
from dialects.native.pieces import Schema
from dialects.native.routes import IF_MATCH, RECORD_ID
from dialects.native.told import PARAMETERS, Told

OF_TYPE = ("fields", "expand", "q", "order")  # what differs from type to type


def parameters_of(types: list[Told]) -> dict[str, Schema]:
    """The parameters of records' operations, by component name."""
    found = {"RecordId": RECORD_ID, "IfMatch": IF_MATCH}
    for told in types:
        for name, tell in PARAMETERS.items():
            word = name.title().replace("_", "")
            parameter = tell(told)
            if parameter is not None:
                found[f"{told.component}{word}" if name in OF_TYPE else word] = parameter
        found[f"{told.component}Filters"] = filters_parameter(told.description)
    return dict(sorted(found.items()))


def share(paths: Mapping[str, Mapping[str, Schema]], parameters: Mapping[str, Schema]) -> None:
    """Put pointers in the place of parameters that are components."""
    names = {json.dumps(told): name for name, told in parameters.items()}
    for methods in paths.values():
        for operation in methods.values():
            operation["parameters"] = [
                {"$ref": f"#/components/parameters/{names[key]}"} if key in names else told
                for told in operation["parameters"]
                for key in (json.dumps(told),)
            ]
