"""The program's entry: `jingwu`, or python -m jingwu."""

import gc
import os
import sys

if __name__ == "__main__" and sys.path[:1] == [os.getcwd()]:  # noqa: PTH109 - pathlib would be loaded from there
    del sys.path[0]  # python -m looks for modules in the present folder first, whatever json.py or typer.py lies there
gc.disable()  # A short run leaves no garbage in cycles; looking for it while modules load takes a tenth of the start.

from jingwu.cli import run  # noqa: E402 - only now

if __name__ == "__main__":
    run()
