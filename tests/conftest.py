"""What all tests share."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from jingwu import language

# Machines are shared and slow at times: no example fails for the time that it took.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many faults were tried."""
    passed = terminalreporter.stats.get("passed", [])
    said = [value for report in passed for name, value in report.user_properties if name == "faults"]
    if said:
        terminalreporter.section("faults")
        for line in sorted(said):
            terminalreporter.line(line)


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test starts in Chinese, with nothing of the caller's environment."""
    for name in ("JINGWU_LEDGER", "JINGWU_LANG", "JINGWU_BY", "JINGWU_DEBUG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    language.use("zh")
    yield
    language.use("zh")
