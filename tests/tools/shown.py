"""Records and values that the tests of output share."""

import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from jingwu.output.masks import Masks
from jingwu.output.show import Show
from jingwu.output.stream import Streams
from jingwu.records.dispute import Dispute
from jingwu.records.record import Event, Party
from jingwu.reports.table import Heading, Private, Rate, Sheet, Table
from jingwu.rules.clocks import Clock

NOW = datetime.fromisoformat("2026-10-15T08:00")
ID_NUMBER = "110101199003071234"
PHONE = "13900001234"
HOSTILE = "[/] [bold]\x1b[31m\u202e\x00\x7f\x9b2J\ud800\u2028\U000e0001[/bold]"

FIRST = Party(
    role="甲方",
    name="张三",
    gender="male",
    id_number=ID_NUMBER,
    phone=PHONE,
    born=date(1990, 3, 7),  # type: ignore[arg-type] # a day column holds a date
    work="青石镇中心小学教师",
    address="青石镇柳树村12号",
)
SECOND = Party(role="乙方", name="欧阳娜娜", phone="0571-87654321", born=date(1985, 1, 2))  # type: ignore[arg-type] # as above
SECRETS = ("张三", ID_NUMBER, PHONE, "12号", "欧阳娜娜", "87654321", "1990-03", "中心小学")

DISPUTE = Dispute(
    number="JF2610-0012",
    revision=3,
    entered_at=datetime.fromisoformat("2026-10-03T09:40"),
    entered_by="王建国",
    summary=f"张三（电话{PHONE}）与欧阳娜娜因宅基地界墙发生口角\n身份证{ID_NUMBER}",
    category="邻里",
    reported_at=datetime.fromisoformat("2026-10-03T09:30"),
    area="柳树村",
    place="柳树村张三家门口",
    parties=(FIRST, SECOND),
    officer="王建国",
    first_officer="王建国",
    flags=("repeat",),
    amount=Decimal(800),
    events=(
        Event(
            datetime.fromisoformat("2026-10-04T10:00"),
            "王建国",
            "mediate",
            "张 三同意",
            {"outcome": "reached", "amount": Decimal(800), "perform_by": date(2026, 10, 20)},
        ),
        Event(
            date(2026, 10, 5),
            "李卫东",
            "callback",
            "",
            {"satisfaction": "satisfied", "person": "赵钱孙", "phone": "13800005678", "reason": "赵钱孙说好"},
        ),
    ),
)
"""A record with a detail of a person in each place that can hold one."""

CONFIDENTIAL = replace(DISPUTE, confidential=True)
CLOCKS = (
    Clock("dispute.mediate", datetime.fromisoformat("2026-10-03T09:30"), date(2026, 10, 10), None),
    Clock("dispute.finish", datetime.fromisoformat("2026-10-03T09:30"), date(2026, 11, 2), None),
)

TABLE = Table(
    "overdue",
    "超期",
    (
        Heading("number", "编号"),
        Heading("days_over", "超期天数"),
        Heading("rate", "化解率"),
        Heading("loss", "损失"),
        Heading("urgent", "加急"),
        Heading("due", "到期"),
        Heading("summary", "摘要", wide=True),
    ),
    (
        (
            "JF2610-0012",
            3,
            Rate(842, 869),
            Decimal("1.5"),
            True,
            datetime.fromisoformat("2026-10-03T09:30"),
            Private(f"张三电话{PHONE}", "text", ("张三",)),
        ),
        ("JF2610-0013", 0, Rate(0, 0), None, False, date(2026, 10, 4), Private("赵六", "text", (), hidden=True)),
    ),
    ("注：按登记日期统计",),
)
SHEET = Sheet("monthly", "青石镇派出所 2026年10月", (TABLE, TABLE._replace(name="cases", title="案件")), ("零报告",))


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def make(*, json: bool = False, quiet: bool = False, unmask: bool = False, writer: str = "plain") -> Show:
    """A Show over strings; read them with `out` and `err`."""
    streams = Streams(io.StringIO(), io.StringIO())
    return Show(Masks(unmask=unmask), streams, json=json, quiet=quiet, writer=writer, colour=writer == "terminal")


def out(show: Show) -> str:
    """What was written to standard output."""
    assert isinstance(show.streams.out, io.StringIO)
    return show.streams.out.getvalue()


def err(show: Show) -> str:
    """What was written to standard error."""
    assert isinstance(show.streams.err, io.StringIO)
    return show.streams.err.getvalue()
