"""Spreadsheets: whole ones, locked ones, bombs, and files that only carry the name."""

from datetime import date, datetime
from functools import partial
from io import BytesIO
from struct import pack_into
from zipfile import ZIP_DEFLATED, ZipFile

from tools.corpus.case import Case, table
from tools.corpus.workbooks import book, open_document, replaced, sheet_xml

_HEAD = ("登记时间", "摘要")
_ROW = ("2026-10-03", "漏水")
_PERSON = (*_HEAD, "甲方", "甲方身份证号", "涉及金额")
_ONE = "新增 1 条"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def _sheet(name: str, *rows: tuple[object, ...], code: int = 0, says: str = "") -> Case:
    return Case(f"a sheet with {name}", partial(book, {"台账": rows}), code, says or ("" if code else _ONE), "a.xlsx")


CONTENTS = (
    _sheet("texts", _HEAD, _ROW),
    _sheet("a date", _HEAD, (date(2026, 10, 3), "漏水")),
    _sheet("a date with a time", _HEAD, (datetime(2026, 10, 3, 9, 30), "漏水")),  # noqa: DTZ001 - Asia/Shanghai
    _sheet("a date as a bare number", _HEAD, (46298, "漏水")),
    _sheet("a date as 20261003", _HEAD, (20261003, "漏水")),
    _sheet("a date as a year", _HEAD, (2026, "漏水"), code=3, says="日期"),
    _sheet("a date that may be two", _HEAD, ("3/4/2026", "漏水"), code=3, says="看不出"),
    _sheet("an ID number as text", _PERSON, (*_ROW, "张三", "11010119900307707X", 5)),
    _sheet("an ID number as a number", _PERSON, (*_ROW, "张三", 110101199003077070, 5), code=3, says="前几位"),
    _sheet("a sum that Excel computed", _PERSON, (*_ROW, "张三", None, 0.1 + 0.2)),
    _sheet("a percentage", _PERSON, (*_ROW, "张三", None, 0.125), code=3, says="两位小数"),
    _sheet("yes and no", (*_HEAD, "家暴"), (*_ROW, True)),
    _sheet("an error", _PERSON, (*_ROW, "张三", "=NA()", 5), code=3, says="错误值"),
    _sheet("a formula's result", (*_HEAD, "类别"), (*_ROW, '="邻里"')),
    _sheet("a title", ("台账",), _HEAD, _ROW, says="表头上方"),
    _sheet("a table far from the corner", (), (), (None, None, *_HEAD), (None, None, *_ROW)),
    _sheet("a row number that is told", (), _HEAD, (), ("2026-13-01", "x"), code=3, says="第 4 行"),
    _sheet("totals", (*_HEAD, "涉及金额"), (*_ROW, 5), ("合计", None, 5), says="合计已跳过"),
    _sheet("headings only", _HEAD, says="没有数据行"),
    _sheet("nothing", code=3, says="空"),
    _sheet("a cell of 32,767 characters", _HEAD, ("2026-10-03", "水" * 32767), code=3, says="4000"),
    _sheet("a cell in the last column", _HEAD, (*_ROW, *[None] * 16381, "x"), code=3, says="第 2 行"),
    _sheet("more than its headings, and a wrong day", _HEAD, ("2026-13-03", "漏水", "很大"), code=3, says="共 2 处"),
    _sheet("a last column without a heading", _HEAD, (*_ROW, "很大"), code=3, says="第 3 栏有内容而没有表头"),
    _sheet("a control character", _HEAD, ("2026-10-03", "漏\x07水"), code=3, says="U+0007"),
)

_TWO = {"说明": (("本表由系统导出",),), "十月": (_HEAD, _ROW), "十一月": (_HEAD, _ROW, _ROW)}
SEVERAL = (
    Case("a cover before the table", partial(book, _TWO), 0, "“十月”", "a.xlsx"),
    Case("a sheet by name", partial(book, _TWO), 0, "新增 2 条", "a.xlsx", ("--sheet", "十一月")),
    Case("a sheet by number", partial(book, _TWO), 0, "新增 2 条", "a.xlsx", ("--sheet", "3")),
    Case("a sheet that there is not", partial(book, _TWO), 3, "没有这个工作表", "a.xlsx", ("--sheet", "九月")),
    Case("a sheet of a text file", table("2026-10-03,x"), 3, "只有电子表格", "a.csv", ("--sheet", "1")),
    Case("a number that only a hidden sheet has", partial(book, _TWO, hidden="十一月"), 3, "隐藏的须用名称：十一月",
         "a.xlsx", ("--sheet", "3")),
    Case("a hidden sheet first", partial(book, {"一": (("x",),), "二": (_HEAD, _ROW)}, hidden="一"), 0, _ONE, "a.xlsx"),
    Case("days counted from 1904", partial(book, {"一": (_HEAD, (44836, "漏水"))}, epoch_1904=True), 0, _ONE, "a.xlsx"),
    Case(
        "merged cells in the headings and the rows",
        partial(
            book,
            {
                "一": (
                    ("台账",), ("登记时间", "摘要", "甲方", None), (None, None, "姓名", "电话"),
                    ("2026-10-03", "漏水", "张三", "13900000000"), (None, "噪声", "李四", "13900000001"),
                )
            },
            merged=((0, 0, 0, 3), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3), (3, 0, 4, 0)),
        ),
        0, "新增 2 条", "a.xlsx",
    ),
)  # fmt: skip


_OPEN_MERGED = open_document(
    (("台账", 1, 4), 3),
    (("登记时间", 2, 1), ("摘要", 2, 1), ("甲方", 1, 2), 1),
    (2, "姓名", "电话"),
    (("2026-10-03", 3, 1), "漏水", "张三", ("13900000000", 2, 1)),
    (1, "噪声", "李四", 1),
    (1, "占道", "王五", "13900000001"),
)
_OPEN_WRONG = open_document(("登记时间", "摘要"), ("2026-10-03", "#N/A"), ("2026-10-04", "漏水"))
_OPEN_EMPTY = open_document(("登记时间", "摘要"), ("2026-10-03", "漏水"), ("2026-10-04", "=1+1"))
_IN_HEADINGS = open_document(("登记时间", "摘要", "=1"), ("2026-10-03", "漏水", "x"))
_LIKE_TITLE = open_document(("=1",), ("登记时间", "摘要"), ("2026-10-03", "漏水"), ("=1",))
_OPEN_TAB = open_document(("登记时间", "摘要"), ("2026-10-03", "漏<text:tab/>水"))


def _far() -> bytes:
    """A thousand rows with a formula in the last column."""
    cells = "".join(f'<row r="{row}"><c r="XFD{row}"><f>1</f></c></row>' for row in range(3, 1003))
    return replaced("xl/worksheets/sheet1.xml", sheet_xml(f"{_WHOLE}{cells}".encode()))


_TEXT = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
_WHOLE = "".join(
    f'<row r="{row}">{_TEXT.format(f"A{row}", first)}{_TEXT.format(f"B{row}", second)}</row>'
    for row, (first, second) in enumerate((_HEAD, _ROW), 1)
)
_WAN = '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0&quot;万元&quot;"/></numFmts></styleSheet>'
_SHOWN_IN_WAN = replaced("xl/styles.xml", _WAN.encode())
OPEN = (
    Case("numbers that may be shown in 万", _SHOWN_IN_WAN, 0, "带“万”字", "a.xlsx"),
    Case("a tab in a cell of an .ods", _OPEN_TAB, 0, "格内的制表符和换行读不出", "a.ods", ("--sheet", "一")),
    Case("they are a warning", _SHOWN_IN_WAN, 3, "带“万”字", "a.xlsx", ("--strict-warnings",)),
    Case(
        "merged cells of an .ods",
        _OPEN_MERGED,
        0,
        "合并单元格按各行都有处理，每行仍为一条记录：2 处",
        "a.ods",
        ("--sheet", "一"),
    ),
    Case(
        "an error in an .ods", _OPEN_WRONG, 3, "第 2 行、“摘要”栏：此格是电子表格的错误值", "a.ods", ("--sheet", "一")
    ),
    Case(
        "a formula without a result in the headings", _IN_HEADINGS, 3, "第 1 行、“#FORMULA?”栏：公式没有结果", "a.ods",
        ("--sheet", "一"),
    ),
    Case(
        "one below that is like the title", _LIKE_TITLE, 3, "第 4 行、“登记时间”栏：公式没有结果", "a.ods",
        ("--sheet", "一"),
    ),
    Case("formulas without results far right", _far, 3, "很靠右", "a.xlsx"),
    Case(
        "a formula without a result in an .ods", _OPEN_EMPTY, 3, "第 3 行、“摘要”栏：公式没有结果", "a.ods",
        ("--sheet", "一"),
    ),
)  # fmt: skip


def _cut() -> bytes:
    whole = book({"一": (_HEAD, _ROW)})
    return whole[: len(whole) // 2]


def _flipped() -> bytes:
    whole = bytearray(book({"一": (_HEAD, _ROW)}))
    whole[whole.index(b"xl/worksheets/sheet1.xml") + 60] ^= 0xFF
    return bytes(whole)


def _zip(**members: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def _bomb(*, mebibytes: int, declared: int) -> bytes:
    """A workbook with a sheet of so many spaces, which the archive declares to be of another size."""
    made = BytesIO()
    with (
        ZipFile(BytesIO(book({"一": (_HEAD, _ROW)}))) as whole,
        ZipFile(made, "w", ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        for name in whole.namelist():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, whole.read(name))
        with archive.open("xl/worksheets/sheet1.xml", "w") as member:
            member.write(b"<worksheet><sheetData>")
            for _ in range(mebibytes):
                member.write(b" " * (1 << 20))
            member.write(b"</sheetData></worksheet>")
    data = bytearray(made.getvalue())
    if declared:
        pack_into("<I", data, data.rindex(b"PK\x01\x02") + 24, declared)
    return bytes(data)


def _many_members() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), b"")
    return made.getvalue()


_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + depth, b"&%c;" % (97 + depth) * 10) for depth in range(9)
)
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_CELL = b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>'
_TOP = b'<row r="1">' + _CELL % (b"A1", "登记时间".encode()) + _CELL % (b"B1", "摘要".encode()) + b"</row>"


def _odd(name: str, rows: bytes, code: int = 3, says: str = "", before: bytes = b"") -> Case:
    """A workbook whose only sheet has these rows below its headings, written by hand."""
    made = partial(replaced, "xl/worksheets/sheet1.xml", before + sheet_xml(_TOP + rows))
    return Case(f"a sheet with {name}", made, code, says, "a.xlsx")


def _blank(count: int) -> bytes:
    cells = b"".join(b'<c r="%s%%d" s="0"/>' % letter for letter in (b"A", b"B", b"C", b"D"))
    return b"".join(b'<row r="%d">' % row + cells % ((row,) * 4) + b"</row>" for row in range(2, count))


BROKEN = (
    Case("no byte as .xlsx", b"", 3, "空", "a.xlsx"),
    Case("noise as .xlsx", bytes(range(1, 256)) * 20, 3, "", "a.xlsx"),
    Case("an .xlsx that is cut", _cut, 3, "损坏", "a.xlsx"),
    Case("an .xlsx with a wrong byte", _flipped, 3, "损坏", "a.xlsx"),
    Case("the head of an old .xls only", _OLE, 3, "损坏", "a.xls"),
    Case("an old .xls of zeros", _OLE + bytes(5000), 3, "", "a.xls"),
    Case(
        "a locked .xlsx", _OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), 3, "密码", "a.xlsx"
    ),
    Case(
        "a locked .ods",
        lambda: _zip(content_xml=b"?", **{"META-INF__manifest_xml": b"encryption-data"}),
        3,
        "密码",
        "a.ods",
    ),
    Case("an .ods of noise", lambda: _zip(content_xml=b"<", **{"META-INF__manifest_xml": b""}), 3, "", "a.ods"),
    Case("a letter as .xlsx", lambda: _zip(word__document_xml=b"<w/>"), 3, "Word", "a.xlsx"),
    Case("a zip of a table", lambda: _zip(a_csv=table("2026-10-03,x")), 3, "不是电子表格", "a.xlsx"),
    Case("a table as .xlsx", table("2026-10-03,x"), 0, "实际是 csv", "a.xlsx"),
    Case(
        "a table with tabs as .xls",
        table("2026-10-03\tx", head="登记时间\t摘要", encoding="gb18030"),
        0,
        "实际是 csv",
        "a.xls",
    ),
    Case("a web page as .xls", b"<html><table><tr><td>x</td></tr></table></html>", 3, "网页", "a.xls"),
    Case("XML of Excel 2003 as .xls", b'<?xml version="1.0"?><Workbook/>', 3, "网页", "a.xls"),
    Case("an .xlsx as .csv", partial(book, {"一": (_HEAD, _ROW)}), 0, "实际是 xlsx", "a.csv"),
    Case("an .xlsx as .xls", partial(book, {"一": (_HEAD, _ROW)}), 0, _ONE, "a.xls"),
    Case(
        "an .xlsx that is said to be a table", partial(book, {"一": (_HEAD, _ROW)}), 3, "", "a.x", ("--format", "csv")
    ),
    Case("a workbook without its sheet", partial(replaced, "xl/worksheets/sheet1.xml", None), 3, "损坏", "a.xlsx"),
    Case("a workbook of wrong XML", partial(replaced, "xl/workbook.xml", b"<workbook"), 3, "", "a.xlsx"),
    Case(
        "a sheet of wrong XML",
        partial(replaced, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"),
        3,
        "",
        "a.xlsx",
    ),
    Case("texts that are not there", partial(replaced, "xl/sharedStrings.xml", b"<sst/>"), 3, "", "a.xlsx"),
    Case("a form that nobody knows", b"x", 3, "不能读取", "a.pdf"),
    Case("a form that nobody names", b"x", 3, "--format", "a"),
)

HOSTILE = (
    Case("a bomb", partial(_bomb, mebibytes=700, declared=0), 3, "过大", "a.xlsx"),
    Case("a bomb that says how large it is", partial(_bomb, mebibytes=1, declared=3 << 30), 3, "过大", "a.xlsx"),
    Case("a bomb that says it is small", partial(_bomb, mebibytes=50, declared=5000), 3, "损坏", "a.xlsx"),
    Case("ten thousand members", _many_members, 3, "过大", "a.xlsx"),
    _odd(
        "a cell in the last row and column", b'<row r="1048576">' + _CELL % (b"XFD1048576", b"x") + b"</row>", 3, "过大"
    ),
    _odd("200,000 empty formatted rows", _blank(200_000), 0, "没有数据行"),
    _odd(
        "a row below them",
        _blank(50_000) + b'<row r="60000">' + _CELL % (b"A60000", b"x") + b"</row>",
        0,
        "第 60000 行",
    ),
    _odd("a cell past the last column", b'<row r="2">' + _CELL % (b"XFE2", b"x") + b"</row>"),
    _odd("a cell past the last row", b'<row r="99999999">' + _CELL % (b"A99999999", b"x") + b"</row>"),
    _odd("a cell of no place", b'<row r="2">' + _CELL % (b"", b"x") + b"</row>"),
    _odd("a text that is not there", b'<row r="2"><c r="A2" t="s"><v>99999</v></c></row>'),
    _odd("a number that is none", b'<row r="2"><c r="A2"><v>x</v></c></row>'),
    _odd("a number past all bounds", b'<row r="2"><c r="A2"><v>1e999</v></c></row>', 3, "第 2 行"),
    _odd("entities of entities", b'<row r="2">' + _CELL % (b"A2", b"&j;") + b"</row>", 3, "", _ENTITIES + b"]>"),
    _odd("an entity from outside", b'<row r="2">' + _CELL % (b"A2", b"&a;") + b"</row>", 3, "", _OUTSIDE),
    _odd("depth without end", b"<a>" * 1_000_000, 0, "没有数据行"),
)

SHEETS = (*CONTENTS, *SEVERAL, *OPEN, *BROKEN, *HOSTILE)
