"""What tells one row group of a Parquet file from another."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_OFFSETS = ("data_page_offset", "dictionary_page_offset", "file_offset")


def checksum_of_group(path: Path, metadata: "pq.FileMetaData", number: int) -> str:
    """SHA-256 of all that is read of a row group: its bytes, and what the file says of them."""
    described = metadata.row_group(number).to_dict()
    schema = str(metadata.schema).partition("\n")[2]  # its first line tells where it lies
    made = (metadata.created_by, metadata.format_version, schema)
    found = hashlib.sha256("\n".join(made).encode())
    with path.open("rb") as file:
        for column in described["columns"]:
            # Where a column stands is no part of what it is.
            offsets = [column.pop(name) for name in _OFFSETS]
            file.seek(min(offset for offset in offsets[:2] if offset is not None))
            found.update(file.read(column["total_compressed_size"]))
            found.update(f"{column}\n".encode())
    return found.hexdigest()
