"""Other numbers for the new records of a transaction, where others took theirs while it was prepared."""

from collections.abc import Collection, Mapping

from jingwu.store.delta import Delta
from jingwu.store.documents import record_of
from jingwu.store.draft import Draft, draft_of, encoded, figures_of_drafts
from jingwu.store.encoding import decode
from jingwu.store.numbers import Numbers
from jingwu.store.roll import Series
from jingwu.store.waiting import Waiting


def renumber(
    waiting: Waiting, numbers: Numbers, delta: Delta, moved: Collection[Series], left_out: Collection[str]
) -> None:
    """Give the new records of the `moved` series the numbers that are free now, but for those to be left out.

    NotAllowed where another record names one that is left out.
    """
    before = waiting.begin_anew()
    renamed: dict[str, str] = {}
    numbers.begin_anew(moved)
    for number in before.kept():
        numbers.reach(number)
    for number, draft in before.drafts():
        series = draft.month, draft.kind
        if series not in moved or draft.number:
            waiting.entered.add([number], [draft])
            continue
        new = "" if number in left_out else numbers.next(series)
        if number in waiting.amended:  # both ends of a link were: others are named nowhere
            renamed[number] = new
        latest = _latest(number, draft, waiting, delta)
        if new:
            waiting.entered.add([new], [latest])
        else:
            delta.count(figures_of_drafts([latest], delta.limits), -1)
    before.close()
    _rename(renamed, waiting, delta)


def _latest(number: str, draft: Draft, waiting: Waiting, delta: Delta) -> Draft:
    """The draft of a new record as it was left: what was changed since is in it, as if it had been entered so."""
    text = waiting.amended.after(number)
    if text is None:
        return draft
    record = record_of(number, decode(text))
    waiting.amended.drop(number)
    delta.forget_keys(number)
    return draft_of(record, delta.limits, {})._replace(number="")


def _rename(numbers: Mapping[str, str], waiting: Waiting, delta: Delta) -> None:
    """Name new records by their new numbers where records name them. NotAllowed where one was left out."""
    from jingwu.rules.links import with_new_numbers

    for number in [*filter(None, numbers.values()), *waiting.amended, *waiting.replaced]:
        record = record_of(number, decode(waiting.text(number)))
        renamed = with_new_numbers(record, numbers)
        if renamed is record:
            continue
        changed = waiting.replaced if number in waiting.replaced else waiting.amended
        changed.put(number, b"", encoded(renamed, renamed.revision), delta.card_of(renamed))
