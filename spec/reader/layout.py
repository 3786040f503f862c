"""The bytes of a segment, chapters "Checksums", "Header", "Frame" and "Beacon" of beacon-log.md.

Each class here is a table of that page; its fields stand in the table's order.
"""

import functools
import struct
import uuid
from dataclasses import dataclass

from crc32c import crc32c

MAGIC = b"\x89TAPE\r\n\x1a"
VERSION = 1
HEADER_BYTES = 128
MARK_OFFSETS = (128, 192)
MARK_BYTES = 64
FIRST_FRAME_OFFSET = 256
INTERVAL_LOG2_RANGE = range(9, 31)
FRAME_HEAD_BYTES = 16
CONTENT_BYTES_MAX = 1 << 30
BEACON_FIXED_BYTES = 88
BEACON_ENTRY_BYTES = 40
BEACON_TAG = 0xBE
MULTIPLIER = 0x9E3779B1
TIME_MIN = -(1 << 63)
TIME_MAX = (1 << 63) - 1


def padded(size: int) -> int:
    """The next multiple of 8."""
    return (size + 7) & ~7


@functools.lru_cache(maxsize=64)
def _mask_base(log_id: bytes, segment: int) -> int:
    return crc32c(log_id + struct.pack("<I", segment))


@dataclass(frozen=True, slots=True)
class Identity:
    """What checksums are bound to, besides the place: log id (16 bytes) and segment number."""

    log_id: bytes
    segment: int

    def mask(self, offset: int) -> int:
        """Chapter "Checksums": what the CRC at an offset is masked with."""
        return _mask_base(self.log_id, self.segment) ^ (offset // 8 * MULTIPLIER & 0xFFFFFFFF)

    def fits_head(self, data: bytes, offset: int) -> bool:
        """Whether the checksum that data begins with is right for data at this offset."""
        return int.from_bytes(data[:4], "little") == crc32c(data[4:]) ^ self.mask(offset)

    def fits_tail(self, data: bytes, offset: int) -> bool:
        """Whether the checksum that data ends with is right for data at this offset."""
        return int.from_bytes(data[-4:], "little") == crc32c(data[:-4]) ^ self.mask(offset)

    def name(self) -> str:
        """The log id as UUIDs are written."""
        return str(uuid.UUID(bytes=self.log_id))


@dataclass(frozen=True, slots=True)
class Header:
    """Chapter "Header". Times are nanoseconds since 1970."""

    version: int
    interval_log2: int
    use: int
    identity: Identity
    created_at: int
    first_ordinal: int
    epoch: int
    previous_sha256: bytes

    @staticmethod
    def parse(data: bytes) -> "Header":
        """Reads the fields of 128 bytes, whatever their checksum says."""
        version, interval, use, segment, log_id = struct.unpack_from("<HBBI16s", data, 8)
        created, ordinal, epoch, digest = struct.unpack_from("<qqq32s", data, 32)
        identity = Identity(log_id, segment)
        return Header(version, interval, use, identity, created, ordinal, epoch, digest)


@dataclass(frozen=True, slots=True)
class Mark:
    """Chapter "Durable mark"."""

    durable_to: int
    ordinal: int
    epoch: int
    serial: int
    durability: int

    @staticmethod
    def parse(data: bytes, index: int, identity: Identity) -> "Mark | None":
        """Mark A (index 0) or B (1) of 64 bytes; None where it is not as a writer leaves it."""
        if len(data) < MARK_BYTES or not identity.fits_tail(data, MARK_OFFSETS[index]):
            return None
        mark = Mark(*struct.unpack_from("<qqqqB", data))
        return mark if mark.serial % 2 == index else None


@dataclass(frozen=True, slots=True)
class BeaconEntry:
    """What a beacon tells of one stream."""

    stream_id: int
    messages: int
    first: int
    last: int
    event_time_max: int
    event_time_min: int


@dataclass(frozen=True, slots=True)
class Beacon:
    """Chapter "Beacon"."""

    offset: int
    length: int
    flags: int
    next_frame: int
    ordinal: int
    feed_time: int
    event_time_max: int
    event_time_min: int
    records: int
    last_stream_record: int
    identity: Identity
    entries: tuple[BeaconEntry, ...]

    @property
    def complete(self) -> bool:
        """The entries name every stream of the log so far."""
        return bool(self.flags & 1)

    @property
    def inside(self) -> bool:
        """No frame begins in the block before."""
        return bool(self.flags & 2)

    @property
    def period(self) -> int:
        """*P*: every so many beacons a stream has its turn."""
        return 1 << (self.flags >> 3)

    @staticmethod
    def parse(data: bytes, offset: int) -> "Beacon":
        """Reads the fields of a whole beacon, whatever its checksum says."""
        length, _, flags, count, segment = struct.unpack_from("<IBBHI", data, 4)
        next_frame, ordinal, feed, high, low, records, stream = struct.unpack_from("<7q", data, 16)
        ends = BEACON_FIXED_BYTES + BEACON_ENTRY_BYTES * count
        entries = struct.iter_unpack("<IIqqqq", data[BEACON_FIXED_BYTES:ends])
        return Beacon(
            offset, length, flags, next_frame, ordinal, feed, high, low, records, stream,
            Identity(data[72:88], segment), tuple(BeaconEntry(*entry) for entry in entries),
        )  # fmt: skip


def beacon_entries_max(interval: int) -> int:
    """*E*: how many entries a beacon has room for."""
    return min(max(0, interval // 8 - BEACON_FIXED_BYTES) // BEACON_ENTRY_BYTES, 65535)


def own_turn(beacon_number: int, stream_id: int, period: int, interval: int) -> bool:
    """Whether it is the turn of the beacon with this number to tell of a stream."""
    turn_streams = max(1, beacon_entries_max(interval) // 2)
    return (beacon_number + beacon_number // period) % period == (stream_id - 1) // turn_streams


@dataclass(frozen=True, slots=True)
class Frame:
    """Chapter "Frame": an intact one. `end` is the offset behind its last byte.

    `damaged_beacons` holds offset and length of each damaged beacon that interrupts it.
    """

    offset: int
    end: int
    kind: int
    stream_id: int
    content: bytes
    damaged_beacons: tuple[tuple[int, int], ...] = ()
