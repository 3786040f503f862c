"""Reading a segment from its first frame to its end, and on behind damage.

Points 2 to 5 and 8 of chapter "How to read" of beacon-log.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import records
from layout import CONTENT_BYTES_MAX, FIRST_FRAME_OFFSET, FRAME_HEAD_BYTES, Beacon, Frame, padded
from records import SEGMENT_END, MalformedRecord, Record
from segment import Segment

SECTOR_BYTES = 512


@dataclass(frozen=True, slots=True)
class Broken:
    """Bytes that are damaged, or that are missing; kind as table "Report" names it."""

    offset: int
    length: int
    kind: str

    @property
    def loses_records(self) -> bool:
        """Whether records were here."""
        return self.kind in ("checksum", "zeros", "compressed block", "cut")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a frame is expected: its offset behind a beacon that stands first, and what is there.

    `beacon_damage` is offset and length of that beacon where it is damaged and the frame intact.
    """

    offset: int
    record: Record | None
    beacon_damage: tuple[int, int] | None = None


Item = Record | Beacon | Broken


class Scanner:
    """Reads a segment once; afterwards `end` and `sealed` tell where and how it ended."""

    def __init__(self, segment: Segment):
        self.segment = segment
        self.end = FIRST_FRAME_OFFSET
        self.sealed = False
        self._stuck = False
        self._beacons_told_to = 0

    def scan(self, start: int = FIRST_FRAME_OFFSET) -> Iterator[Item]:
        """Records, beacons and damages in order, each beacon where it stands among the frames."""
        self.end = self._beacons_told_to = start
        while not self.sealed and not self._stuck:
            place = self.place(self.end)
            if place.record is not None:
                yield from self._tell(place, place.record)
                continue
            if self._nothing_more(place):
                self.end = min(place.offset, self.segment.size)
                break
            broken = self._salvage(place.offset if place.offset < self.segment.size else self.end)
            yield broken
            yield from self._tell_beacons(self.end)
        if not self.sealed:
            yield from self._tell_beacons(self.segment.size)
        yield from self._tell_tail()

    # Where a frame is expected

    def place(self, offset: int) -> Place:
        """What stands at an offset where frames go on: a record, or a beacon and then a record."""
        segment = self.segment
        if not segment.is_beacon_place(offset):
            return Place(offset, self._record(offset))
        beacon = segment.beacon(offset)
        if beacon is not None:
            behind = offset + beacon.length
            return Place(behind, self._record(behind))
        for length in segment.beacon_lengths():
            record = self._record(offset + length)
            if record is not None:
                return Place(offset + length, record, (offset, length))
        return Place(offset, None)

    def _record(self, offset: int) -> Record | None:
        frame = self.segment.frame(offset)
        return None if frame is None else parse_or_none(frame)

    def _tell(self, place: Place, record: Record) -> Iterator[Item]:
        if place.beacon_damage is not None:
            yield Broken(*place.beacon_damage, "beacon")
        yield from self._tell_beacons(record.frame.offset)
        yield record
        for offset, length in record.frame.damaged_beacons:
            yield Broken(offset, length, "beacon")
        yield from self._tell_beacons(record.frame.end)
        self.end = record.frame.end
        self.sealed = record.frame.kind == SEGMENT_END

    def _tell_beacons(self, end: int) -> Iterator[Beacon]:
        yield from self.segment.beacons(self._beacons_told_to, end)
        self._beacons_told_to = max(self._beacons_told_to, end)

    def _nothing_more(self, place: Place) -> bool:
        """Whether what is no whole frame is the end for now, or the end of a file that was cut."""
        segment = self.segment
        if place.offset >= min(segment.durable_to, segment.size):
            return True
        return segment.size < segment.durable_to and self._ends_within(place.offset)

    def _ends_within(self, offset: int) -> bool:
        """Whether the file ends within the frame at an offset, by the frame's length."""
        segment = self.segment
        if segment.source.unreadable(offset, segment.size):
            return False
        head = segment.logical(offset, FRAME_HEAD_BYTES)
        if head is None:
            return True
        length = int.from_bytes(head[0][4:8], "little")
        if length > CONTENT_BYTES_MAX or self._by_beacon(offset) is not None:
            return False
        return segment.logical(offset, FRAME_HEAD_BYTES + padded(length)) is None

    # Behind damage

    def _salvage(self, start: int) -> Broken:
        """Point 5: finds where reading goes on behind a damaged frame, and moves there."""
        damaged = start
        while True:
            resume = self._resume_behind(damaged)
            if resume is None:
                self.end = min(self.segment.size, self.segment.durable_to)
                self._stuck = True
                break
            place = self.place(resume)
            if place.record is not None or resume >= self.segment.size:
                self.end = resume
                break
            damaged = max(place.offset, resume)
        return Broken(start, self.end - start, self._kind(start, self.end))

    def _resume_behind(self, damaged: int) -> int | None:
        """Where frames go on behind one damaged frame; None where nothing tells."""
        by_length = self._by_length(damaged)
        return by_length if by_length is not None else self._by_beacon(damaged)

    def _by_length(self, damaged: int) -> int | None:
        """The damaged frame's end, if its length leads to an intact frame or to the file's end."""
        segment = self.segment
        for first_beacon in segment.first_beacon_lengths(damaged):
            found = segment.frame_bytes(damaged, first_beacon)
            if found is None or self._contradicted(damaged, found[1]):
                continue
            end = found[1]
            if end == segment.size or self.place(end).record is not None:
                return end
        return None

    def _contradicted(self, damaged: int, end: int) -> bool:
        """Whether a beacon within a frame knows of one that begins before this one's end."""
        beacons = self.segment.beacons(damaged, end)
        return any(damaged < beacon.next_frame < end for beacon in beacons)

    def _by_beacon(self, damaged: int) -> int | None:
        """The next frame of the first intact beacon behind that tells of one in this file."""
        for beacon in self.segment.beacons(damaged, self.segment.size):
            if damaged < beacon.next_frame <= self.segment.size and beacon.next_frame % 8 == 0:
                return beacon.next_frame
        return None

    def _kind(self, start: int, end: int) -> str:
        segment = self.segment
        if segment.source.unreadable(start, end):
            return "compressed block"
        head = segment.source.read(start, FRAME_HEAD_BYTES)
        sector = -(-start // SECTOR_BYTES) * SECTOR_BYTES
        sectors = range(sector, end - SECTOR_BYTES + 1, SECTOR_BYTES)
        if not any(head) or any(segment.all_zero(at, at + SECTOR_BYTES) for at in sectors):
            return "zeros"
        return "cut" if self._ends_within(start) else "checksum"

    # The end

    def _tell_tail(self) -> Iterator[Broken]:
        """Point 8: what is behind the last whole frame."""
        segment = self.segment
        if segment.size < segment.durable_to:
            yield Broken(self.end, segment.durable_to - self.end, "cut")
        elif self.sealed and self.end < segment.size:
            yield Broken(self.end, segment.size - self.end, "garbage")
        elif not self.sealed and not segment.live:
            yield Broken(self.end, segment.size - self.end, "unfinished")


def parse_or_none(frame: Frame) -> Record | None:
    """The record of a frame; one that no writer writes is taken for damaged."""
    try:
        return records.parse(frame)
    except MalformedRecord:
        return None


def joined(items: Iterator[Item]) -> Iterator[Item]:
    """The same, but damages that lose records and touch are told as one, of the first's kind.

    A last damage that nothing goes on behind takes the place of "unfinished".
    """
    held: Broken | None = None
    waiting: list[Item] = []
    for item in items:
        if held is None or isinstance(item, Beacon):
            pass
        elif isinstance(item, Broken) and item.offset == held.offset + held.length:
            if item.loses_records:
                held = Broken(held.offset, held.length + item.length, held.kind)
                continue
            if item.kind == "unfinished":
                continue
        if held is not None and not isinstance(item, Beacon):
            yield held
            yield from waiting
            held, waiting = None, []
        if isinstance(item, Broken) and item.loses_records:
            held = item
        elif held is not None:
            waiting.append(item)
        else:
            yield item
    if held is not None:
        yield held
        yield from waiting
