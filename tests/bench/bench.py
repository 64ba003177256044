"""Measures the program beside `python -c pass`: python tests/bench/bench.py [FOLDER] [ROUNDS].

Builds a ledger of one year (about 10,000 records) and one of ten (100,000) in FOLDER, unless they are there, and prints
ratios within this run: P is the time of `python -c pass`. Runs are interleaved, and medians compared, because machines
are noisy. Nothing here passes or fails; the numbers go to README.
"""

import compileall
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from make_months import write_years

NOW = "2026-11-01T08:00"
YEARS = {"10,000": 1, "100,000": 10}
COMMANDS = {
    "add": ("dispute", "add", "--summary", "两户为排水沟争吵", "--category", "邻里", "--source-key", "bench-{n}"),
    "show": ("show", "jf2610-12"),
    "overdue": ("overdue",),
    "summary": ("summary", "2026-10"),
}
PASS = (sys.executable, "-c", "pass")


def jingwu(ledger: Path, *words: str) -> tuple[str, ...]:
    """The command line of jingwu as installed beside this Python."""
    return (str(Path(sys.executable).with_name("jingwu")), "--ledger", str(ledger), "--now", NOW, *words)


def timed(command: tuple[str, ...]) -> float:
    """Seconds that a command takes; its output goes nowhere."""
    started = time.perf_counter()
    ended = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if ended.returncode:
        raise SystemExit(ended.stderr[-2000:])
    return time.perf_counter() - started


def build(folder: Path, years: int) -> Path:
    """The ledger of so many years, made by one import; prints how long that took and its peak of memory."""
    ledger = folder / f"ledger-{years}"
    if (ledger / "journal").exists():
        return ledger
    shutil.rmtree(ledger, ignore_errors=True)
    files = write_years(ledger, years)
    timed(jingwu(ledger, "init", "--yes"))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    seconds = timed(jingwu(ledger, "import", *map(str, files)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    rows = sum(len(path.read_bytes().splitlines()) - path.name.endswith("csv") for path in files)
    peak = f"{after // 1024} MB" if after > before else f"at most {before // 1024} MB"
    print(f"import of {rows:,} rows: {seconds:.1f} s, peak {peak}", flush=True)
    shutil.rmtree(ledger / "import")
    return ledger


def measure(ledgers: dict[str, Path], rounds: int) -> None:
    """Print the table of ratios."""
    times: dict[tuple[str, str], list[float]] = {}
    for round_number in range(rounds + 1):
        for size, ledger in ledgers.items():
            for name, words in COMMANDS.items():
                base = timed(PASS)
                key = f"{os.getpid()}-{size}-{round_number}"
                spent = timed(jingwu(ledger, *(word.replace("{n}", key) for word in words)))
                if round_number:  # the first warms the disk's cache
                    times.setdefault(("pass", ""), []).append(base)
                    times.setdefault((name, size), []).append(spent)
    base = statistics.median(times["pass", ""])
    print(f"P = {base * 1000:.1f} ms")
    small, large = YEARS
    print(f"{'':10}{small:>10}{large:>10}   ratio")
    for name in COMMANDS:
        first, second = (statistics.median(times[name, size]) / base for size in YEARS)
        print(f"{name:10}{first:>8.1f} P{second:>8.1f} P{second / first:>8.2f}")


def main() -> None:
    """Build, then measure."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="jingwu-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    # As pip leaves an installed package; in a checkout, Python may be told not to keep what it compiles.
    compileall.compile_dir(Path(__file__).parents[2] / "jingwu", quiet=1)
    ledgers = {size: build(folder, years) for size, years in YEARS.items()}
    measure(ledgers, int(sys.argv[2]) if len(sys.argv) > 2 else 15)


if __name__ == "__main__":
    main()
