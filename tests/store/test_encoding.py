"""Documents as JSON on one line."""

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwu.store.encoding import decode, encode, fast_encode

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | TEXTS,
    lambda trees: st.lists(trees) | st.tuples(trees) | st.dictionaries(TEXTS, trees),
)


@given(TREES)
def test_the_fast_encoder_writes_the_same_bytes(tree: Any) -> None:
    pytest.importorskip("orjson", reason="the extra 'fast' is not installed")
    assert fast_encode() is not encode
    assert fast_encode()(tree) == encode(tree)


@pytest.mark.parametrize("make", [lambda: encode, fast_encode])
def test_what_is_no_text_is_refused(make: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        make()(["\ud800"])


def test_nan_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode({"amount": float("nan")})


def test_without_the_extra_the_usual_encoder_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "orjson", None)
    assert fast_encode() is encode
    assert decode(encode({"摘要": "争吵"})) == {"摘要": "争吵"}
