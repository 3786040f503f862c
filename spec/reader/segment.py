"""A segment opened: its header and marks, and its beacons and frames, each by its offset.

Chapters "Header", "Frame", "Beacon" of beacon-log.md, and of "How to read" the points 1 to 4.
"""

import os
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from layout import (
    BEACON_ENTRY_BYTES,
    BEACON_FIXED_BYTES,
    BEACON_TAG,
    CONTENT_BYTES_MAX,
    FIRST_FRAME_OFFSET,
    FRAME_HEAD_BYTES,
    HEADER_BYTES,
    INTERVAL_LOG2_RANGE,
    MAGIC,
    MARK_BYTES,
    MARK_OFFSETS,
    VERSION,
    Beacon,
    Frame,
    Header,
    Identity,
    Mark,
    beacon_entries_max,
    padded,
)
from packed import PackedSource, find_head, looks_packed
from sources import FileSource, MemorySource, Source


CACHED_BEACONS = 256
ZEROS_STEP_BYTES = 1 << 16


class Refused(Exception):
    """The file is no log, or one of a newer version: no damage, but nothing can be read."""


class Unreadable(Exception):
    """It may be a segment, but nothing of its header can be known."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the two durable marks say; `damage` is offset and length of what is wrong with them."""

    durable_to: int
    ordinal: int
    serial: int
    damage: tuple[int, int] | None


class Segment:
    """An open segment. `header_intact` tells whether the header's checksum holds."""

    def __init__(self, name: str, source: Source, header: Header, header_intact: bool, live: bool):
        self.name = name
        self.source = source
        self.size = source.size
        self.header = header
        self.header_intact = header_intact
        self.identity = header.identity
        self.interval = 1 << header.interval_log2
        self.live = live
        self.marks = read_marks(source, header.identity, live)
        self.durable_to = self.marks.durable_to
        self._beacons: dict[int, Beacon | None] = {}

    @staticmethod
    def open(path: str) -> "Segment":
        """Opens a file; raises OSError, Refused, or Unreadable."""
        file = FileSource(path)
        try:
            return open_source(os.path.basename(path), file, has_writer(path))
        except Exception:
            file.close()
            raise

    def close(self) -> None:
        """Lets go of the file."""
        self.source.close()

    def packing_damages(self) -> list[tuple[int, int, str]]:
        """Offset in the file, length and kind of what is wrong with the packing."""
        return self.source.damages if isinstance(self.source, PackedSource) else []

    # Beacons

    def beacon(self, offset: int) -> Beacon | None:
        """The intact beacon at a multiple of the interval, or None."""
        if offset not in self._beacons:
            if len(self._beacons) >= CACHED_BEACONS:
                self._beacons.clear()
            beacon = read_beacon(self.source, offset)
            own = beacon is not None and beacon.identity == self.identity
            self._beacons[offset] = beacon if own else None
        return self._beacons[offset]

    def beacons(self, start: int, end: int) -> Iterator[Beacon]:
        """The intact beacons at and above start and below end."""
        for offset in range(max(self.next_multiple(start), self.interval), end, self.interval):
            beacon = self.beacon(offset)
            if beacon is not None:
                yield beacon

    def next_multiple(self, offset: int) -> int:
        """The first multiple of the interval at or above an offset."""
        return -(-offset // self.interval) * self.interval

    def last_beacon_place(self) -> int:
        """The last multiple of the interval in the file."""
        return (self.size - 1) // self.interval * self.interval

    def is_beacon_place(self, offset: int) -> bool:
        """Whether a beacon must stand here."""
        return offset > 0 and offset % self.interval == 0

    def beacon_lengths(self) -> Iterator[int]:
        """Every length that a beacon can have, the shortest first."""
        for count in range(beacon_entries_max(self.interval) + 1):
            yield BEACON_FIXED_BYTES + BEACON_ENTRY_BYTES * count

    # Frames

    def logical(self, offset: int, length: int, first_beacon: int = 0) -> tuple[bytes, int] | None:
        """So many bytes of frames from an offset on, without the beacons that interrupt them.

        Also the offset behind them; None where the file ends before. A damaged beacon is taken to
        be of first_beacon bytes, where that is not 0, if it is the first on the way, and else to
        have no entries.
        """
        parts = []
        first = True
        while length > 0:
            if self.is_beacon_place(offset):
                beacon = self.beacon(offset)
                assumed = first_beacon if first and first_beacon else BEACON_FIXED_BYTES
                offset += assumed if beacon is None else beacon.length
                first = False
            step = min(length, self.next_multiple(offset + 1) - offset)
            part = self.source.read(offset, step)
            if len(part) < step:
                return None
            parts.append(part)
            offset += step
            length -= step
        return b"".join(parts), offset

    def frame(self, offset: int) -> Frame | None:
        """The intact frame that begins at an offset, which is no beacon's; else None.

        The frame may be interrupted by damaged beacons: of the first, each length is tried; those
        that are inside the frame further on have no entries.
        """
        for first_beacon in self.first_beacon_lengths(offset):
            frame = self._frame(offset, first_beacon)
            if frame is not None:
                return frame
        return None

    def first_beacon_lengths(self, offset: int) -> Iterator[int]:
        """The lengths to be tried for the beacon at the end of the block: 0 for "as it says"."""
        place = self.next_multiple(offset + 1)
        crosses = place < self.size and self._may_cross(offset, place)
        if crosses and self.beacon(place) is None:
            yield from self.beacon_lengths() if self.may_be_frame(offset) else ()
        else:
            yield 0

    def may_be_frame(self, offset: int) -> bool:
        """Whether a frame has the zeros of one: what is none may claim any length."""
        in_block = self.next_multiple(offset + 1) - offset >= FRAME_HEAD_BYTES
        return not in_block or not any(self.source.read(offset + 9, 3))

    def _may_cross(self, offset: int, place: int) -> bool:
        """Whether the frame at an offset goes on behind a place in the file, by its length."""
        if place - offset < FRAME_HEAD_BYTES:
            return True
        return offset + FRAME_HEAD_BYTES + self.number_at(offset + 4) > place

    def all_zero(self, start: int, end: int) -> bool:
        """Whether there is nothing but zeros in a range, which ends in the file."""
        for offset in range(start, end, ZEROS_STEP_BYTES):
            if any(self.source.read(offset, min(ZEROS_STEP_BYTES, end - offset))):
                return False
        return True

    def number_at(self, offset: int) -> int:
        """The unsigned 32-bit number at an offset; 0 behind the end."""
        return int.from_bytes(self.source.read(offset, 4), "little")

    def _frame(self, offset: int, first_beacon: int) -> Frame | None:
        found = self.frame_bytes(offset, first_beacon)
        if found is None:
            return None
        data, end = found
        if not self.identity.fits_head(data, offset):
            return None
        length, kind, stream_id = struct.unpack_from("<IB3xI", data, 4)
        damaged = tuple(self._damaged_beacons(offset, end, first_beacon))
        return Frame(offset, end, kind, stream_id, data[16 : 16 + length], damaged)

    def _damaged_beacons(
        self, start: int, end: int, first_beacon: int
    ) -> Iterator[tuple[int, int]]:
        for place in range(self.next_multiple(start), end, self.interval):
            if self.beacon(place) is None:
                first = place - start < self.interval
                yield place, first_beacon if first else BEACON_FIXED_BYTES

    def whole_to(self) -> int:
        """Up to where one whole frame follows the other behind the durable mark."""
        offset = min(self.durable_to, self.size)
        while offset < self.size:
            start = offset
            if self.is_beacon_place(offset) and (beacon := self.beacon(offset)) is not None:
                start = offset + beacon.length
            frame = self.frame(start)
            if frame is None:
                break
            offset = frame.end
        return offset

    def frame_bytes(self, offset: int, first_beacon: int = 0) -> tuple[bytes, int] | None:
        """The bytes of what stands as a frame at an offset, whatever its checksum says.

        Also the offset behind it. None where the length is impossible or passes the file's end.
        """
        head = self.logical(offset, FRAME_HEAD_BYTES, first_beacon)
        if head is None:
            return None
        length = int.from_bytes(head[0][4:8], "little")
        if length > CONTENT_BYTES_MAX or length > self.size - offset:
            return None
        return self.logical(offset, FRAME_HEAD_BYTES + padded(length), first_beacon)


def read_beacon(source: Source, offset: int) -> Beacon | None:
    """The intact beacon at an offset, bound to whatever log and segment it says itself."""
    fixed = source.read(offset, BEACON_FIXED_BYTES)
    if len(fixed) < BEACON_FIXED_BYTES or fixed[8] != BEACON_TAG:
        return None
    length, _, _, count, segment = struct.unpack_from("<IBBHI", fixed, 4)
    if length != BEACON_FIXED_BYTES + BEACON_ENTRY_BYTES * count:
        return None
    data = source.read(offset, length)
    identity = Identity(fixed[72:88], segment)
    if len(data) < length or not identity.fits_head(data, offset):
        return None
    return Beacon.parse(data, offset)


def open_source(name: str, file: FileSource | MemorySource, live: bool = False) -> Segment:
    """Opens what a file holds: a segment, or a packed one."""
    head = find_head(file)
    source: Source = file
    if head is not None:
        if head.version > VERSION:
            raise Refused(f"It is packed in version {head.version}; this reader knows {VERSION}.")
        source = PackedSource(file, head)
    elif looks_packed(file):
        raise Unreadable("It is packed, and neither head is intact.")
    data = source.read(0, HEADER_BYTES)
    if head is None and is_foreign(name, data):
        raise Refused("It is no beacon log.")
    if source.size < FIRST_FRAME_OFFSET:
        raise Unreadable("It is shorter than a header.")
    if len(data) == HEADER_BYTES and data.startswith(MAGIC):
        header = Header.parse(data)
        known_interval = header.interval_log2 in INTERVAL_LOG2_RANGE
        if header.identity.fits_tail(data, 0) and (known_interval or header.version > VERSION):
            if header.version > VERSION:
                raise Refused(f"It is of version {header.version}; this reader knows {VERSION}.")
            return Segment(name, source, header, True, live)
    if head is not None:
        header = guess_header(data, head.identity, head.interval_log2)
    else:
        header = guess_header(data, *guess_identity(source, data))
    return Segment(name, source, header, False, live)


def is_foreign(name: str, data: bytes) -> bool:
    """Point 1: whether a file with this name and these first bytes is no log at all."""
    start = data[:8]
    if name.endswith(".tape"):
        return False
    alike = sum(a == b for a, b in zip(start, MAGIC))
    return 2 * alike < len(start) and any(start)


def guess_header(data: bytes, identity: Identity, interval_log2: int) -> Header:
    """What is taken for a damaged header: the identity is known, the other fields may be wrong."""
    said = Header.parse(data.ljust(HEADER_BYTES, b"\0"))
    use = said.use if said.use in (0, 1) else 0
    return Header(VERSION, interval_log2, use, identity, said.created_at, 0, said.epoch, b"")


def guess_identity(source: Source, data: bytes) -> tuple[Identity, int]:
    """Point 1: identity and interval of a segment with a damaged header; raises Unreadable."""
    found = [
        (offset, beacon)
        for offset in range(1 << INTERVAL_LOG2_RANGE[0], source.size, 1 << INTERVAL_LOG2_RANGE[0])
        if (beacon := read_beacon(source, offset)) is not None
    ]
    if found:
        identity = Counter(beacon.identity for _, beacon in found).most_common(1)[0][0]
        lowest_bits = [offset & -offset for offset, beacon in found if beacon.identity == identity]
        return identity, min(min(lowest_bits).bit_length() - 1, INTERVAL_LOG2_RANGE[-1])
    identity = Header.parse(data).identity
    one_block = (source.size - 1).bit_length()
    interval_log2 = min(max(one_block, INTERVAL_LOG2_RANGE[0]), INTERVAL_LOG2_RANGE[-1])
    marks = [
        Mark.parse(source.read(offset, MARK_BYTES), index, identity)
        for index, offset in enumerate(MARK_OFFSETS)
    ]
    header = guess_header(data, identity, interval_log2)
    if any(marks) or Segment("", source, header, False, False).frame(FIRST_FRAME_OFFSET):
        return identity, interval_log2
    raise Unreadable("Nothing of its header can be known.")


def read_marks(source: Source, identity: Identity, live: bool) -> Marks:
    """Chapter "Durable mark": how far the segment is durable, and whether the marks are whole."""
    texts = [source.read(offset, MARK_BYTES) for offset in MARK_OFFSETS]
    a, b = (Mark.parse(text, index, identity) for index, text in enumerate(texts))
    whole = [mark for mark in (a, b) if mark is not None]
    newest = max(whole, key=lambda mark: mark.serial, default=None)
    first = a is None and b is not None and b.serial == 1 and not any(texts[0])
    neighbours = a is not None and b is not None and abs(a.serial - b.serial) == 1
    if newest is not None and (first or neighbours or live):
        return Marks(newest.durable_to, newest.ordinal, newest.serial, None)
    if a is not None and b is not None:
        damage = (MARK_OFFSETS[0 if a.serial < b.serial else 1], MARK_BYTES)
    elif newest is not None:
        damage = (MARK_OFFSETS[0 if a is None else 1], MARK_BYTES)
    else:
        damage = (MARK_OFFSETS[0], 2 * MARK_BYTES)
    if newest is None:
        return Marks(source.size, 0, 0, damage)
    return Marks(max(source.size, newest.durable_to), newest.ordinal, newest.serial, damage)


def has_writer(path: str) -> bool:
    """Chapter "How to write": whether a writer holds the lock of the segment's file or folder."""
    folder = os.path.dirname(os.path.abspath(path))
    return any(is_locked(lock) for lock in (path + ".lock", os.path.join(folder, "writer.lock")))


def is_locked(path: str) -> bool:
    """Whether another process holds an operating-system lock on a file; asks, takes none."""
    try:
        import fcntl
    except ImportError:
        return False
    if os.uname().sysname == "Darwin":
        layout, request = "qqihh", (0, 0, 0, fcntl.F_WRLCK, os.SEEK_SET)
    else:
        layout, request = "hhqqi4x", (fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
    try:
        with open(path, "rb") as file:
            asked = fcntl.fcntl(file, fcntl.F_GETLK, struct.pack(layout, *request))
    except OSError:
        return False
    answer = struct.unpack(layout, asked)
    return answer[3 if layout[0] == "q" else 0] != fcntl.F_UNLCK
