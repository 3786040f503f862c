"""Where a segment's bytes come from: a file as it is, or bytes in memory.

A packed segment is a third source, in packed.py.
"""

import os
from typing import Protocol

CHUNK_BYTES = 1 << 18
SEEK_BYTES = 1 << 12


class Source(Protocol):
    """The bytes of a segment. What lies behind its size is not there: reads end before it."""

    size: int

    def read(self, offset: int, length: int) -> bytes:
        """The bytes from offset on, fewer than length where the source ends."""

    def unreadable(self, start: int, end: int) -> bool:
        """Whether a part of this range could not be read, and is given as zeros."""


class FileSource:
    """A file, as long as it was when it was opened: it may be growing."""

    def __init__(self, path: str):
        self._file = os.open(path, os.O_RDONLY)
        self.size = os.fstat(self._file).st_size
        self.bytes_read = 0
        self._chunk_offset = 0
        self._chunk = b""

    def read(self, offset: int, length: int) -> bytes:
        length = max(0, min(length, self.size - offset))
        start = offset - self._chunk_offset
        if start < 0 or start + length > len(self._chunk):
            goes_on = 0 <= start <= len(self._chunk)
            ahead = CHUNK_BYTES if goes_on else SEEK_BYTES
            wanted = min(max(length, ahead), self.size - offset)
            self._chunk = os.pread(self._file, wanted, offset) if length > 0 else b""
            self._chunk_offset = offset
            self.bytes_read += len(self._chunk)
            start = 0
        return self._chunk[start : start + length]

    def unreadable(self, start: int, end: int) -> bool:
        return False

    def close(self) -> None:
        """Lets go of the file."""
        os.close(self._file)


class MemorySource:
    """Bytes in memory."""

    def __init__(self, data: bytes):
        self._data = data
        self.size = len(data)

    def read(self, offset: int, length: int) -> bytes:
        return self._data[offset : offset + length]

    def unreadable(self, start: int, end: int) -> bool:
        return False

    def close(self) -> None:
        """Nothing to let go of."""
