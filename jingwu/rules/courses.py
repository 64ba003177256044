"""Which clocks (时限) run or ran on a record, by its events and the table of limits."""

from collections.abc import Iterator

from jingwu.dates import day_of
from jingwu.records.record import Record
from jingwu.rules.clocks import Clock, law_of
from jingwu.rules.life import life_of
from jingwu.rules.limit import Limit
from jingwu.rules.limits import Limits
from jingwu.rules.timing import Course, clock_at_first, follow


def clocks_of(record: Record, limits: Limits) -> tuple[Clock, ...]:
    """Every clock that runs or ran on a record, in the order of the table of limits."""
    if record.events:
        return tuple([course.clock for course in courses_of(record, limits)])
    holding = [limit for limit in limits.get(record.kind, ()) if limit.since and _holds(limit, record)]
    return tuple([clock for limit in holding if (clock := clock_at_first(record, limit)) is not None])


def courses_of(record: Record, limits: Limits) -> list[Course]:
    """How every clock of a record came about, in the order of the table of limits."""
    found: list[Course] = []
    life = life_of(record)
    done = [step for _, step, _, _ in life.moves] if life.moves else ()
    for limit in limits.get(record.kind, ()):
        if (limit.since or (done and not limit.starts.isdisjoint(done))) and _holds(limit, record):
            follow(record, life, limit, found)
    return found


def limits_on(record: Record, limits: Limits) -> Iterator[Limit]:
    """The rows of the table that hold for a record, whether they have made a clock or not."""
    return (limit for limit in limits.get(record.kind, ()) if _holds(limit, record))


def _holds(limit: Limit, record: Record) -> bool:
    for name, values in limit.where:
        if getattr(record, name) not in values:
            return False
    return not limit.law or limit.law == law_of(record)


def limit_of(record: Record, clock: Clock, limits: Limits) -> Limit | None:
    """The row that a clock of a record follows: of one name, the one that was in force when it started."""
    rows = (limit for limit in limits_on(record, limits) if limit.name == clock.name)
    return next((limit for limit in rows if limit.in_force(day_of(clock.started))), None)
