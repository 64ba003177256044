"""What the rows of actions say: which record they mean, when something was done, and what."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import chain
from typing import Any

from jingwu.dates import When, lies_before
from jingwu.errors import BadInput, Problem, UsageError
from jingwu.importers.action_rows import ActionPlan, ActionRow, compile_action_plan, heading_of
from jingwu.importers.headings import near_headings
from jingwu.language import listed, t
from jingwu.records import KINDS
from jingwu.records.actions import ACTIONS, AT, action_heading
from jingwu.records.fields import Column
from jingwu.records.record import Event
from jingwu.rules.cell_dates import parse_cell
from jingwu.rules.numbering import parse_number
from jingwu.rules.parsing import Contexts
from jingwu.rules.status import status_of
from jingwu.rules.strays import FIGURE
from jingwu.rules.validation import in_future, read_values
from jingwu.services.act import as_text, columns_of_action, corrected_column
from jingwu.services.import_rows import DOER, columns_with_date, relabelled
from jingwu.store.ledger import Ledger, Transaction


class Reading:
    """Reads the rows of one run."""

    def __init__(self, ledger: Ledger, transaction: Transaction, *, now: datetime) -> None:
        self._transaction = transaction
        self._now = now
        self.contexts = Contexts(ledger.settings, now)
        """With what the values of a kind are checked."""
        self._plans: dict[tuple[tuple[str, ...], str, str], ActionPlan] = {}

    def number_of(self, row: ActionRow) -> str:
        """The number of the record that a row means. BadInput."""
        if row.number:
            try:
                return parse_number(row.number, today=self._now.date())
            except UsageError as error:
                if found := self._numbers_by_key(row, row.number):
                    return found
                message = t("This is no number of a ledger, such as JF2610-0012.")
                raise BadInput(
                    [Problem(message, value=row.number, mask=FIGURE, hint=error.hint, code="wrong_record_number")]
                ) from None
        if found := self._numbers_by_key(row, row.source_key):
            return found
        message = t("No record has this source key.")
        raise BadInput([Problem(message, value=row.source_key, mask=FIGURE, code="no_such_record")])

    def plan(self, row: ActionRow, kind: str) -> ActionPlan:
        """Which cell is what for a row whose record is of this kind."""
        key = (row.names, row.action, kind)
        if key not in self._plans:
            self._plans[key] = compile_action_plan(row.names, row.action, kind)
        return self._plans[key]

    def said(self, row: ActionRow, plan: ActionPlan, kind: str) -> tuple[Event, list[Problem]]:
        """What a row says, `by` nobody where it does not say who; and what is wrong with it."""
        raw = plan.read(row.cells)
        given_by = raw.pop("by", None)
        columns = columns_with_date(row.action)
        fields, problems = read_values(columns, raw, self.contexts[kind])
        doer, wrong = read_values(DOER, {"by": given_by}, self.contexts[kind])
        problems = [named(row, plan, problem, (*columns, *DOER)) for problem in problems + wrong]
        at: Any = fields.pop("at", self._now)
        if isinstance(at, date) and lies_before(self._now, at):
            problems.append(named(row, plan, in_future(AT, at), columns))
        fields.pop("note", None)
        if row.action == "correct" and not problems:
            fields = self._as_kept(kind, fields)
        return Event(at, str(doer.get("by", "")), row.action, "", fields), problems

    def wrong(self, row: ActionRow, *kinds: str) -> list[Problem]:
        """What is wrong with a row whatever its record is, of these kinds, and in whatever state."""
        found: list[list[Problem]] = []
        for kind in kinds:
            plan = self.plan(row, kind)
            found.append([_unknown(row, index) for index in plan.lost(row.cells)] + self.said(row, plan, kind)[1])
        return [problem for problem in found[0] if all(problem in others for others in found)]

    def at(self, row: ActionRow, kind: str) -> When | None:
        """When it was done, as the row says; None where that cannot be read."""
        at = self.plan(row, kind).read(row.cells).get("at", "")
        try:
            return parse_cell(at if isinstance(at, str) else str(at), today=self._now.date(), relative=False)
        except ValueError:
            return None  # validation says it, with its words

    def _as_kept(self, kind: str, fields: dict[str, object]) -> dict[str, object]:
        """What a correction says, in the words in which an event keeps it; as it is where it cannot be done."""
        try:
            column = corrected_column(kind, str(fields["field"]))
        except BadInput:
            return fields  # that is said when it is tried
        column = column._replace(required=False)
        values, problems = read_values([column], {column.name: fields.get("value")}, self.contexts[kind])
        if problems:
            return fields
        value = as_text(column, values[column.name]) if values else None
        return {"field": column.name, "reason": fields["reason"], "value": value}

    def _numbers_by_key(self, row: ActionRow, key: str) -> str:
        kinds = (row.kind,) if row.kind else ACTIONS[row.action].kinds if row.action else tuple(KINDS)
        found = self._holding(kinds, key)
        if not found:  # what was done with a record before it was made void is no news
            former = (self._transaction.former_keys(kind, [key]).get(key, ()) for kind in kinds)
            found = [
                number for number in chain.from_iterable(former) if status_of(self._transaction.get(number)) == "void"
            ]
        if not found and not row.kind:  # a record on which this cannot be done is not one that there is not
            found = self._holding([kind for kind in KINDS if kind not in kinds], key)
        if len(found) > 1:
            hint = t("Give --kind.")
            raise BadInput([Problem(t("Records of several kinds have this source key."), value=key, hint=hint)])
        return found[0] if found else ""

    def _holding(self, kinds: Iterable[str], key: str) -> list[str]:
        return [number for kind in kinds for number in self._transaction.source_keys(kind, [key]).values()]


def _unknown(row: ActionRow, index: int) -> Problem:
    """The problem of a column of which the row's action knows nothing."""
    columns = [column.heading for column in columns_of_action(row.action)]
    near = near_headings(row.shown[index], columns)
    message = t("'{action}' knows no such column, and what stands under it would be lost.",
                action=action_heading(row.action))  # fmt: skip
    hint = t("Perhaps: {names}.", names=near) if near else t("Known: {names}.", names=listed(columns))
    return Problem(message, column=row.shown[index], hint=hint, code="unknown_column")


def named(row: ActionRow, plan: ActionPlan, problem: Problem, columns: tuple[Column, ...]) -> Problem:
    """A problem under the heading that the file itself uses."""
    return relabelled(problem, columns, lambda field: heading_of(row, plan, field))
