"""Parquet: the exact texts, the types, and in its metadata what the file is."""

from collections.abc import Mapping
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq


def write(rows: pa.RecordBatchReader, out: IO[bytes], about: Mapping[str, str]) -> None:
    schema = rows.schema.with_metadata(dict(about))
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in rows:
            writer.write_batch(batch.replace_schema_metadata(schema.metadata))
