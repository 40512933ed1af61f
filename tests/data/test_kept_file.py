"""A file held on the disk while somebody works on it: nobody else opens it, and nothing of it stays."""

import gc
import os
from pathlib import Path

import pytest

from data.kept_file import KeptFile, content


def test_a_kept_file_has_no_name_is_for_its_owner_alone_and_gone_with_its_last_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = len(list(Path("/proc/self/fd").iterdir()))
    kept = KeptFile(b"x" * 3_000_000)
    assert list(tmp_path.iterdir()) == []
    assert os.fstat(kept._file).st_mode & 0o777 == 0o600
    assert content(kept) == kept.read() == b"x" * 3_000_000
    assert kept.size == 3_000_000
    del kept
    gc.collect()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
