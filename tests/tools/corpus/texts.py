"""Text files: encodings, quotation marks, signs between cells, and what stands around a table."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from tools.corpus.case import HEAD, ROW, Case, table

_GOOD = f"{HEAD}\n{ROW}\n"
_SMALL = "新增 1 条"
_WIDE = "登记时间,摘要,类别,甲方姓名,甲方电话"
_FULL = "2026-10-03,漏水,邻里,张三,13900000000"

ENCODINGS = (
    Case("UTF-8", table(ROW), says="UTF-8"),
    Case("UTF-8 with its mark", BOM_UTF8 + table(ROW), says="UTF-8 BOM"),
    Case("GB18030", table(ROW, encoding="gb18030"), says="GB18030"),
    Case("a character that only GB18030 has", table("2026-10-03,㐂𠮷", encoding="gb18030"), says="GB18030"),
    Case("UTF-16, little end first", BOM_UTF16_LE + _GOOD.encode("utf-16-le"), says="UTF-16"),
    Case("UTF-16, big end first", BOM_UTF16_BE + _GOOD.encode("utf-16-be"), says="UTF-16"),
    Case("UTF-32, little end first", BOM_UTF32_LE + _GOOD.encode("utf-32-le"), says="UTF-32"),
    Case("UTF-32, big end first", BOM_UTF32_BE + _GOOD.encode("utf-32-be"), says="UTF-32"),
    Case("UTF-16 without its mark", _GOOD.encode("utf-16-le"), 3, "UTF-16"),
    Case("UTF-16 cut within a character", _GOOD.encode("utf-16")[:-1], 3, "不是"),
    Case(
        "UTF-8 and then GB18030",
        table() + table(head="2026-10-04,争吵", encoding="gb18030"),
        3,
        "第 2 行：此行是 GB18030",
    ),
    Case("the mark of UTF-8 before GB18030", BOM_UTF8 + _GOOD.encode("gb18030"), 3, "UTF-8 BOM"),
    Case("two marks of UTF-8", BOM_UTF8 + BOM_UTF8 + table(ROW), says=_SMALL),
    Case("UTF-8 cut within its last character", _GOOD.encode().rstrip()[:-1], 3, "第 2 行"),
    Case("UTF-8 with one wrong byte", table(ROW, "2026-10-03,漏\xff水").replace(b"\xc3\xbf", b"\xff"), 3, "第 3 行"),
    Case("an overlong form of UTF-8", table(ROW) + b"2026-10-03,\xc0\x80\n", 3, "第 3 行"),
    Case("half a character in UTF-8", table(ROW) + b"2026-10-03,\xed\xa0\x80\n", 3, "第 3 行"),
    Case("a euro sign of code page 936", b"a,b\n1,\x80\n", 3, "GB18030"),
    Case("Latin-1", "date,résumé\n2026-10-03,café\n".encode("latin-1"), 3),
    Case("Big5", "登記時間,摘要\n2026-10-03,漏水\n".encode("big5"), 3),
    Case("Shift JIS", "日時,概要\n2026-10-03,水漏れ\n".encode("shift_jis"), 3),
    Case("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, 3),
    Case("zeros only", bytes(5000), 3, "不是文本"),
    Case("no byte", b"", 3, "空"),
    Case("a mark only", BOM_UTF8, 3, "空"),
    Case("line breaks only", b"\n\r\n\n", 3, "空"),
    Case("signs between empty cells only", b" , ,\n,,\n", 3, "空"),
    Case("headings only", table(), says="没有数据行"),
    Case("no line break at the end", table(ROW).rstrip(), says=_SMALL),
    Case("line ends of old Macs", _GOOD.replace("\n", "\r").encode(), says=_SMALL),
    Case("line ends of all makes", f"{HEAD}\r\n{ROW}\n{ROW}\r{ROW}".encode(), says="新增 3 条"),
    Case("a NUL within a cell", table("2026-10-03,漏\0水"), 3, "U+0000"),
    Case("the end sign of DOS", table(ROW) + b"\x1a", 3, "第 3 行"),
)

QUOTES = (
    Case("a cell in quotation marks", table('2026-10-03,"漏水，""很大"""'), says=_SMALL),
    Case("a line break within a cell", table('"2026-10-03","漏水\n很大"'), says=_SMALL),
    Case("rows count as a spreadsheet shows them", table('2026-10-03,"a\nb"', "2026-13-01,x"), 3, "第 3 行"),
    Case("a mark that is never closed", table(ROW, '2026-10-03,"漏水', ROW), 3, "第 3 行"),
    Case("text behind a closed mark", table('2026-10-03,"漏"水', ROW), 3, "第 2 行"),
    Case("a mark after a backslash", table(r'2026-10-03,"漏\"水"'), 3, "第 2 行"),
    Case("a mark within a cell without marks", table('2026-10-03,5"管漏水'), says=_SMALL),
    Case("Chinese quotation marks", table("2026-10-03,“漏水”"), says=_SMALL),
    Case("marks around headings", table(ROW, head='"登记时间","摘要"'), says=_SMALL),
    Case("a line break within a heading", table(ROW, head='"登记\n时间",摘要'), says=_SMALL),
    Case("a cell of 200,000 characters", table("2026-10-03," + "x" * 200_000), 3, "太长"),
    Case("a cell of 5,000 characters", table("2026-10-03," + "水" * 5000), 3, "4000"),
)

SIGNS = (
    Case("semicolons", table(ROW.replace(",", ";"), head=HEAD.replace(",", ";")), says="分号"),
    Case("tabs", table(ROW.replace(",", "\t"), head=HEAD.replace(",", "\t")), says="制表符"),
    Case("full-width commas", table(ROW.replace(",", "，"), head=HEAD.replace(",", "，")), says="全角逗号"),
    Case("tabs in a .tsv", table("2026-10-03\t漏水,很大", head="登记时间\t摘要"), says=_SMALL, file="a.tsv"),
    Case("Excel's Unicode text", "登记时间\t摘要\r\n2026-10-03\tx".encode("utf-16"), says=_SMALL, file="a.txt"),
    Case("commas in a .tsv", table(ROW), says=_SMALL, file="a.tsv"),
    Case("commas and full-width ones", table(*["2026-10-03,漏水，很大，来人，快"] * 3), says="新增 3 条"),
    Case("the sign told by Excel", b"sep=;\r\n" + table("2026-10-03;a,b", head="登记时间;摘要"), says=_SMALL),
    Case("upright strokes", table("2026-10-03|漏水", head="登记时间|摘要"), 3, "登记时间|摘要"),
    Case("aligned by spaces", table("2026-10-03  漏水", head="登记时间    摘要"), 3),
)

STRUCTURE = (
    Case("a last column without heading", table("2026-10-03,漏水,大", head=f"{HEAD},"), 3, "第 3 栏有内容而没有表头"),
    Case("a line of words below the rows", table(ROW, "本页无其他内容"), 3, "不是记录的行请删除"),
    Case("a title above", b"\xe5\x8f\xb0\xe8\xb4\xa6,\n" + table(ROW), says="表头上方"),
    Case(
        "a title over two rows and a gap",
        "台账,,,,\n,,,,\n单位：甲所,,,,\n".encode() + table(_FULL, head=_WIDE),
        says="1、3",
    ),
    Case("a title above a bad row", table(HEAD, "2026-13-01,x", head="台账"), 3, "表头上方"),
    Case("forty lines of titles", "题,\n".encode() * 38 + table(ROW), says="1-38"),
    Case(
        "groups above the headings",
        table(",,,姓名,电话", _FULL, head="登记时间,摘要,类别,甲方,"),
        says="第 1、2 行",
    ),
    Case("a total below", table(_FULL, "合计,1,,,", head=_WIDE), says="合计已跳过"),
    Case("a subtotal within", table(_FULL, "小计,,,,", _FULL, head=_WIDE), says="新增 2 条"),
    Case("notes below", table(_FULL, "", "填表人：王建国,,审核：李红,,", head=_WIDE), says="附注已跳过"),
    Case("a note of one cell without the others", table(_FULL, "注：以上属实", head=_WIDE), says="附注已跳过"),
    Case("blank rows within", table(ROW, "", ",", "", ROW), says="空行 3 行"),
    Case("headings once more", table(ROW, HEAD, ROW), says="重复的表头"),
    Case("a row above the headings", table(_WIDE, _FULL, head=_FULL), 3, "表头上方"),
    Case("no headings", table("2026-10-04,噪声", head=ROW), 3),
    Case("a blank column", table("2026-10-03,,漏水", head="登记时间,,摘要"), says="没有表头的列"),
    Case("data without a heading", table("2026-10-03,x,漏水", head="登记时间,,摘要"), 3, "第 2 栏"),
    Case("a heading that is not known", table("2026-10-03,漏水,x", head=f"{HEAD},天气"), 3, "天气"),
    Case("such a heading without data", table("2026-10-03,漏水,", head=f"{HEAD},天气"), says=_SMALL),
    Case("two headings of one meaning", table("2026-10-03,漏水,2026-10-03", head=f"{HEAD},受理时间"), 3, "受理时间"),
    Case("headings with remarks", table(ROW, head="登记时间（必填）, 摘 要*"), says=_SMALL),
    Case("a short row", table(ROW, "2026-10-04"), 3, "第 3 行"),
    Case("a long row", table(ROW, "2026-10-04,x,y"), 3, "第 3 行"),
    Case("a long row of empty cells", table("2026-10-03,漏水,,,,"), says=_SMALL),
    Case("a form", table("摘要,漏水", "类别,邻里", head="登记时间,2026-10-03"), 3, "竖排"),
    Case(
        "a form of pairs",
        table("姓名,张三,电话,139", "住址,某村,性别,男", "摘要,x,,", head="登记时间,2026-10-03,编号,1"),
        3,
        "竖排",
    ),
    Case("a form below a title", table("姓 名：,张三", "电话：,139", "摘要：,漏水", head="登记表,"), 3, "竖排"),
    Case(
        "a form of lines", table("摘要：漏水", "类别：邻里", "甲方：张三", head="登记时间：2026-10-03"), 3, "--template"
    ),
    Case(
        "a table on its side",
        table("摘要,漏水,噪声", "类别,邻里,邻里", head="登记时间,2026-10-03,2026-10-04"),
        3,
        "转置",
    ),
    Case(
        "a table of two columns with labels within",
        table("2026-10-03,地点：某村", "2026-10-04,来源：110", "2026-10-05,类别：邻里"),
        says="新增 3 条",
    ),
    Case("two tables", table(ROW, "", "姓名,电话", "张三,139"), 3),
    Case("ten thousand columns", lambda: table(ROW + "," * 9998, head=HEAD + ",x" * 9998), says=_SMALL),
    Case("ten thousand empty columns", lambda: table(ROW + "," * 9998, head=HEAD + "," * 9998), says=_SMALL),
    Case("a million signs on a line", lambda: b"," * 1_000_000 + b"\n" + table(ROW), says=_SMALL),
    Case("a heading without end", table(ROW, head="登记时间," + "摘" * 100_000), 3),
    Case(
        "two hundred thousand blank lines", lambda: table(ROW) + b"\n" * 200_000 + table(ROW, head=""), says="新增 2 条"
    ),
)

TEXTS = (*ENCODINGS, *QUOTES, *SIGNS, *STRUCTURE)
