"""JSON Lines and JSON arrays, as programs write them and as they should not."""

from tools.corpus.case import Case

_GOOD = '{"reported_at": "2026-10-03", "summary": "漏水"}'
_OTHER = '{"登记时间": "2026-10-04", "摘要": "噪声"}'


def _line(name: str, line: str, code: int = 3, says: str = "第 2 行") -> Case:
    """A file of a good line and this one."""
    return Case(f"a line with {name}", f"{_GOOD}\n{line}\n".encode(), code, says, "a.jsonl")


def _with(value: str) -> str:
    return f'{{"reported_at": "2026-10-03", "summary": "x", "remark": {value}}}'


LINES = (
    _line("another object", _OTHER, 0, "新增 2 条"),
    _line("nothing", "", 0, "新增 1 条"),
    _line("NaN", _with("NaN")),
    _line("infinity", _with("-Infinity")),
    _line("a number past all bounds", _with("1e999")),
    _line("an integer of 5,000 digits", _with("9" * 5000)),
    _line("a key that stands twice", '{"summary": "a", "summary": "b", "reported_at": "2026-10-03"}'),
    _line("depth without end", _with("[" * 100_000 + "]" * 100_000)),
    _line("objects in depth without end", _with('{"a":' * 100_000 + "1" + "}" * 100_000)),
    _line("half a character", _with(r'"\ud83d"')),
    _line("half a character in a key", r'{"\udc00": 1}'),
    _line("a whole character in two halves", _with(r'"\ud83d\ude00"'), 0, "新增 2 条"),
    _line("an array", f"[{_OTHER}]"),
    _line("a number", "7"),
    _line("null", "null"),
    _line("a text", '"x"'),
    _line("a cut object", _OTHER[:-1]),
    _line("two objects", _OTHER + _OTHER),
    _line("a comma at the end", _OTHER[:-1] + ",}"),
    _line("single quotes", "{'summary': 'x'}"),
    _line("a comment", _OTHER + " // so"),
    _line("a NUL", _with(r'"\u0000"'), 3, "U+0000"),
    _line("an object for a text", _with('{"a": 1}'), 3, "文字或数字"),
    _line("yes for a text", _with("true"), 3, "文字或数字"),
    _line("an ID number as a fraction", _OTHER[:-1] + ', "甲方身份证号": 1.10101E+17}', 3, "前几位"),
    _line("an ID number as an integer", _OTHER[:-1] + ', "甲方身份证号": 110101199003078510}', 3, "校验"),
    _line("persons as a list", _OTHER[:-1] + ', "parties": [{"role": "甲方", "name": "张三"}]}', 0, "新增 2 条"),
    _line("yes for persons", _OTHER[:-1] + ', "parties": true}'),
    _line("a key that is not known", _OTHER[:-1] + ', "weather": 1}', 3, "weather"),
    _line("no key", "{}"),
    Case("lines after a mark of UTF-8", b"\xef\xbb\xbf" + _GOOD.encode(), 0, "UTF-8 BOM", "a.jsonl"),
    Case("lines in GB18030", f"{_GOOD}\r\n{_OTHER}\r\n".encode("gb18030"), 0, "GB18030", "a.jsonl"),
    Case("no line", b"", 0, "新增 0 条", "a.jsonl"),
    Case("a table that is named .jsonl", "登记时间,摘要\n2026-10-03,x\n".encode(), 3, "第 1 行", "a.jsonl"),
)


def _array(name: str, text: str, code: int = 3, says: str = "") -> Case:
    return Case(f"JSON: {name}", text.encode(), code, says, "a.json")


ARRAYS = (
    _array("an array", f"[\n {_GOOD},\n {_OTHER}\n]\n", 0, "新增 2 条"),
    _array("one object", _GOOD, 0, "新增 1 条"),
    _array("objects one after another", f"{_GOOD}\n\n{_OTHER}{_GOOD}", 0, "新增 3 条"),
    _array("an empty array", " [ ] ", 0, "新增 0 条"),
    _array("nothing", " \n", 3, "空"),
    _array("an array that is not closed", f"[{_GOOD}", 3, "没有结束"),
    _array("an array that is only opened", "[", 3, "JSON"),
    _array("a comma before the end", f"[{_GOOD},]", 3, "JSON"),
    _array("objects without commas", f"[{_GOOD} {_OTHER}]", 3, "没有结束"),
    _array("something behind the end", f"[{_GOOD}] x", 3, "之后还有"),
    _array("a wrong object on line 3", f"[\n{_GOOD},\n{_with('NaN')}\n]", 3, "第 3 行"),
    _array("numbers", "[1, 2]", 3, "第 1 行"),
    _array("arrays in depth without end", "[" * 100_000, 3, "JSON"),
    _array("a number alone", "5", 3),
    _array("a key that stands twice", '[{"summary": 1, "summary": 2}]', 3, "重复的键"),
    _array("no JSON", "登记时间,摘要", 3, "JSON"),
    _array("an answer without rows", '{"code": 0, "data": []}', 3, "键“data”下没有数据"),
    _array("an answer with rows", f'{{"code": 0, "msg": "ok", "data": [{_GOOD}, {_OTHER}]}}', 0, "键“data”，共 2 条"),
    _array("rows deep in an answer", f'{{"id": "7", "data": {{"total": 1, "list": [{_GOOD}]}}}}', 0, "“data.list”"),
    _array("one page of an answer", f'{{"total": 500, "rows": [{_GOOD}]}}', 0, "共 500 条，实有 1 条"),
    _array(
        "an answer that has headings of a row",
        f'{{"status": "ok", "source": "110", "data": [{_GOOD}, {_OTHER}]}}',
        0,
        "新增 2 条",
    ),
    _array(
        "an answer with an empty list of errors", f'{{"data": [{_GOOD}], "errors": [], "links": []}}', 0, "新增 1 条"
    ),
    _array("an answer with a list of errors", f'{{"data": [{_GOOD}], "errors": [{{"code": 7}}]}}', 3, "errors"),
    _array(
        "an empty answer that has headings of a row",
        '{"status": "ok", "source": "110", "data": []}',
        3,
        "键“data”下没有数据",
    ),
    _array("an answer of nothing but empty lists", '{"data": [], "errors": []}', 3, "键“data”下没有数据"),
    _array(
        "a row with people in a list of its own key",
        f'{_GOOD[:-1]}, "people": [{{"reported_at": "2026-10-03", "summary": "x"}}]}}',
        3,
        "people",
    ),
    *(
        _array(f"one page that says {key} is {value}", f'{{"{key}": {value}, "data": [{_GOOD}]}}', code, says)
        for key, value, code, says in (
            ("hasMore", "true", 0, "后面还有数据"),
            ("has_next", "1", 0, "后面还有数据"),
            ("next", '"/api/rows?page=2"', 0, "后面还有数据"),
            ("last", "false", 0, "后面还有数据"),
            ("totalPages", "3", 0, "3 页中的一页"),
            ("total", "2", 0, "共 2 条"),
        )
    ),
    *(
        _array(
            f"the only page, which says {key} is {value}", f'{{"{key}": {value}, "data": [{_GOOD}]}}', 0, "新增 1 条"
        )
        for key, value in (
            ("hasMore", "false"),
            ("next", "null"),
            ("nextPage", "0"),
            ("last", "true"),
            ("totalPages", "1"),
            ("total", "1"),
        )
    ),
    _array(
        "all pages, one after another",
        "\n".join(
            f'{{"total": 2, "pages": 2, "hasMore": {more}, "rows": [{row}]}}'
            for more, row in (("true", _GOOD), ("false", _OTHER))
        ),
        0,
        "新增 2 条",
    ),
    _array("an export of Navicat", f'{{"RECORDS": [{_GOOD}]}}', 0, "新增 1 条"),
    _array("answers one after another", f'{{"data": [{_GOOD}]}}\n{{"data": [{_OTHER}]}}', 0, "新增 2 条"),
    _array("an answer of one row", f'{{"status": "ok", "data": {_GOOD}}}', 0, "新增 1 条"),
    _array("an answer with a wrong row", f'{{"data": [{_GOOD}, {{"登记时间": "x", "摘要": "y"}}]}}', 3, "第 2 行"),
    _array("an answer with two arrays", f'{{"new": [{_GOOD}], "old": [{_OTHER}]}}', 3, "new"),
    _array("an answer that says what is wrong", '{"code": 401, "msg": "x"}', 3, "没有数据：“x”"),
    _array("an answer of nothing", '{"code": 500, "msg": "系统错误", "data": null}', 3, "没有数据：“系统错误”"),
    _array("what jingwu prints", f'{{"jingwu": 1, "command": "list", "data": [{_GOOD}], "warnings": []}}', 3, "export"),
    _array("what jingwu prints of nothing", '{"jingwu": 1, "command": "list", "data": []}', 3, "export"),
    Case(
        "what jingwu prints as lines",
        b'{"jingwu": 1, "command": "show", "data": {}, "warnings": []}',
        3,
        "打码",
        "a.jsonl",
    ),
    Case("an answer as lines", f'{{"data": [{_GOOD}]}}'.encode(), 3, "--format json", "a.jsonl"),
    Case("an object over several lines", f"{{\n{_GOOD[1:-1]}\n}}\n".encode(), 3, "--format json", "a.jsonl"),
    Case("an array as lines", f"[{_GOOD}]".encode(), 3, "--format json", "a.jsonl"),
    Case("an array that is named .txt", f"[{_GOOD}]".encode(), 0, "新增 1 条", "a.txt", ("--format", "json")),
)

JSON_TEXTS = (*LINES, *ARRAYS)
