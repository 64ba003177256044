"""Clocks in words, day by day: why each is due when it is."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from jingwu.dates import day_of, show_when
from jingwu.language import listed, pick, t
from jingwu.output.details import clock_document, clock_words
from jingwu.output.explained_document import Told, beginning_of, field_of, heading_of, why_document
from jingwu.output.views import Details, Line, Section
from jingwu.output.words import join
from jingwu.records.actions import column_of
from jingwu.records.record import Event
from jingwu.rules.clocks import clock_name, is_overdue, law_by_filing, law_of
from jingwu.rules.explaining import Pause, Stretch, extensions_of, granted, pauses_of, stretches_of
from jingwu.rules.status import effective_events, step_name
from jingwu.rules.timing import Change, Course, joined


def why_details(told: Told, courses: Sequence[Course]) -> Details:
    """A record's clocks in words, and as a document."""
    title = t("{number}: time limits", number=told.record.number)
    if not courses:
        title = t("{number}: no time limit runs or ran on it", number=told.record.number)
    return Details(title, tuple(_section(told, course) for course in courses), why_document(told, courses))


def _section(told: Told, course: Course) -> Section:
    clock = course.clock
    title = join_spaced(clock_name(clock.name), t("due {when}", when=show_when(clock.due)), state_words(told, course))
    return Section(title, tuple(_lines(told, course)))


def join_spaced(*words: str) -> str:
    """Words with two spaces between."""
    return "  ".join(filter(None, words))


def _lines(told: Told, course: Course) -> Iterator[Line]:
    clock = course.clock
    yield Line(t("Starts"), join_spaced(show_when(clock.started), beginning_of(told, course)[1]))
    yield Line(t("Limit"), _limit_words(course))
    yield from _extension_lines(told, course)
    before = 0
    for stretch in stretches_of(course):
        yield _stretch_line(course, stretch, before)
        before = stretch.counted
    for pause in pauses_of(course):
        if pause.last is None:
            lasting = joined(part.event for part in pause.parts if part.until is None)
            words = t(
                "since {day} ({reason}): the due moves on when it resumes",
                day=show_when(pause.first),
                reason=_reasons(lasting),
            )
            yield Line(t("Paused"), words)
        if len(pause.parts) > 1:
            yield from _overlap(course, pause)
    for change in course.changes:
        if change.ignored and change.event.action == "pause":
            words = join_spaced(show_when(change.event.at), _reasons(joined([change.event])))
            yield Line(t("Not paused"), join([words, _ignored_words(change)]))
    if course.dated is None and (sums := _sum_words(course)):
        yield Line(t("In all"), sums)
    yield Line(t("Due"), _due_words(course))
    if clock.stopped is not None:
        ending = step_name(course.ended) if course.ended else heading_of(told, field_of(told, course.limit.met_by))
        yield Line(t("Ended"), join_spaced(show_when(clock.stopped), ending))
    over = is_overdue(clock, told.now)
    yield Line(t("Now"), state_words(told, course), "overdue" if over else "")
    yield Line(t("Basis"), pick(course.limit.basis, course.limit.basis_chinese))
    if course.limit.law:
        yield from _law_lines(told)


def _limit_words(course: Course) -> str:
    if course.dated is not None:
        return t("the date that was set: {day}", day=show_when(course.dated))
    words = _amount_words(course.amount, course.limit.unit)
    if course.limit.unit == "hours":
        return words
    return join([words, t("the day of the start is not counted")])


def _amount_words(amount: int, unit: str) -> str:
    words = {
        "hours": t("{count} hours", count=amount),
        "calendar_days": t("{count} days", count=amount),
        "working_days": t("{count} working days", count=amount),
        "months": t("{count} months", count=amount),
    }
    return words[unit]


def _law_lines(told: Told) -> Iterator[Line]:
    """Where another version of the law was set than that of the date of filing: which, why, when and by whom."""
    record = told.record
    if law_of(record) == law_by_filing(getattr(record, "filed", None) or record.reported_at):
        return
    for event in reversed(effective_events(record)):
        if event.action == "correct" and event.fields.get("field") == "law":
            law = t("{law}, not by the date of filing", law=told.field(event, "value"))
            column = column_of("correct", "reason")
            reason = pick("{}: {}", "{}：{}").format(column.heading if column else "", told.field(event, "reason"))
            yield Line(t("Law"), join([law, reason, join_spaced(show_when(event.at), event.by)]))
            return


def _extension_lines(told: Told, course: Course) -> Iterator[Line]:
    for change in extensions_of(course):
        event = change.event
        words = [
            join_spaced(show_when(event.at), _asked_words(event)),
            *(
                pick("{}: {}", "{}：{}").format(column.heading, told.field(event, column.name))
                for name in ("approver", "document", "reason")
                if (column := column_of("extend", name)) and told.field(event, name)
            ),
        ]
        if change.ignored:
            words.append(_ignored_words(change))
        yield Line(t("Extended"), join(words))


def _asked_words(event: Event) -> str:
    if event.fields.get("months"):
        return t("by {count} months", count=event.fields["months"])
    return t("by {days} days", days=event.fields.get("days", 0))


def _overlap(course: Course, pause: Pause) -> Iterator[Line]:
    """Pauses that overlap, each with its days, and that what they share counts once."""
    label = t("Overlap")
    for part in pause.parts:
        since, until = show_when(part.since), part.until and show_when(part.until)
        span = t("{first} to {last}", first=since, last=until) if until else t("since {day}", day=since)
        yield Line(label, join_spaced(_reasons(joined([part.event])), span))
        label = ""
    if pause.last is not None:
        unit = course.limit.unit if course.limit.unit in {"hours", "working_days"} else "calendar_days"
        total = _amount_words(pause.length, unit)
        yield Line("", t("what overlaps is left out once: {total} in all", total=total))


def _stretch_line(course: Course, stretch: Stretch, before: int) -> Line:
    span = _span(stretch)
    if course.limit.unit == "hours" and stretch.what == "counted":
        return Line(t("Counted"), join_spaced(span, t("{count} hours so far", count=stretch.counted)))
    if stretch.what == "counted":
        return Line(t("Counted"), join_spaced(span, _counted_words(stretch, before), _note_of(stretch)))
    if stretch.what == "moved" and day_of(stretch.last) == day_of(course.due) and not stretch.reason:
        return Line(t("Moved to"), join_spaced(span, t("the next working day")))
    if stretch.what == "moved" and stretch.reason == "made_up":
        return Line(t("Moved to"), join_spaced(span, day_words("made_up")))
    return _not_counted(stretch, span)


def _not_counted(stretch: Stretch, span: str) -> Line:
    if stretch.what == "paused":
        return Line(t("Paused"), join_spaced(span, _reasons(stretch.reason), _length_words(stretch)))
    label = t("Moved on") if stretch.what == "moved" else t("Not counted")
    return Line(label, join_spaced(span, day_words(stretch.reason), _length_words(stretch)))


def _length_words(stretch: Stretch) -> str:
    if isinstance(stretch.first, datetime) or isinstance(stretch.last, datetime):
        return ""
    return t("{count} day(s)", count=(stretch.last - stretch.first).days + 1)


def _counted_words(stretch: Stretch, before: int) -> str:
    if stretch.counted == before + 1:
        return t("day {day}", day=stretch.counted)
    return t("days {first} to {last}", first=before + 1, last=stretch.counted)


def _note_of(stretch: Stretch) -> str:
    return day_words(stretch.reason) if stretch.reason == "made_up" else ""


def _span(stretch: Stretch) -> str:
    first, last = show_when(stretch.first), show_when(stretch.last)
    return first if first == last else t("{first} to {last}", first=first, last=last)


def day_words(name: str) -> str:
    """Why a day is off, or on: a holiday's name, a weekend, a make-up working day."""
    for english, chinese in _HOLIDAYS:
        if name in {english, chinese}:
            return pick(english, chinese + "放假")
    return pick(*_DAYS.get(name, (name, name)))


_DAYS = {
    "weekend": ("weekend", "周末"),
    "made_up": ("make-up working day", "调休上班"),
    "off": ("day off", "放假"),
}
_HOLIDAYS = (
    ("New Year's Day", "元旦"), ("Spring Festival", "春节"), ("Tomb-sweeping Day", "清明节"), ("Labour Day", "劳动节"),
    ("Dragon Boat Festival", "端午节"), ("National Day", "国庆节"), ("Mid-autumn Festival", "中秋节"),
)  # fmt: skip
"""As the table and as the notices that a station reads in call them."""


def _sum_words(course: Course) -> str:
    """What the due date is made of, where an extension or a pause moved it."""
    unit = course.limit.unit
    days = unit if unit in {"hours", "working_days"} else "calendar_days"
    more, left_out = granted(course), sum(pause.length for pause in pauses_of(course))
    words = [
        t("{amount} more by extension", amount=_amount_words(course.months, "months")) if course.months else "",
        t("{amount} more by extension", amount=_amount_words(more, days)) if more else "",
        t("{amount} left out", amount=_amount_words(left_out, days)) if left_out else "",
    ]
    return join([_amount_words(course.amount, unit), *words]) if any(words) else ""


def _due_words(course: Course) -> str:
    words = [show_when(course.due)]
    if course.dated is not None and granted(course):
        words.append(t("the date set and {days} days more", days=granted(course)))
    if course.estimated:
        words.append(t("The days off of {year} are not published yet: counted by weekends.", year=course.due.year))
    return join(words)


def _ignored_words(change: Change) -> str:
    words = {
        "over": t("without effect: it was over already"),
        "excess": t("without effect: it cannot be extended again"),
        "reason": t("without effect: this limit does not wait for that"),
        "dated": t("without effect: a date that was set waits for nothing"),
    }
    return words[change.ignored]


def _reasons(codes: str) -> str:
    """Why a clock stood still: the codes of one or several reasons in words."""
    column = column_of("pause", "reason")
    return listed(column.choice_name(code) if column else code for code in codes.split("+"))


def state_words(told: Told, course: Course) -> str:
    """Where a clock stands, with the days over or left."""
    return clock_words(clock_document(course.clock, told.now, told.warning_days))
