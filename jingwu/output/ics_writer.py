"""What falls due as iCalendar. The only module that imports icalendar, which the extra `calendar` brings.

A date is an event of the whole day, a time one in Asia/Shanghai that takes no time. The same clock of the same
record has the same UID whenever it is written, so that a calendar program moves what was extended.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jingwu import __version__
from jingwu.dates import write_when
from jingwu.errors import UsageError
from jingwu.language import t
from jingwu.output.masks import Masks
from jingwu.output.text import flat
from jingwu.reports.due import Due
from jingwu.rules.clocks import clock_name

if TYPE_CHECKING:  # it takes longer to load than Python to start
    from icalendar import Event

_SHANGHAI = timezone(timedelta(hours=8))


def write_calendar(dues: Iterable[Due], masks: Masks, *, name: str, now: datetime) -> bytes:
    """The clocks as an iCalendar file; `name` is the calendar's. UsageError when the extra is not installed."""
    try:
        from icalendar import Calendar
    except ImportError:
        raise UsageError(
            t("iCalendar needs a package that is not installed."),
            hint=t("Install it with: pip install {extra}", extra="'jingwu[calendar]'"),
        ) from None
    calendar = Calendar()
    calendar.add("prodid", f"-//jingwu//{__version__}//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for due in dues:
        calendar.add_component(_event(due, masks, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(due: Due, masks: Masks, now: datetime) -> "Event":
    from icalendar import Event

    card, clock = due
    event = Event()
    event.add("uid", f"{card.number}-{clock.name}-{write_when(clock.started)}@jingwu")
    event.add("dtstamp", now.replace(tzinfo=_SHANGHAI).astimezone(UTC))
    if isinstance(clock.due, datetime):
        event.add("dtstart", clock.due.replace(tzinfo=ZoneInfo("Asia/Shanghai")))
    else:
        event.add("dtstart", clock.due)
        event.add("dtend", clock.due + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    summary = due.summary
    words = masks.value(summary.text, summary.mask, summary.names, hidden=summary.hidden)
    event.add("summary", flat(f"{card.number} {clock_name(clock.name)} {words}"))
    told = [card.officer or "", card.area or "", t("stands still") if clock.paused else ""]
    if clock.estimated:
        told.append(t("The days off of {year} are not published yet: counted by weekends.", year=clock.due.year))
    event.add("description", flat("  ".join(filter(None, told))))
    return event
