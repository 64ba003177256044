"""Files as stations, WPS, Excel, other systems and shell scripts hand them in."""

import gzip
from functools import partial

from tools.corpus.case import HEAD, ROW, Case, table
from tools.corpus.workbooks import book, replaced, sheet_xml

_ONE, _TWO = "新增 1 条", "新增 2 条"
_WIDE = "登记时间,摘要,类别,甲方,甲方电话"
_FULL = "2026-10-03,漏水,邻里,张三,13900000000"
_OTHER = "2026-10-04,噪声,邻里,李四,13900000001"

NO_TABLES = (
    Case("a web page as .csv", b"\xef\xbb\xbf\n<!DOCTYPE html>\n<html><body>x</body></html>\n", 3, "网页"),
    Case("an answer of a web server as .json", b"<html><body>502 Bad Gateway</body></html>", 3, "网页", "a.json"),
    Case("a web page as standard input", b"<HTML></HTML>", 3, "网页", "a", ("--format", "csv")),
    Case("a PDF as .csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", 3, "PDF"),
    Case("RTF as .txt", rb"{\rtf1\ansi\ansicpg936 x}", 3, "RTF", "a.txt"),
    Case("a packed table", gzip.compress(table(ROW)), 3, "gzip", "a.csv"),
    Case("a packed table under its own name", gzip.compress(table(ROW)), 3, "gzip", "a.csv.gz"),
    Case("a photograph as .xlsx", b"\xff\xd8\xff\xe0" + bytes(range(256)), 3, "JPEG", "a.xlsx"),
    Case("the file that says who has a workbook open", b"\x06Admin" + bytes(160), 3, "临时文件", "~$a.xlsx"),
    Case("the same of WPS", b"\x06Admin" + bytes(160), 3, "临时文件", ".~a.xlsx"),
    Case("the file that a Mac sets beside another", b"\0\5\x16\7" + bytes(100), 3, "苹果", "._a.csv"),
    Case("a table for SQL", b"INSERT INTO t (a, b) VALUES ('2026-10-03', 'x');\n", 3, "没有表头"),
    Case("a table for Markdown", b"| a | b |\n|---|---|\n| 2026-10-03 | x |\n", 3, "制表符", "a.txt"),
)

AROUND = (
    Case("the rest is left blank", table(_FULL, "以下空白,,,,", head=_WIDE), says="表下附注已跳过：第 3 行"),
    Case("the rest is left blank, in brackets", table(_FULL, ",（此页以下空白）,,,", head=_WIDE), says=_ONE),
    Case("nothing this month", table(",本月无矛盾纠纷,,,", head=_WIDE), says="没有数据行"),
    Case("a total in a sentence", table(_FULL, "总计1起。,,,,", head=_WIDE), says="合计已跳过"),
    Case(
        "who signed, across the row",
        table(_FULL, "负责人签字：,,填表人：王建国,,联系电话：0571", head=_WIDE),
        says=_ONE,
    ),
    Case("a row of which half is filled", table(_FULL, "2026-10-04,,,李四,139", head=_WIDE), 3, "第 3 行"),
    Case(
        "pages with titles, headings and numbers",
        table(_WIDE, _FULL, "第1页,,,,", "台账,,,,", _WIDE, _OTHER, "第 2 页 共 2 页,,,,", head="台账,,,,"),
        says="重复的表头和标题已跳过：第 4-6、8 行",
    ),
    Case("files put together, each with its mark", table(ROW) + b"\xef\xbb\xbf" + table(ROW), says=_TWO),
    Case(
        "the same with headings in quotation marks",
        table(ROW, head='"登记时间","摘要"') + b"\xef\xbb\xbf" + table(ROW, head='"登记时间","摘要"'),
        says=_TWO,
    ),
    Case("files put together without a line end", table(ROW)[:-1] + table(ROW), 3, "此行有 3 格"),
    Case(
        "lines put together, each file with its mark",
        b'\xef\xbb\xbf{"\xe6\x91\x98\xe8\xa6\x81": "x", "reported_at": "2026-10-03"}\n' * 2,
        says=_TWO,
        file="a.jsonl",
    ),
    Case("line ends that were written twice", table(ROW).replace(b"\n", b"\r\r\n"), says="跳过空行"),
    Case("a comma within a sum", table("2026-10-03,漏水,1,280", head=f"{HEAD},涉及金额"), 3, "英文引号"),
    Case("Chinese marks around a cell with a comma", table("2026-10-03,“漏水,很大”"), 3, "英文引号"),
    Case(
        "tabs that keep numbers as text",
        table("2026-10-03\t,漏水,张三,\t13900000000", head=f"{HEAD},甲方,甲方电话"),
        says=_ONE,
    ),
    Case("wide spaces around all", table("　2026-10-03　,　漏水　", head="　登记时间　,　摘　要　"), says=_ONE),
)

OTHERS = (
    Case(
        "an alarm system's headings",
        table(
            "202610030001,2026-10-03 09:30:11,邻居漏水,柳树村3号,王建国",
            head="接警单编号,报警时间,报警内容,警情地址,处警人",
            encoding="gb18030",
        ),
        says=_ONE,
    ),
    Case("headings of letters only", table("1,20261003093011,漏水", head="JJDBH,BJSJ,BJNR"), 3, "--guess"),
    Case("headings in old characters", table(ROW, head="登記時間,摘要"), 3, "登記時間"),
    Case(
        "PHP's array with gaps",
        '{"0": {"登记时间": "2026-10-03", "摘要": "x"}, "7": {"登记时间": "2026-10-04", "摘要": "y"}}'.encode(),
        0,
        _TWO,
        "a.json",
    ),
    Case("an array of arrays", '[["登记时间", "摘要"], ["2026-10-03", "x"]]'.encode(), 3, '…"}。', "a.json"),
    Case("a call of a function", b'callback([{"a": 1}]);', 3, "JSON", "a.json"),
    Case("what Python prints", b"[{'a': None}]", 3, "JSON", "a.json"),
    Case(
        "names like reportedAt", b'[{"reportedAt": "2026-10-03", "summary": "x", "sourceKey": null}]', 0, _ONE, "a.json"
    ),
    Case("a name that is masked already", table("2026-10-03,漏水,张*", head=f"{HEAD},甲方"), says="姓名不完整"),
    Case("two names in one", table("2026-10-03,漏水,张三/李四", head=f"{HEAD},甲方"), says="不只是一个姓名"),
    Case(
        "two names with a space between", table("2026-10-03,漏水,张三 李四", head=f"{HEAD},甲方"), says="不只是一个姓名"
    ),
    Case(
        "a name and others",
        table("2026-10-03,漏水,张三等3人", head=f"{HEAD},甲方"),
        3,
        "不只是一个姓名",
        options=("--strict-warnings",),
    ),
    Case("a telephone beside a name", table("2026-10-03,漏水,张三（13900000000）", head=f"{HEAD},甲方"), says="张*"),
    *(
        Case(f"the day {day}", table(f"{day},漏水"), 0, _ONE)
        for day in ("2026年10月3号", "2026年十月三号", "2026.10.03.", "2026-10-03。")
    ),
    *(
        Case(f"the day {day}", table(f"{day},漏水"), 3, "第 2 行")
        for day in ("2026-10-03~05", "2026年10月", "/Date(1791000000000)/", "1791000000")
    ),
)

TEXTS_OF_OTHERS = (
    Case(
        "GB18030 and UTF-8 put together",
        table(ROW, encoding="gb18030") + "2026-10-04,噪声扰民\n".encode(),
        3,
        "第 3 行",
    ),
    Case("two characters that may be either", table(ROW, "2026-10-04,联通", encoding="gb18030"), 0, _TWO),
    Case("question marks for Chinese", b"????,??\n2026-10-03,??\n", 3, "只剩问号"),
    Case("values where headings should be", table(_OTHER, head=_FULL), 3, "此行就是数据"),
    Case(
        "labels and values, record by record",
        table("摘要：x", "类别：邻里", "", "登记时间：2026-10-04", "摘要：y", head="登记时间：2026-10-03"),
        3,
        "竖排",
    ),
    Case("labels and values as settings", table("摘要=x", "类别=邻里", head="登记时间=2026-10-03"), 3, "竖排"),
    Case("a sign of no width in a heading", table(ROW, head="登记时间,摘要\u200b"), 0, _ONE),
    Case("semicolons of full width", table("2026-10-03；x", head="登记时间；摘要"), 3, "制表符"),
    Case("whole rows in quotation marks", table('"2026-10-03,x"', head='"登记时间,摘要"'), 3, "制表符"),
    Case(
        "labels within a cell of persons",
        table('2026-10-03,x,"甲方：张三，电话：139"', head=f"{HEAD},当事人"),
        0,
        "不只是一个姓名",
    ),
    Case(
        "an outcome of other words",
        table("2026-10-03,x,2026-10-05,很好", head=f"{HEAD},调解日期,调解结果"),
        3,
        "可用：达成协议",
    ),
    Case("an outcome without its date", table("2026-10-03,x,已履行", head=f"{HEAD},调解结果"), 3, "请填写“调解日期”栏"),
    Case(
        "a column of roles",
        table(
            "2026-10-03,x,,甲方",
            "2026-10-03,x,,乙方",
            "2026-10-04,y,,见证人",
            "2026-10-04,y,,报案人",
            head=f"{HEAD},天气,角色",
        ),
        3,
        "“角色”栏",
    ),
    Case(
        "a line end in a key", '{"da\\nta": [{"登记时间": "2026-10-03", "摘要": "x"}]}'.encode(), 0, "da␊ta", "a.json"
    ),
    Case(
        "a page that counts in text",
        '{"total": "500", "data": [{"登记时间": "2026-10-03", "摘要": "x"}]}'.encode(),
        0,
        "500",
        "a.json",
    ),
    Case("circumflexes between cells", table("2026-10-03^x", head="登记时间^摘要"), 3, "制表符"),
    Case("line ends of Windows within a cell", '登记时间,摘要\r\n2026-10-03,"漏水\r\n很大"\r\n'.encode(), 0, _ONE),
    Case(
        "line ends of Windows within JSON", rb'[{"reported_at": "2026-10-03", "summary": "a\r\nb"}]', 0, _ONE, "a.json"
    ),
    Case(
        "line ends of Windows within a sheet",
        partial(book, {"一": (("登记时间", "摘要"), ("2026-10-03", "a\r\nb"))}),
        0,
        _ONE,
        "a.xlsx",
    ),
    Case(
        "a volume of a ledger",
        b'{"_meta": {"1": {}}, "dispute": {"1": {"summary": "x", "reported_at": "2026-10-03"}}}',
        3,
        "内部",
        "a.json",
    ),
)

_HEADS = '<c r="A1" t="inlineStr"><is><t>登记时间</t></is></c><c r="B1" t="inlineStr"><is><t>摘要</t></is></c>'
_DATE = '<c r="A2" t="inlineStr"><is><t>2026-10-03</t></is></c>'
_SUMMARY = '<c r="B2" t="inlineStr"><is><t>漏水</t></is></c>'
_TOTAL = '<c r="A3" t="inlineStr"><is><t>合计</t></is></c>'
_NO_RESULT = "第 2 行、“摘要”栏：公式没有结果"


def _formula(name: str, cell: str, code: int, says: str) -> Case:
    rows = f'<row r="1">{_HEADS}</row><row r="2">{_DATE}{cell}</row>'
    return Case(name, partial(replaced, "xl/worksheets/sheet1.xml", sheet_xml(rows.encode())), code, says, "a.xlsx")


BOOKS = (
    _formula("a formula that nothing calculated", '<c r="B2"><f>"漏"&amp;"水"</f></c>', 3, _NO_RESULT),
    _formula("a formula that a script wrote", '<c r="B2"><f>1+1</f><v></v></c>', 3, _NO_RESULT),
    _formula("a formula without a result beside the table", f'{_SUMMARY}<c r="D2"><f>1+1</f></c>', 3, "第 2 行"),
    _formula("a formula without a result below the table",
             f'{_SUMMARY}</row><row r="9"><c r="B9"><f>B2</f></c>', 3, "第 9 行、“摘要”栏：公式没有结果"),
    _formula("a formula without a result and another problem",
             '<c r="B2"><f>1+1</f></c></row><row r="3"><c r="B3" t="inlineStr"><is><t>x</t></is></c>', 3, "共 2 处"),
    _formula("a total that nothing calculated",
             f'{_SUMMARY}</row><row r="3">{_TOTAL}<c r="B3"><f>SUM(B2)</f></c>', 0, "合计已跳过"),
    _formula("a formula that comes to nothing", '<c r="B2" t="str"><f>""</f><v></v></c>', 3, "必填"),
    _formula("a formula with its result", '<c r="B2" t="str"><f>"漏"&amp;"水"</f><v>漏水</v></c>', 0, _ONE),
    Case(
        "a cover like a form before the table",
        partial(
            book,
            {
                "封面": (("登记时间", "2026-10"), ("责任民警", "王"), ("村居", "甲")),
                "台账": (("登记时间", "摘要"), ("2026-10-03", "x")),
            },
        ),
        0, "“台账”", "a.xlsx",
    ),
    Case(
        "a form over merged cells",
        partial(
            book,
            {
                "一": (
                    ("登记表",), ("登记时间", "2026-10-03", "类别", "邻里"),
                    ("甲方", "张三", "电话", "139"), ("摘要", "漏水"),
                )
            },
            merged=((0, 0, 0, 3), (3, 1, 3, 3)),
        ),
        3, "竖排", "a.xlsx",
    ),
    Case("a workbook with macros", partial(book, {"一": (("登记时间", "摘要"), ("2026-10-03", "x"))}), 0, "", "a.xlsm"),
)  # fmt: skip

STATIONS = (*NO_TABLES, *AROUND, *OTHERS, *TEXTS_OF_OTHERS, *BOOKS)
