"""The program's entry: `jingwu`, or python -m jingwu."""

import gc
import os
import sys

if __name__ == "__main__" and sys.path[:1] == [os.getcwd()]:  # noqa: PTH109 - pathlib would be loaded from there
    del sys.path[0]  # python -m looks for modules in the present folder first, whatever json.py or typer.py lies there
gc.disable()  # A short run leaves no garbage in cycles; looking for it while modules load takes a tenth of the start.

from jingwu.later import load_later, typer_is_loaded  # noqa: E402 - only now

load_later()

from jingwu.cli import main  # noqa: E402 - as above

typer_is_loaded()


def run() -> None:
    """Run the program, and end at once: taking the interpreter apart would cost as much again as starting it.

    By then everything is written out, and no thread or handler waits for the end.
    """
    os._exit(main())


if __name__ == "__main__":
    run()
