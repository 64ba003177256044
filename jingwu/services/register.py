"""Register a record (登记)."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from jingwu.dates import lies_before, write_when
from jingwu.errors import BadInput, Problem
from jingwu.language import t
from jingwu.records import record_class
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Record, make
from jingwu.rules.clocks import law_by_filing
from jingwu.rules.doubts import doubts_of, in_words
from jingwu.rules.validation import Context, in_future, read_values
from jingwu.store.ledger import Ledger

# What cannot lie after what.
_ORDER = (
    ("occurred_at", "reported_at"),
    ("reported_at", "ended_at"),
    ("reported_at", "deadline"),
    ("reported_at", "promised_by"),
    ("reported_at", "verify_by"),
    ("reported_at", "now"),
    ("filed_at", "now"),
    ("ended_at", "now"),
)


def register(ledger: Ledger, kind: str, raw: Mapping[str, object], *, by: str, now: datetime) -> Record:
    """Store a new record of `kind` from raw values by column name; the record with its number.

    A source key that the ledger already has gives the record that has it, and writes nothing: a retry is harmless.
    BadInput lists every problem.
    """
    record, problems = build_record(kind, raw, Context(ledger.settings, now, kind), by=by)
    if record is None:
        raise BadInput(problems)
    with ledger.begin(f"{kind} add", by=by, at=now) as transaction:
        if record.source_key:
            known = transaction.source_keys(kind, [record.source_key])
            if known:
                stored = transaction.get(known[record.source_key])
                if _says_more(raw, record, stored):
                    text = t(
                        "{number} has this source key already; what was sent now differs and was not stored.",
                        number=stored.number,
                    )
                    ledger.warnings.append(text)
                return stored
        added = transaction.add(record)
    ledger.warnings += [in_words(doubt) for doubt in doubts_of(record, ledger.settings)]
    return added


def _says_more(raw: Mapping[str, object], record: Record, stored: Record) -> bool:
    """Whether something that was sent is not what is stored under the same source key."""
    sent = [column.name for column in columns_of(type(stored)) if column.name in raw]
    return any(getattr(record, name) != getattr(stored, name) for name in sent)


def build_record(
    kind: str, raw: Mapping[str, object], context: Context, *, by: str
) -> tuple[Record | None, list[Problem]]:
    """A record without a number, from raw values; None and every problem when something is wrong.

    Unset, `reported_at` is now, the officer is the first officer, and the first officer the officer.
    """
    columns = columns_of(record_class(kind))
    if not raw.get("reported_at"):
        raw = {**raw, "reported_at": write_when(context.now)}
    values, problems = read_values(columns, raw, context)
    problems += _wrong_order(kind, columns, values, context.now)
    if kind == "case":
        problems += _set_law(columns, values)
    if problems:
        return None, problems
    officer, first = values.get("officer"), values.get("first_officer")
    values["officer"], values["first_officer"] = officer or first, first or officer
    values["entered_at"], values["entered_by"] = context.now, by
    return make(record_class(kind), values), []


def _set_law(columns: tuple[Column, ...], values: dict[str, object]) -> list[Problem]:
    """Store which version of the public-security law governs a case; another than its filing says wants a reason."""
    if values.get("pending") and values.get("filed_at"):
        return [Problem(t("It is filed, or waits for it: not both."), column=_heading(columns, "pending"))]
    filed = None if values.get("pending") else values.get("filed_at") or values.get("reported_at")
    if not isinstance(filed, date) or values.get("nature") not in {None, "security"}:
        return []
    law = law_by_filing(filed)
    given = values.setdefault("law", law)
    if given == law:
        return []
    hint = t("Register it, then correct it with a reason: jingwu correct NUMBER --field law --value … --reason …")
    return [
        Problem(
            t("By the date of filing another version of the law holds."), column=_heading(columns, "law"), hint=hint
        )
    ]


def _heading(columns: tuple[Column, ...], name: str) -> str:
    return next(column.heading for column in columns if column.name == name)


@cache
def _order_in(kind: str) -> tuple[tuple[str, str], ...]:
    """The pairs of `_ORDER` that records of a kind have."""
    names = {"now", *(column.name for column in columns_of(record_class(kind)))}
    return tuple(pair for pair in _ORDER if names.issuperset(pair))


def _wrong_order(kind: str, columns: tuple[Column, ...], values: Mapping[str, object], now: datetime) -> list[Problem]:
    problems: list[Problem] = []
    for earlier, later in _order_in(kind):
        first = values.get(earlier)
        if first is None:
            continue
        second = now if later == "now" else values.get(later)
        if isinstance(first, date) and isinstance(second, date) and lies_before(second, first):
            named = {column.name: column for column in columns}
            problem = in_future(named[earlier], first)
            if later != "now":
                problem = problem._replace(message=t("This lies after '{other}'.", other=named[later].heading))
            problems.append(problem)
    return problems
