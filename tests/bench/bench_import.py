"""Imports registrations beside sqlite-utils, which checks nothing: python tests/bench/bench_import.py [ROWS].

They come from CSV and from xlsx; P is the time of `python -c pass` in the same run. sqlite-utils takes part when it is
installed (`pip install sqlite-utils`).
"""

import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from xlsxwriter import Workbook

from jingwu.services.demo import SETTINGS, write_station

BIN = Path(sys.executable).parent
_FIRST = datetime(2016, 11, 1)  # noqa: DTZ001 - Asia/Shanghai
HEADINGS = (
    "来源编号", "摘要", "类别", "登记时间", "发生时间", "来源", "村居", "网格", "地点", "责任民警", "风险等级",
    "涉及人数", "涉及金额", "甲方", "甲方电话", "乙方", "乙方电话",
)  # fmt: skip


def make_rows(count: int) -> Iterator[list[str]]:
    """Disputes of ten years, one after the other."""
    dice = random.Random(1)
    places = [(area, grid) for area, grids in SETTINGS.areas.items() for grid in grids]
    for number in range(count):
        at = _FIRST + timedelta(minutes=number * 3640 * 1440 // count + dice.randint(0, 300))
        before = at - timedelta(minutes=dice.randint(5, 90))
        area, grid = dice.choice(places)
        one, other = (dice.choice("赵钱孙李周吴") + dice.choice(("建国", "秀英", "志强", "玉梅")) for _ in range(2))
        yield [
            f"110-{number:07d}", f"{one}与{other}因排水争吵，第{number}号",
            dice.choice(SETTINGS.categories["dispute"]),
            f"{at:%Y-%m-%d %H:%M}", f"{before:%Y-%m-%d %H:%M}", dice.choice(("110指令", "报案", "走访发现")),
            area, grid, f"{area}{dice.randint(1, 300)}号", dice.choice(SETTINGS.officers), dice.choice("高中低"),
            str(dice.randint(2, 9)), f"{dice.randint(1, 5000)}.{dice.randint(0, 99):02d}",
            one, f"139{dice.randint(10**7, 10**8 - 1)}", other, f"138{dice.randint(10**7, 10**8 - 1)}",
        ]  # fmt: skip


def write_files(folder: Path, count: int) -> tuple[Path, Path]:
    """The same rows as CSV and as xlsx."""
    with (folder / "dispute.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(HEADINGS)
        csv.writer(file).writerows(make_rows(count))
    with Workbook(folder / "dispute.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(chain([HEADINGS], make_rows(count))):
            sheet.write_row(number, 0, row)
    return folder / "dispute.csv", folder / "dispute.xlsx"


def measure(name: str, rows: int, *words: str) -> float:
    """Seconds of a run; printed with rows a second, the processor's time, and the peak of memory."""
    before = os.times()
    started = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    after = os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    peak = used.ru_maxrss / 1024
    print(f"{name:12s} {seconds:6.1f} s  {rows / seconds:8,.0f} rows/s  processor {worked:6.1f} s  {peak:4.0f} MB")
    if process.returncode:
        raise SystemExit(process.returncode)
    return seconds


def main(rows: int) -> None:
    """Print one line a run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = write_files(folder, rows)
        measure("P", 1, sys.executable, "-c", "pass")
        for file in files:
            ledger = str(folder / file.suffix)
            write_station(Path(ledger))
            jingwu = (str(BIN / "jingwu"), "--ledger", ledger, "--now", "2026-11-01")
            subprocess.run([*jingwu, "init", "--yes"], check=True, capture_output=True)
            measure(f"jingwu {file.suffix}", rows, *jingwu, "import", "--kind", "dispute", str(file))
            shutil.rmtree(ledger)
        if (BIN / "sqlite-utils").exists():
            words = ("insert", str(folder / "rows.db"), "rows", str(files[0]), "--csv", "--pk", HEADINGS[0], "--silent")
            measure("sqlite-utils", rows, str(BIN / "sqlite-utils"), *words)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
