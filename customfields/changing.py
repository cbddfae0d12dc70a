"""What a change of a definition entails: options that move, values that convert, uniqueness."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone

from customfields import judging, optionlists
from customfields.choices import Option
from customfields.conversions import converted
from customfields.kinds import TYPES
from customfields.mirror import dump
from customfields.models import CustomField
from customfields.naming import clashing
from customfields.optionlists import OptionPlan
from customfields.rewriting import Told, count_lost, holders, rewrite
from customfields.schemas import Definition, Schema
from customfields.uniqueness import insist_unique, let_go, option_uses, using
from values.kinds import Kind
from values.refusals import Clash, Refusal, Refused

Refusals = dict[str, list[Refusal]]
PLAIN = (
    *("label", "type", "required", "unique", "help_text", "group", "order"),
    *("dialects", "wire_names"),
)


def plan_options(
    taken: Mapping[str, Any], type_name: str | None, present: tuple[Option, ...], refusals: Refusals
) -> OptionPlan:
    """What becomes of the options; those of a type that has none go."""
    unchanged = OptionPlan(kept=list(present))
    if type_name is None:
        return unchanged
    if not TYPES[type_name].chooses:
        if taken.get("options"):
            refusals["options"] = [Refusal("Type", f"a field of type {type_name} has no options")]
        return OptionPlan(gone=[option.id for option in present])
    if "options" not in taken:
        return unchanged
    try:
        return optionlists.plan(taken["options"], present)
    except Refusal as refusal:
        refusals["options"] = [refusal]
        return unchanged


def check_default(taken: Mapping[str, Any], type_name: str, plan: OptionPlan) -> Refusal | None:
    """Why a default that is sent does not fit, the options being as planned."""
    options = [
        replace(option, id=option.id or -number) for number, option in enumerate(plan.kept, 1)
    ]
    try:
        TYPES[type_name].make(options).take(taken.get("default"))
    except Refusal as refusal:
        return refusal
    return None


def check_type_rules(
    taken: Mapping[str, Any],
    unique: bool,
    type_name: str | None,
    plan: OptionPlan,
    refusals: Refusals,
) -> None:
    """Refuse what the type does not allow."""
    if type_name is None:
        return
    if unique and not TYPES[type_name].claimable:
        wrong = Refusal("Type", f"a field of type {type_name} cannot be unique")
        refusals.setdefault("unique", []).append(wrong)
    refusal = check_default(taken, type_name, plan)
    in_doubt = TYPES[type_name].chooses and "options" in refusals
    if refusal is not None and not in_doubt:
        refusals.setdefault("default", []).append(refusal)


def check_names(
    record_type: str, taken: Mapping[str, Any], number: int | None, refusals: Refusals
) -> None:
    """Refuse a key, or the name that a dialect knows a field by, that another field has."""
    others = CustomField.objects.filter(record_type=record_type, deleted_at=None).exclude(
        pk=number or 0
    )
    for key, names in others.values_list("key", "wire_names"):
        if key == taken.get("key"):
            refusals["key"] = [Refusal("Unique", "another field has this key")]
        for dialect, name in (taken.get("wire_names") or {}).items():
            if names.get(dialect) == name:
                wrong = Refusal("Unique", f"{dialect} knows {key} by the name '{name}'")
                refusals.setdefault("wire_names", []).append(wrong)
    for dialect, name in clashing(record_type, taken.get("wire_names") or {}):
        wrong = Refusal("Unique", f"{dialect} calls a standard field '{name}'")
        refusals.setdefault("wire_names", []).append(wrong)


def used_keys(record_type: str) -> set[str]:
    """The keys that the fields of a type have."""
    fields = CustomField.objects.filter(record_type=record_type, deleted_at=None)
    return set(fields.values_list("key", flat=True))


def set_default(definition: Definition, said: Any) -> None:
    """Store a default, judged by the definition as it stands. Raises Refused."""
    try:
        value = definition.kind.say(definition.kind.take(said))
    except Refusal as refusal:
        raise Refused({"default": [refusal]}) from None
    text = None if value is None else dump(value)
    CustomField.objects.filter(pk=definition.id).update(default=text)


class Change:
    """One change of one field, from the verdict on what is sent to the last stored value."""

    def __init__(self, before: Schema, old: Definition, by: int | None, tell: Told):
        self.before, self.old, self.by, self.tell = before, old, by, tell
        self.taken: dict[str, Any] = {}
        self.plan = OptionPlan(kept=list(old.options))
        self.replaced: dict[int, int] = {}

    def judge(self, data: Mapping[str, Any], kinds: Mapping[str, Kind]) -> None:
        """Judge what is sent. Raises Refused, Unanswerable."""
        refusals: Refusals = {}
        fixed = {name: getattr(self.old, name) for name in judging.FIXED}
        judging.check_fixed(data, fixed, refusals)
        sent = {name: value for name, value in data.items() if name not in fixed}
        self.taken = judging.judge(sent, kinds, refusals)
        type_name = None if "type" in refusals else self.taken.get("type", self.old.type)
        self.plan = plan_options(self.taken, type_name, self.old.options, refusals)
        unique = self.taken.get("unique", self.old.unique)
        check_type_rules(self.taken, unique, type_name, self.plan, refusals)
        check_names(self.old.record_type, self.taken, self.old.id, refusals)
        judging.raise_any(refusals)

    @property
    def options_change(self) -> bool:
        """Whether the options become others."""
        kept = sorted(self.plan.kept, key=lambda option: (option.order, option.id))
        return tuple(kept) != self.old.options

    @property
    def shapes(self) -> bool:
        """Whether mirrors look different afterwards."""
        return self.retypes or self.taken.get("order", self.old.order) != self.old.order

    @property
    def retypes(self) -> bool:
        """Whether the type becomes another one."""
        return bool(self.taken.get("type", self.old.type) != self.old.type)

    def store(self, row: CustomField, revision: int) -> bool:
        """Write the definition's own rows. False if nothing changes."""
        stated = {name: self.taken[name] for name in PLAIN if name in self.taken}
        if "wire_names" in stated:  # those of other dialects stay as they were fixed
            stated["wire_names"] = {**row.wire_names, **stated["wire_names"]}
        changes = {name: value for name, value in stated.items() if value != getattr(row, name)}
        again = "default" in self.taken and self.taken["default"] != self.old.default
        if not changes and not again and not self.options_change:
            return False
        for name, value in changes.items():
            setattr(row, name, value)
        row.since = revision if self.retypes else row.since
        row.modified_at, row.modified_by_id = timezone.now(), self.by
        row.version += 1
        row.save()
        if self.options_change:
            self.replaced = optionlists.apply(row, self.plan)
        return True

    def carry_out(self, after: Schema) -> None:
        """Bring the stored values in line with the new definition. Raises Clash, Refused."""
        new = after.by_id[self.old.id]
        self.move_values(after, new)
        used = option_uses(new, self.plan.gone)
        if used:
            raise Clash(f"options that would go are in use; records: {used}", {"count": used})
        self.settle_default(new)

    def move_values(self, after: Schema, new: Definition) -> None:
        """Convert the values of a new type, move those of replaced options, keep or lift claims."""
        moving = holders(self.old) if self.retypes else using(self.old, self.replaced)
        lost = count_lost(self.before, self.old.key, self.carry(new), moving)
        if lost:
            raise Clash(f"stored values would be lost; records: {lost}", {"count": lost})
        unclaimed = replace(new, unique=False)
        fields = tuple(unclaimed if one is new else one for one in after.fields)
        schema = replace(after, fields=fields)
        rewrite(self.before, schema, new.key, self.carry(new), moving, self.by, self.tell)
        if new.unique and (moving or not self.old.unique):
            insist_unique(new)
        elif self.old.unique and not new.unique:
            let_go(new)

    def carry(self, new: Definition) -> Any:
        """The function that makes an old value a new one; it raises Refusal where one is lost."""

        def carried(value: Any) -> Any:
            return (
                converted(self.old, new, self.moved(value)) if self.retypes else self.moved(value)
            )

        return carried

    def moved(self, value: Any) -> Any:
        """A value with its replaced options replaced, none standing twice."""
        if not isinstance(value, list):
            return self.replaced.get(value, value) if self.replaced else value
        return list(dict.fromkeys(self.replaced.get(one, one) for one in value))

    def settle_default(self, new: Definition) -> None:
        """Store the default that is sent, or see that the old one still fits."""
        if "default" in self.taken:
            set_default(new, self.taken["default"])
        elif self.old.default is not None:
            self.keep_default(new)

    def keep_default(self, new: Definition) -> None:
        """Take the old default over into the new definition. Raises Refused."""
        try:
            held = self.old.field_type.load(self.old.default)
            set_default(new, new.kind.say(self.carry(new)(held)))
        except (Refusal, Refused):
            told = "does not fit any more: send another one, or null"
            raise Refused({"default": [Refusal("In", told)]}) from None
