"""A file with rejected rows, what was rejected, and the mended file, brought in again and again in any order."""

from collections.abc import Callable, Sequence
from pathlib import Path

from jingwu.services.import_records import ImportResult

RUNS = ("F", "R", "first", "other", "W", "RW", "WR", "FR", "undo")
"""The file, what was rejected last (mended), only its first row mended, that as well mended otherwise, the whole mended
file, two in one run; undo."""


def bring_again(
    runs: Sequence[str],
    files: tuple[Path, Path],
    *,
    bring: Callable[..., ImportResult],
    mended: Callable[[Path, int], object],
    otherwise: Callable[[Path], Path],
    take_back: Callable[[ImportResult], object],
    look: Callable[[], None],
) -> None:
    """Bring in the first of `files`, as it is and mended, then do the `runs`; `look` after each.

    `otherwise` makes a file that says of the same rows another day. It is refused wherever each has its record.
    """
    path, whole = files
    results = [bring(path)]
    for run in runs:
        if run == "undo":
            take_back(results[-1])
            continue
        rejects = [path for result in results for path in result.rejects][-1:]
        for some in rejects:
            mended(some, 1 if run == "first" else -1)
        brought = {"F": [path], "W": [whole], "RW": [*rejects, whole], "WR": [whole, *rejects], "FR": [path, *rejects]}
        if found := brought.get(run, rejects):
            results.append(bring(*found))
        if run == "other" and rejects and results[-1].added + results[-1].updated == results[-1].rows:
            refused = bring(otherwise(*rejects))
            assert refused.rejected == refused.rows > 0
            assert refused.added == refused.updated == 0
        look()
    bring(whole)
