"""python -m jingwu."""

from jingwu.cli import run

run()
