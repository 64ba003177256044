"""The hashes of the ledger's files."""

import hashlib
import subprocess
import sys


def test_the_hash_is_sha256_whether_openssl_is_loaded_or_not() -> None:
    program = (
        "import sys; from jingwu.store.digest import sha256; first = sha256(b'x').hexdigest(); "
        "assert 'hashlib' not in sys.modules; import hashlib; print(first, sha256(b'x').hexdigest())"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told.split() == [hashlib.sha256(b"x").hexdigest()] * 2
