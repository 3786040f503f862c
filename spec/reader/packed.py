"""Packed segments: the chapter of that name of beacon-log.md."""

import struct
from collections import OrderedDict
from dataclasses import dataclass

from layout import INTERVAL_LOG2_RANGE, Identity, padded
from sources import FileSource, MemorySource
from zstd import ZstdError, decompress

PACKED_MAGIC = b"\x89TAPZ\r\n\x1a"
HEAD_BYTES = 128
BLOCK_HEAD_BYTES = 16
CODEC_ZSTANDARD = 1
CACHED_BLOCKS = 4


@dataclass(frozen=True, slots=True)
class PackedHead:
    """Table "Head"."""

    version: int
    interval_log2: int
    codec: int
    identity: Identity
    size: int
    table_offset: int
    blocks: int

    @staticmethod
    def read(file: FileSource | MemorySource, offset: int) -> "PackedHead | None":
        """The head at an offset, or None where none is intact."""
        data = file.read(offset, HEAD_BYTES) if offset >= 0 else b""
        if len(data) < HEAD_BYTES or not data.startswith(PACKED_MAGIC):
            return None
        version, interval, codec, segment, log_id, size, table, blocks = struct.unpack_from(
            "<HBBI16sqqq", data, 8
        )
        identity = Identity(log_id, segment)
        whole = identity.fits_tail(data, offset) and interval in INTERVAL_LOG2_RANGE
        if not whole or size < 0 or blocks != -(-size >> interval):
            return None
        return PackedHead(version, interval, codec, identity, size, table, blocks)


def find_head(file: FileSource | MemorySource) -> PackedHead | None:
    """The head at the start, or else the last one that is intact; None if this is not packed."""
    head = PackedHead.read(file, 0)
    if head is not None:
        return head
    if not looks_packed(file):
        return None
    offset = (file.size - HEAD_BYTES) & ~7
    head = PackedHead.read(file, offset)
    while head is None and offset > 0:
        offset -= 8
        if file.read(offset, 8) == PACKED_MAGIC:
            head = PackedHead.read(file, offset)
    return head


def looks_packed(file: FileSource | MemorySource) -> bool:
    """Whether the magic of a head stands where one should."""
    last = file.size - HEAD_BYTES
    return file.read(0, 8) == PACKED_MAGIC or last > 0 and file.read(last, 8) == PACKED_MAGIC


class PackedSource:
    """The segment that is packed in a file. A block that cannot be read is given as zeros."""

    def __init__(self, file: FileSource | MemorySource, head: PackedHead):
        self.file = file
        self.head = head
        self.size = head.size
        self.damages: list[tuple[int, int, str]] = []
        self._interval = 1 << head.interval_log2
        self._cache: OrderedDict[int, bytes | None] = OrderedDict()
        table_bytes = 8 + 8 * head.blocks
        end = head.table_offset + table_bytes
        self._check_heads(end)
        table = file.read(head.table_offset, table_bytes)
        if len(table) == table_bytes and head.identity.fits_head(table, head.table_offset):
            self._offsets = dict(enumerate(struct.unpack_from(f"<{head.blocks}q", table, 8)))
        else:
            self.damages.append((head.table_offset, table_bytes, "packing"))
            self._offsets = self._find_blocks()
        if file.size < end:
            self.size = self._size_of_blocks()
        if file.size > end + HEAD_BYTES:
            garbage = end + HEAD_BYTES
            self.damages.append((garbage, file.size - garbage, "garbage"))

    def _check_heads(self, second_offset: int) -> None:
        for offset in (0, second_offset):
            if PackedHead.read(self.file, offset) != self.head:
                self.damages.append((offset, HEAD_BYTES, "packing"))

    def _find_blocks(self) -> dict[int, int]:
        """Offsets of the intact blocks, found one behind the other."""
        offsets: dict[int, int] = {}
        offset = HEAD_BYTES
        end = min(self.head.table_offset, self.file.size)
        while offset + BLOCK_HEAD_BYTES <= end:
            data = self._block_bytes(offset)
            if data is None:
                offset += 8
                continue
            offsets[struct.unpack_from("<q", data, 8)[0]] = offset
            offset += len(data)
        return offsets

    def _size_of_blocks(self) -> int:
        """Where the file ends before the table does: the size up to the last block there is."""
        blocks = max(self._offsets, default=-1) + 1
        return min(blocks * self._interval, self.head.size)

    def _block_bytes(self, offset: int) -> bytes | None:
        """The bytes of the block at an offset, if its checksum holds."""
        start = self.file.read(offset, BLOCK_HEAD_BYTES) if offset >= 0 else b""
        if len(start) < BLOCK_HEAD_BYTES:
            return None
        length, number = struct.unpack_from("<Iq", start, 4)
        size = BLOCK_HEAD_BYTES + padded(length)
        if not 0 <= number < self.head.blocks or offset + size > self.file.size:
            return None
        data = self.file.read(offset, size)
        return data if self.head.identity.fits_head(data, offset) else None

    def block(self, number: int) -> bytes | None:
        """A block's bytes as they were in the segment; None where they cannot be read."""
        if number not in self._cache:
            self._cache[number] = self._decompress(number)
            if len(self._cache) > CACHED_BLOCKS:
                self._cache.popitem(last=False)
        self._cache.move_to_end(number)
        return self._cache[number]

    def _decompress(self, number: int) -> bytes | None:
        data = self._block_bytes(self._offsets.get(number, -1))
        if data is None or self.head.codec != CODEC_ZSTANDARD:
            return None
        length, stands_for = struct.unpack_from("<Iq", data, 4)
        size = self._block_size(number)
        try:
            content = decompress(data[BLOCK_HEAD_BYTES : BLOCK_HEAD_BYTES + length], size)
        except ZstdError:
            return None
        return content if stands_for == number and len(content) == size else None

    def _block_size(self, number: int) -> int:
        return min(self._interval, self.head.size - number * self._interval)

    def read(self, offset: int, length: int) -> bytes:
        end = min(offset + length, self.size)
        parts = []
        while offset < end:
            number, start = divmod(offset, self._interval)
            content = self.block(number)
            if content is None:
                content = bytes(self._block_size(number))
            parts.append(content[start : start + end - offset])
            offset += len(parts[-1])
        return b"".join(parts)

    def unreadable(self, start: int, end: int) -> bool:
        first = start // self._interval
        last = (min(end, self.size) - 1) // self._interval
        return any(self.block(number) is None for number in range(first, last + 1))

    def close(self) -> None:
        """Lets go of the file."""
        self.file.close()
