"""Cells: numbers that Excel destroyed, dates of all makes, sums, and hostile text."""

from tools.corpus.case import HEAD, Case, table

_ONE = "新增 1 条"


def _cell(name: str, heading: str, cell: str, code: int = 0, says: str = "") -> Case:
    """A file of one good row but for this cell."""
    return Case(
        name, table(f"2026-10-03,漏水,张三,{cell}", head=f"{HEAD},甲方,{heading}"), code, says or ("" if code else _ONE)
    )


def _date(cell: str, says: str = "") -> Case:
    """A file of one row of this day; refused with these words, if there are any."""
    return Case(f"the day {cell}", table(f"{cell},漏水"), 3 if says else 0, says or _ONE)


NUMBERS = tuple(
    _cell(name, "甲方身份证号", cell, 3 if says else 0, says)
    for name, cell, says in (
        ("an ID number of 18 digits", "11010119900307707X", ""),
        ("its x in lower case", "11010119900307707x", ""),
        ("an ID number of 15 digits", "110101900307707", ""),
        ("spaces within an ID number", "110101 19900307 707X", ""),
        ("full-width digits and letters", "１１０１０１１９９００３０７７０７Ｘ", ""),
        ("an apostrophe before an ID number", "'11010119900307707X", ""),
        ("an ID number as a formula", '="11010119900307707X"', ""),
        ("an ID number that Excel shortened", "1.10101E+17", "前几位"),
        ("the same by another program", "1.101011990030785e+17", "前几位"),
        ("an ID number whose end Excel lost", "110101199003078000", "末几位"),
        ("a wrong check digit", "110101199003077071", "校验"),
        ("seventeen digits", "11010119900307707", "身份证号"),
        ("an old ID number of no day", "110101901307707", "出生日期"),
        ("a number where a cell shows an error", "#N/A", "错误值"),
    )
) + tuple(
    _cell(name, heading, cell, 3 if says else 0, says)
    for name, heading, cell, says in (
        ("a phone that Excel shortened", "甲方电话", "1.39E+10", "前几位"),
        ("a phone with hyphens", "甲方电话", "+86 139-0000-0000", ""),
        ("a full-width phone", "甲方电话", "１３９００００００００", ""),
        ("a key that Excel shortened", "警情编号", "2.02610E+15", "前几位"),
        ("a phone of nobody", "乙方电话", "13900000000", "请填写"),
        ("a name spread by spaces", "乙方姓名", "李　四", ""),
        ("a sum in 万", "涉及金额", "1.5万元", ""),
        ("a sum with a sign and commas", "涉及金额", '"￥1,280.50元"', ""),
        ("a full-width sum", "涉及金额", "１２８０．５０", ""),
        ("a sum with a comma for a point", "涉及金额", '"1280,50"', "金额"),
        ("a sum with three decimals", "涉及金额", "1.005", "两位小数"),
        ("a sum below nothing", "涉及金额", "-5", "负"),
        ("a sum without end", "涉及金额", "1e999", "金额"),
        ("a sum that pandas writes for none", "涉及金额", "NaN", ""),
        ("a sum as large as a state's", "涉及金额", "1" + "0" * 13, "太大"),
        ("a sum in words", "涉及金额", "八百", ""),
        ("a rough sum", "涉及金额", "几百元", "大概"),
        ("a count with a fraction", "涉及人数", "2.5", "整数"),
        ("a flag that is neither", "家暴", "也许", "是"),
        ("a choice that there is not", "风险等级", "极高", "高"),
    )
)

NOTHING = (
    *(_cell(f"{heading} that is {word}", heading, word) for heading in ("乙方", "甲方电话", "涉及金额", "发生时间")
      for word in ("/", "无")),
    _cell("a telephone of a person called nothing", "乙方,乙方电话", "/,13900000000", 3, "请填写“乙方”栏"),
    _cell("a mediation that there was not", "调解日期,调解结果,协议金额", "/,无,——"),
    _cell("a column that nobody knows and nobody filled in", "天气", "/"),
    Case("no day", table("/,漏水"), 3, "必填"),
)  # fmt: skip

DATES = (
    *map(
        _date,
        (
            "2026-10-03", "2026-10-03 09:30:15", "2026-10-03T01:30:00Z", "2026/10/3", "2026.10.3", "20261003",
            "2026年10月3日", "2026年10月3日上午9时30分", "2026年10月3日下午3点半", "二〇二六年十月三日",
            "２０２６－１０－０３", "2026年10月3日（星期六）", "3 Oct 2026", "2026-10-03 9:30 PM",
        ),
    ),
    *(
        _date(cell, says)
        for cell, says in (
            ("3/4/2026", "看不出"), ("10/3/2026", "看不出"), ("10-3-26", "看不出"), ("25/12/2026", "看不出"),
            ("10-03", "缺年份"), ("10月3日", "缺年份"), ("昨天", "不能随"), ("上周五", "不能随"), ("三天前", "不能随"),
            ("2026-02-30", "没有这一天"), ("2026-13-01", "没有这一天"), ("1899-10-03", "1900"), ("46298", "日期"),
            ("2026-10-03 24:00", "时间"), ("2026年10月3日晚上12点", "时间"), ("#REF!", "错误值"), ("soon", "日期"),
            ("2026年10月3日-5日", "或只写日期"), ("2126-10-03", "2099"), ("2026-12-31", "晚于"), ("2026", "日期"),
        )
    ),
)  # fmt: skip

_TEXT = (
    ("a colour for a terminal", "\x1b[31m红", 3, "U+001B"),
    ("a bell", "铃\x07响", 3, "U+0007"),
    ("a vertical tab", "漏\x0b水", 3, "U+000B"),
    ("a C1 control", "漏\x9b31m", 3, "U+009B"),
    ("markup of the terminal library", "[/] [bold]x[/bold] [link=file:///]", 0, ""),
    ("text that turns its direction", "漏\u202e水", 0, ""),
    ("a formula", "=cmd|' /C calc'!A0", 0, ""),
    ("a picture sign of several characters", "👨‍👩‍👧 漏水", 0, ""),
    ("a line separator", "漏\u2028水", 0, ""),
    ("a path", "../../etc/passwd", 0, ""),
    ("braces and percents", "{0} %s {name} ${HOME}", 0, ""),
    ("a character that is none", "漏\uffff水", 0, ""),
    ("spaces only", "　 ", 3, "摘要"),
)
HOSTILE = tuple(Case(f"in a text: {name}", table(f"2026-10-03,{text}"), code, says) for name, text, code, says in _TEXT)

CELLS = (*NUMBERS, *NOTHING, *DATES, *HOSTILE)
