"""The program's entry: `jingwu`, or python -m jingwu."""

import gc

gc.disable()  # A short run leaves no garbage in cycles; looking for it while modules load takes a tenth of the start.

from jingwu.cli import run  # noqa: E402 - only now

if __name__ == "__main__":
    run()
