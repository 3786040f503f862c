"""Reading a segment from its first frame to its end, and on behind damage.

Points 2 to 5 and 8 of chapter "How to read" of beacon-log.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import records
from layout import FIRST_FRAME_OFFSET, FRAME_HEAD_BYTES, Beacon, Frame
from records import SEGMENT_END, MalformedRecord, Record
from segment import Segment

SECTOR_BYTES = 512


@dataclass(frozen=True, slots=True)
class Broken:
    """Bytes that are damaged, or that are missing; kind as table "Report" names it.

    `may_skip`: of a damaged beacon that stands between two frames, the second one may be another
    than the one that stood there.
    """

    offset: int
    length: int
    kind: str
    may_skip: bool = False

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.offset + self.length

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
        self._beacons_told_to = 0

    def scan(self, start: int = FIRST_FRAME_OFFSET) -> Iterator[Item]:
        """Records, beacons and damages in order, each beacon where it stands among the frames."""
        self.end = self._beacons_told_to = start
        while not self.sealed:
            place = self.place(self.end)
            if place.record is not None and not self._is_unfinished(place):
                yield from self._tell(place, place.record)
            elif self._nothing_more(place):
                break
            else:
                yield from self._tell_beacons(place.offset)
                resume = self._resume_behind(place.offset)
                if resume is None:
                    yield self._lost_to_the_end(place.offset)
                    yield from self._tell_beacons(min(self.segment.size, self.segment.durable_to))
                    return
                yield Broken(place.offset, resume - place.offset, self._kind(place.offset, resume))
                yield from self._tell_beacons(resume)
                self.end = resume
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
            yield Broken(*place.beacon_damage, "beacon", may_skip=True)
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

    def _is_unfinished(self, place: Place) -> bool:
        """Whether a damaged beacon above the mark makes this, like a frame, an unfinished write."""
        beacons = list(place.record.frame.damaged_beacons) if place.record is not None else []
        if place.beacon_damage is not None:
            beacons.insert(0, place.beacon_damage)
        return bool(beacons) and self._is_above_mark(beacons[-1][0])

    def _nothing_more(self, place: Place) -> bool:
        """Whether what is no whole frame is the end, for now or for ever."""
        if place.record is not None:
            return True
        return place.offset >= self.segment.size or self._is_above_mark(place.offset)

    def _is_above_mark(self, offset: int) -> bool:
        segment = self.segment
        if offset >= segment.durable_to and self._is_sealed_behind(self.end):
            segment.durable_to = segment.size
        return offset >= segment.durable_to

    def _is_sealed_behind(self, offset: int) -> bool:
        """Whether the last beacon that tells of a frame behind leads to an end record.

        Then the marks are older than the rest, as a disk leaves them that lost a write.
        """
        segment = self.segment
        for place in range(segment.last_beacon_place(), offset, -segment.interval):
            beacon = segment.beacon(place)
            if beacon is None or beacon.next_frame <= offset:
                continue
            at = beacon.next_frame
            while at < segment.size and (record := self.place(at).record) is not None:
                if record.frame.kind == SEGMENT_END:
                    return True
                at = record.frame.end
            return False
        return False

    # Behind damage

    def _resume_behind(self, start: int) -> int | None:
        """Point 5: where the next intact frame is behind a damaged one, or None."""
        damaged = start
        while True:
            resume = self._by_length(damaged)
            if resume is None:
                resume = self._by_beacon(damaged)
            if resume is None:
                return None
            place = self.place(resume)
            if place.record is not None:
                return resume
            damaged = max(place.offset, resume)

    def _by_length(self, damaged: int) -> int | None:
        """The damaged frame's end, if its length leads to an intact frame."""
        segment = self.segment
        if segment.is_beacon_place(damaged):
            return None  # the beacon there is damaged too, so that nobody knows the frame's length
        for first_beacon in segment.first_beacon_lengths(damaged):
            found = segment.frame_bytes(damaged, first_beacon)
            if found is None or self._contradicted(damaged, found[1]):
                continue
            if self._is_interrupted(damaged, found[1]) and not segment.may_be_frame(damaged):
                continue
            if self.place(found[1]).record is not None:
                return found[1]
        return None

    def _is_interrupted(self, start: int, end: int) -> bool:
        """Whether a damaged beacon stands in a range."""
        segment = self.segment
        places = range(segment.next_multiple(start), end, segment.interval)
        return any(segment.beacon(place) is None for place in places)

    def _contradicted(self, damaged: int, end: int) -> bool:
        """Whether a beacon within a frame knows of one that begins before this one's end."""
        beacons = self.segment.beacons(damaged, end)
        return any(damaged < beacon.next_frame < end for beacon in beacons)

    def _by_beacon(self, damaged: int) -> int | None:
        """The next frame of the first intact beacon behind that tells of one in this file."""
        for beacon in self.segment.beacons(damaged, self.segment.size):
            if damaged < beacon.next_frame < self.segment.size:
                return beacon.next_frame
        return None

    def _lost_to_the_end(self, start: int) -> Broken:
        """Damage behind which nothing is intact: it ends at the mark, or where the file does."""
        segment = self.segment
        if segment.size < segment.durable_to:
            return Broken(start, segment.durable_to - start, "cut")
        return Broken(start, segment.durable_to - start, self._kind(start, segment.durable_to))

    def _kind(self, start: int, end: int) -> str:
        segment = self.segment
        if segment.source.unreadable(start, end):
            return "compressed block"
        sector = -(-start // SECTOR_BYTES) * SECTOR_BYTES
        sectors = range(sector, end - SECTOR_BYTES + 1, SECTOR_BYTES)
        zeros = not any(segment.source.read(start, FRAME_HEAD_BYTES))
        if zeros or any(segment.all_zero(at, at + SECTOR_BYTES) for at in sectors):
            return "zeros"
        return "checksum"

    # The end

    def _tell_tail(self) -> Iterator[Broken]:
        """Point 8: what is behind the last whole frame."""
        segment = self.segment
        if segment.size < segment.durable_to:
            yield Broken(self.end, segment.durable_to - self.end, "cut")
        elif self.sealed and self.end < segment.size and not segment.live:
            yield Broken(self.end, segment.size - self.end, "garbage")
        elif not self.sealed and not segment.live:
            yield Broken(self.end, segment.size - self.end, "unfinished")


def parse_or_none(frame: Frame) -> Record | None:
    """The record of a frame; one that no writer writes is taken for damaged."""
    try:
        return records.parse(frame)
    except MalformedRecord:
        return None
