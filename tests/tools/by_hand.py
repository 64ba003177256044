"""A month's figures counted from the import files with plain loops, and nothing of jingwu: what its own must equal.

What each column means is written down here a second time, on purpose; limits and days off in limits_by_hand.py.
"""

import csv
import io
import json
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

from tools.limits_by_hand import Row, is_overdue

DONE_BY = {
    "case": ("结案日期",),
    "hazard": ("销号日期",),
    "request": ("解决日期", "解释日期", "移交日期"),
    "conduct": ("办结日期",),
}
SETTLED_BY = {"case": ("破案日期",), "hazard": ("销号日期",), "request": ("解决日期", "解释日期")}
PARTS = ("settled", "steady", "referred", "withdrawn", "pending")
"""What becomes of a dispute, in these files."""
COLUMNS = {"loss": "损失价值", "recovered": "追回金额", "returned": "返还金额"}


def read_files(folder: Path) -> dict[str, list[Row]]:
    """Kind to the rows of all its files."""
    kinds: dict[str, list[Row]] = defaultdict(list)
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("gb18030")
        lines = text.splitlines()
        rows = map(json.loads, lines) if path.suffix == ".jsonl" else csv.DictReader(io.StringIO(text, newline=""))
        kinds[path.name.split("-")[0]] += [defaultdict(str, row) for row in rows]
    return kinds


def count_kinds(kinds: dict[str, list[Row]], month: str) -> dict[str, dict[str, int]]:
    """Kind to carried, new, closed, open and overdue; visits and patrols are only counted as new."""
    counts = {}
    for kind, rows in kinds.items():
        sums = Counter(dict.fromkeys(("carried", "new", "closed", "open", "overdue"), 0))
        for row in rows:
            registered, done = row["登记时间"][:7], _done(kind, row)[:7] or "9999-99"
            sums["new"] += registered == month
            if kind in {"visit", "patrol"}:
                continue
            sums["carried"] += registered < month <= done
            sums["closed"] += done == month
            sums["open"] += registered <= month < done
            sums["overdue"] += registered <= month < done and is_overdue(kind, row, month)
        counts[kind] = dict(sums)
    return counts


def count_disputes(rows: list[Row], month: str) -> dict[str, Counter[str]]:
    """Type to found and what had become of those by the month's end: settled, steady, referred, withdrawn, pending."""
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row["登记时间"].startswith(month):
            types[row["类别"]]["found"] += 1
            types[row["类别"]][_became(row, month)] += 1
    return types


def count_cases(rows: list[Row], month: str) -> dict[str, dict[str, Decimal]]:
    """Category to filed and solved cases, and the sums lost (by filing), recovered and returned (by their dates)."""
    categories: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in rows:
        sums = categories[row["类别"]]
        filed = (row["立案时间"] or row["登记时间"]).startswith(month)
        dates = {
            "loss": filed,
            "recovered": row["追赃日期"].startswith(month),
            "returned": row["返还日期"].startswith(month),
        }
        sums["filed"] += filed
        sums["solved"] += row["破案日期"].startswith(month)
        for name, counted in dates.items():
            sums[name] += Decimal(row[COLUMNS[name]] or 0) if counted else 0
    return {category: dict(sums) for category, sums in categories.items() if any(sums.values())}


def count_officers(kinds: dict[str, list[Row]], month: str) -> dict[str, Counter[str]]:
    """Officer to households visited, patrols, and problems settled in the month."""
    officers: dict[str, Counter[str]] = defaultdict(Counter)
    for row in kinds["visit"]:
        officers[row["责任民警"]]["households"] += int(row["走访户数"]) * row["登记时间"].startswith(month)
    for row in kinds["patrol"]:
        officers[row["责任民警"]]["patrols"] += row["登记时间"].startswith(month)
    for kind, headings in SETTLED_BY.items():
        for row in kinds[kind]:
            officers[row["责任民警"]]["settled"] += any(row[heading].startswith(month) for heading in headings)
    for row in kinds["dispute"]:
        officers[row["责任民警"]]["settled"] += _settled(row).startswith(month)
    return officers


def month_before(month: str) -> str:
    """The month before 2026-10."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year}-{number - 1:02d}" if number > 1 else f"{year - 1}-12"


def _settled(row: Row) -> str:
    return row["调解日期"] if row["调解结果"] == "已履行" else row["履行日期"]


def _done(kind: str, row: Row) -> str:
    """When a matter was done, or ''."""
    if kind == "dispute":
        return row["调解日期"] if row["调解结果"] in {"引导诉讼", "终止"} else _settled(row) or row["办结日期"]
    if kind == "lead":
        return row["核查日期"] if row["核查结果"] == "排除" else row["移交日期"] or row["办结日期"]
    return next((row[heading] for heading in DONE_BY.get(kind, ()) if row[heading]), "")


def _became(row: Row, month: str) -> str:
    if _settled(row)[:7] and _settled(row)[:7] <= month:
        return "settled"
    mediated = row["调解日期"][:7]
    steady = row["稳控日期"][:7] or (mediated if row["调解结果"] == "稳控" else "")
    if steady and steady <= month:
        return "steady"
    ended = {"引导诉讼": "referred", "终止": "withdrawn"}.get(row["调解结果"], "")
    return ended if ended and mediated <= month else "pending"
