"""A month's sheet with everything that a sheet can hold, for the golden files of the writers."""

from datetime import date, datetime
from decimal import Decimal

from jingwu.dates import Period
from jingwu.reports.table import Change, Heading, Named, Private, Rate, Sheet, Table

HOSTILE = '=1+1 <b>&amp;</b> | *重* [点](http://a.cn) `x` {{ 7*7 }} {% raw %} #panic() $a$ \\ @b "引" ${y}'
"""What a markup language, a spreadsheet or a template might take for its own."""
RARE = "𰻝"
"""In the name of a dish and of people; the packaged font has no picture of it."""

_TOTAL = Named("合计", "total")
_KINDS = Table(
    "kinds",
    "各类办理情况",
    (
        Heading("kind", "种类"),
        Heading("carried", "上月结转", by="月末"),
        Heading("registered", "新增", by="登记日期"),
        Heading("closed", "办结", by="办结日期"),
        Heading("open", "在办", by="月末"),
        Heading("overdue", "超期在办", by="月末"),
    ),
    (
        (Named("小案件", "case"), 44, 59, 60, 43, 11),
        (Named("小纠纷", "dispute"), 50, 114, 98, 66, 20),
        (Named("警务小节", "conduct"), 0, 0, 0, 0, 0),
        (_TOTAL, 94, 173, 158, 109, 31),
    ),
    ("新增按登记日期计，办结按办结日期计；在办为月末数。",),
)
_DISPUTES = Table(
    "disputes",
    "矛盾纠纷（按类型）",
    (Heading("category", "类型"), Heading("found", "排查", by="登记日期"), Heading("amount", "协议金额")),
    (
        (Named("婚姻家庭", "婚姻家庭"), 21, Decimal("3600.50")),
        (Named("邻里", "邻里"), 40, Decimal(0)),
        (Named("道路交通事故", "道路交通事故"), 8, Decimal(105900)),
        (_TOTAL, 69, Decimal("109500.50")),
    ),
    chart="bars",
)
_RATES = Table(
    "rates",
    "比率",
    (
        Heading("figure", "项目"),
        Heading("month", "本月"),
        Heading("previous", "上月"),
        Heading("change", "环比", derived=True),
        Heading("last_year", "上年同月"),
        Heading("year_change", "同比", derived=True),
        Heading("by", "统计口径", whole=True),
    ),
    (
        (
            Named("回访满意率", "satisfied_rate"),
            Rate(241, 257),
            Rate(261, 283),
            Change(Decimal("1.6"), points=True),
            Rate(0, 0),
            Change(None, points=True),
            "回访日期",
        ),
        (Named("走访(户)", "households"), 860, 743, Change(Decimal("15.7")), 0, Change(None), "登记日期"),
        (Named("破案", "case_solved"), 44, 49, Change(Decimal("-10.2")), 35, Change(Decimal("25.7")), "破案日期"),
    ),
)
_TREND = Table(
    "months",
    "近十二个月",
    (Heading("month", "月份"), Heading("found", "排查纠纷"), Heading("filed", "立案")),
    tuple(
        (f"{2025 + (at + 10) // 12}-{(at + 10) % 12 + 1:02d}", 90 + at * 7 % 31, 40 + at * 5 % 23) for at in range(12)
    ),
    chart="trend",
)
_HOURS = Table(
    "hours",
    "案件时段",
    (Heading("hours", "时段"), *(Heading(f"day{day}", f"周{name}") for day, name in enumerate("一二三四五六日", 1))),
    tuple((f"{at:02d}-{at + 4:02d}时", *(at * day % 9 for day in range(1, 8))) for at in range(0, 24, 4)),
    chart="hours",
)
_OFFICERS = Table(
    "officers",
    "民警工作量",
    (Heading("officer", "民警"), Heading("households", "走访户数"), Heading("exempt", "免考")),
    (("王建国", 134, False), ("李红", 0, True)),
    ("每人每月：走访户数 ≥ 10。",),
)
_OVERDUE = Table(
    "overdue",
    "月末超期 3 项",
    (
        Heading("number", "编号"),
        Heading("clock", "时限", whole=True),
        Heading("due", "到期日"),
        Heading("days_over", "天数"),
        Heading("area", "村居"),
        Heading("summary", "摘要", wide=True),
    ),
    (
        (
            "AJ2610-0001",
            "办案期限",
            date(2026, 10, 7),
            Named("超24天", 24),
            "桃花沟村",
            Private(
                "张三（13900001234）的母鸡两只被盗，价值三百余元，怀疑与前日因宅基地界墙发生的口角有关",
                "text",
                ("张三",),
            ),
        ),
        ("JF2610-0002", "调解不成后办理", datetime(2026, 10, 20, 9, 30), Named("超11天", 11), None, HOSTILE),  # noqa: DTZ001 - times are Asia/Shanghai
        (
            "SX2610-0003",
            "答复",
            date(2026, 10, 29),
            Named("超2天", 2),
            f"{RARE}村",
            Private("李四", "text", (), hidden=True),
        ),
    ),
    listing=True,
)
_NOTHING = Table("series", "串并案", (Heading("name", "名称"), Heading("cases", "案件")), (), ("本月没有串并案。",))

MONTH = Sheet(
    "monthly",
    "青石镇派出所 2026年10月 月报",
    (_KINDS, _DISPUTES, _RATES, _TREND, _HOURS, _OFFICERS, _OVERDUE, _NOTHING),
    ("零报告照填。",),
    station="青石镇派出所",
    period=Period("2026-10", "2026-10"),
    sentences=("小纠纷新增114件，环比上升6.5%，同比下降5.8%；办结98件。", "立案61起，环比上升5.2%。"),
    footer=(
        (Named("填报单位（盖章）", "station"), "青石镇派出所"),
        (Named("签发人", "signed_by"), ""),
        (Named("审核人", "checked_by"), ""),
        (Named("制表人", "made_by"), ""),
        (Named("填报日期", "date"), "2026-11-03"),
    ),
    head="47fd683e2236",
)
"""In Chinese, as are all the texts that the writers add."""
