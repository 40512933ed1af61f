"""The rows that were read from a file, as they go into the store: one zip of Parquet tables, kept in the archive.

Rows are kept beside the bytes they came from so that a later reader cannot change what was once accepted; any program
that opens Parquet can read them.
"""

import io
import zipfile
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.parquet as pq

EPOCH = (1980, 1, 1, 0, 0, 0)  # the same rows give the same bytes


def pack(tables: Mapping[str, pa.Table]) -> bytes:
    """Tables by their names in the store; empty ones are left out."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as box:
        for name, rows in sorted(tables.items()):
            if rows.num_rows:
                part = io.BytesIO()
                pq.write_table(rows, part, compression="zstd", store_schema=False)
                box.writestr(zipfile.ZipInfo(f"{name}.parquet", EPOCH), part.getvalue())
    return whole.getvalue()


def unpack(data: bytes) -> dict[str, pa.Table]:
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        return {
            member.removesuffix(".parquet"): pq.read_table(pa.BufferReader(box.read(member)))
            for member in box.namelist()
        }
