"""What programs are told of problems."""

import re
from pathlib import Path

from jingwu import errors
from jingwu.output.problems import CODES
from jingwu.rules import validation

PACKAGE = Path(errors.__file__).parent


def test_every_code_of_a_problem_is_one_that_programs_are_told_of() -> None:
    sources = [path.read_text("utf-8") for path in PACKAGE.rglob("*.py")]
    used = {code for text in sources for code in re.findall(r'\bcode="([a-z_]+)"', text)}
    assert used | set(validation.CODES.values()) | {"wrong_text", "other"} == set(CODES)


def test_readme_names_every_code() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        readme = PACKAGE.with_name(name).read_text("utf-8")
        assert not [code for code in CODES if f"`{code}`" not in readme]
