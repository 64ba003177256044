"""The plan of a table: what each of its headings means for records of one kind."""

from collections.abc import Mapping, Sequence

from jingwu.errors import Problem
from jingwu.importers.headings import PARTY, Target, column_of, find_target, of_person, plain, with_unit
from jingwu.importers.mapping import Plan
from jingwu.importers.more_headings import MAY_BE_SUMMARY
from jingwu.language import t
from jingwu.records import record_class
from jingwu.records.fields import columns_of

_OF_PERSON = frozenset({"家庭住址", "联系方式"})


def compile_plan(
    names: tuple[str, ...],
    kind: str,
    shown: tuple[str, ...] = (),
    constants: Mapping[str, object] | None = None,
    rows: Sequence[int] = (),
) -> Plan:
    """The plan of a table with these headings whose rows are records of `kind`.

    `shown` are the file's own headings, where a mapping file gave these. `constants` are fields that are the same in
    every row that says nothing else. `rows` are the numbers of the rows in which the headings stand, if they do.
    """
    plan = Plan(kind, shown or names, rows)
    steps: dict[str, list[tuple[int, str, str]]] = {}
    for index, name in enumerate(names):
        target, unit = find_target(kind, name)
        if target is None:
            plan.unknown.append(index)
        elif _is_new(plan, target, index):
            _place(plan, steps, target, index, unit)
    _give_to_only_person(plan)
    _give_summary(plan)
    said: dict[str, Mapping[str, object]] = {step.action: step.given for step in record_class(kind).steps}
    for name, value in (constants or {}).items():
        _set_constant(plan, said, name, value)
    for target, index in plan.indexes.items():
        column = column_of(target, kind)
        if column is not None and column.type == "text":
            plan.texts.add(index)
        elif column is not None and target.part == "column" and column.type == "yes":
            plan.yes_columns.append(target.field)
        elif column is not None and target.part == "party" and column.mask == "name":
            plan.names_of_people.add(index)
    plan.steps = [(action, said[action], steps[action]) for action in said if action in steps]
    return plan


def _give_to_only_person(plan: Plan) -> None:
    """姓名, where the table tells of nobody else, and 电话 and 身份证号 right beside the name are an only person's.

    So is 家庭住址 or 联系方式, wherever it stands: nothing else has one.
    """
    named = [index for index in plan.unknown if of_person(plan.names[index]) == "name"]
    if not plan.parties and len(named) == 1:
        plan.unknown.remove(named[0])
        _place(plan, {}, Target("party", PARTY, "name"), named[0], "")
        plan.indexes[Target("party", PARTY, "name")] = named[0]
    if len(plan.parties) != 1:
        return
    ((role, places),) = plan.parties.items()
    told = {index for index, _ in places}
    for index in list(plan.unknown):
        field = of_person(plan.names[index])
        is_beside = index - 1 in told
        if not field or not (is_beside or plain(plan.names[index]) in _OF_PERSON):
            continue
        plan.unknown.remove(index)
        if _is_new(plan, Target("party", role, field), index):
            places.append((index, field))
            told |= {index} if is_beside else set()


def _give_summary(plan: Plan) -> None:
    """求助事项 or 纠纷起因 is what a record is about, where nothing else is."""
    summary = next(column for column in columns_of(record_class(plan.kind)) if column.name == "summary")
    target = Target("column", "", summary.name, summary.type)
    found = [index for index in plan.unknown if plain(plan.names[index]) in MAY_BE_SUMMARY]
    if len(found) == 1 and target not in plan.indexes:
        plan.unknown.remove(found[0])
        plan.indexes[target] = found[0]
        _place(plan, {}, target, found[0], "")


def _set_constant(plan: Plan, said: dict[str, Mapping[str, object]], name: str, value: object) -> None:
    target, unit = find_target(plan.kind, name)
    if target is None:
        return  # a field of another kind
    value = with_unit(value, unit)
    if target.part == "column":
        plan.constants[target.field] = value
    elif target.part == "flag":
        plan.constant_flags[target.field] = value
    else:
        said[target.owner] = {**said[target.owner], target.field: value}


def _is_new(plan: Plan, target: Target, index: int) -> bool:
    if target.part == "counted":
        return True
    first = plan.indexes.setdefault(target, index)
    if first == index:
        return True
    message = t("This heading means the same as '{other}'.", other=plan.names[first])
    hint = t("Keep one of the two columns.")
    plan.twice.append(
        Problem(message, column=plan.names[index], hint=hint, row=plan.row_of(index), code="column_twice")
    )
    return False


def _place(plan: Plan, steps: dict[str, list[tuple[int, str, str]]], target: Target, index: int, unit: str) -> None:
    if target.part == "column":
        (plan.sums if unit else plan.columns).append((index, target.field))
    elif target.part == "party":
        plan.parties.setdefault(target.owner, []).append((index, target.field))
    elif target.part == "kept":
        plan.kept.append((index, target.field))
    elif target.part == "told":
        setattr(plan, target.field, index)
    elif target.part == "flag":
        plan.flags.append((index, target.field))
    elif target.part == "step":
        steps.setdefault(target.owner, []).append((index, target.field, unit))
