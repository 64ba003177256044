#!/bin/sh
# Sets up jingwu in .venv and runs a station's month: import October 2026, list what is overdue, print the summary.
set -eu
cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] || python3 -m venv .venv
[ -x .venv/bin/jingwu ] || .venv/bin/python -m pip install -q --disable-pip-version-check .
jingwu() { .venv/bin/jingwu --ledger data --now '2026-11-06 09:00' "$@"; }
[ -e data/lock ] || jingwu init --yes
jingwu import data/import/*
jingwu overdue
jingwu summary 2026-10
