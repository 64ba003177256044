"""What came in and what was done, by kind of record."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from jingwu.language import pick, t
from jingwu.records import WORKED
from jingwu.reports.parts.columns import Line, compared_table, date_name, dates_note, line
from jingwu.reports.parts.names import kind_name, total_name
from jingwu.reports.parts.spans import Basis, Span
from jingwu.reports.table import Cell, Heading, Table

_COLUMNS = (
    ("carried", "carried", "上月结转", "end"),
    ("corrected", "corrected", "结转更正", "end"),
    ("registered", "new", "新增", "reported"),
    ("entered_late", "of these entered late", "其中补录", "reported"),
    ("reopened", "reopened", "重办", "done"),
    ("closed", "closed", "办结", "closed"),
    ("closed_late", "of these late", "超期办结", "closed"),
    ("open", "open", "在办", "end"),
    ("overdue", "of these overdue", "超期在办", "end"),
    ("paused", "of these paused", "中止", "end"),
)
_CAME = ("carried", "corrected", "registered", "reopened")
_FLOWS = ("registered", "entered_late", "reopened", "closed", "closed_late")


def kind_table(basis: Basis) -> Table:
    """结转 + 结转更正 + 新增 + 重新办理 − 办结 = 在办, of these overdue and paused, for every kind that is worked on.

    结转更正 has a column where there is any: what is carried over from a frozen month is what was printed then.
    """
    columns = [row for row in _COLUMNS if row[0] != "corrected" or any(map(basis.corrected, WORKED))]
    headings = [Heading("kind", pick("Kind", "种类"), whole=True)]
    headings += [Heading(name, pick(*words), by=date_name(by)) for name, *words, by in columns]
    if basis.this.period.length > 1:
        headings[1] = headings[1]._replace(label=pick("carried", "期初结转"))
    counts = [_counts(kind, basis) for kind in WORKED]
    rows: list[tuple[Cell, ...]] = [
        (kind_name(kind, basis.settings), *(row[name] for name, *_ in columns))
        for kind, row in zip(WORKED, counts, strict=True)
    ]
    rows.append((total_name(), *(sum(row[name] for row in counts) for name, *_ in columns)))
    title = t("What came in and was done")
    return Table("kinds", title, tuple(headings), tuple(rows), (*dates_note(headings), _identity(headings)))


def _identity(headings: Sequence[Heading]) -> str:
    """How the columns add up, by the names that they have in this sheet."""
    labels = {heading.name: heading.label for heading in headings}
    came = pick(" + ", "＋").join(labels[name] for name in _CAME if name in labels)
    return t(
        "{came} - {closed} = {open}. Entered late: typed after the month they belong to.",
        came=came.capitalize(),
        closed=labels["closed"],
        open=labels["open"],
    )


def kinds_beside(basis: Basis) -> Table:
    """The same, beside the other periods."""
    lines = [each for kind in WORKED for each in _of_kind(kind, str(kind_name(kind, basis.settings)))]
    lines.append(line("late", "Late entries typed", "补录以前月份", "typed", "late"))
    lines.append(line("void", "Void", "作废", "reported", "void"))
    note = t("Late entries typed belong to earlier months; void records are counted nowhere else.")
    return compared_table("compared", t("What came in and was done, beside other periods"), lines, basis, (note,))


def broken_kinds(basis: Basis) -> list[str]:
    """The kinds for which carried + corrected + new + reopened - closed = open does not hold."""
    return [kind for kind in WORKED if not _agrees(_counts(kind, basis))]


def _agrees(row: Mapping[str, int]) -> bool:
    came = row["carried"] + row["corrected"] + row["registered"] + row["reopened"]
    return came - row["closed"] == row["open"]


def _counts(kind: str, basis: Basis) -> dict[str, int]:
    this = basis.this
    return {
        "carried": basis.opening.open(kind),
        "corrected": basis.corrected(kind),
        **{name: this.get(name, kind) for name in _FLOWS},
        "open": this.open(kind),
        "overdue": this.overdue(kind),
        "paused": this.paused(kind),
    }


def _of_kind(kind: str, name: str) -> Iterator[Line]:
    for code, english, chinese, by, amount in _COMPARED:
        yield Line(f"{kind}_{code}", name + pick(f": {english}", f"·{chinese}"), by, _of(amount, kind))


def _of(amount: Callable[[Span, str], int], kind: str) -> Callable[[Span], int]:
    return lambda span: amount(span, kind)


_COMPARED: tuple[tuple[str, str, str, str, Callable[[Span, str], int]], ...] = (
    ("registered", "new", "新增", "reported", lambda span, kind: span.get("registered", kind)),
    ("closed", "closed", "办结", "closed", lambda span, kind: span.get("closed", kind)),
    ("open", "open", "在办", "end", Span.open),
    ("overdue", "overdue", "超期", "end", Span.overdue),
    ("paused", "paused", "中止", "end", Span.paused),
)
