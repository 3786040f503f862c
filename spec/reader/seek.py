"""Finding a place by its beacons: "Seek" in chapter "How to read" of beacon-log.md."""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import records
from layout import FIRST_FRAME_OFFSET, Beacon, beacon_entries_max, own_turn
from logs import Log
from records import MalformedRecord, Message, Record, StreamName, StreamSoFar
from salvage import Broken, Scanner
from segment import Segment


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a log: an ordinal, a feed time in nanoseconds, or a stream's sequence."""

    ordinal: int | None = None
    feed_time: int | None = None
    stream: StreamName | None = None
    sequence: int = 0

    @staticmethod
    def parse(text: str) -> "Position":
        """Reads `#123`, an RFC 3339 time, or `stream/shard@sequence`; raises ValueError."""
        if match := re.fullmatch(r"#([0-9]{1,18})", text):
            return Position(ordinal=int(match[1]))
        if match := re.fullmatch(r"(.+)/([0-9]{1,9})@(-?[0-9]{1,19})", text, re.DOTALL):
            return Position(stream=StreamName(match[1], int(match[2])), sequence=int(match[3]))
        return Position(feed_time=parse_time(text))

    def is_before(self, message: Message, name: StreamName | None) -> bool:
        """Whether a message comes before the place; one of another stream never does."""
        if self.ordinal is not None:
            return message.ordinal < self.ordinal
        if self.feed_time is not None:
            return message.feed_time < self.feed_time
        return name == self.stream and message.sequence < self.sequence

    def is_reached(self, message: Message, name: StreamName | None) -> bool:
        """Whether a message is at the place or behind it, and of the stream, if one is named."""
        right_stream = self.stream is None or name == self.stream
        return right_stream and not self.is_before(message, name)

    def is_passed(self, message: Message, name: StreamName | None) -> bool:
        """Whether a message is behind the place."""
        if self.ordinal is not None:
            return message.ordinal > self.ordinal
        if self.feed_time is not None:
            return message.feed_time > self.feed_time
        return name == self.stream and message.sequence > self.sequence


def parse_time(text: str) -> int:
    """Nanoseconds since 1970 of an RFC 3339 time; raises ValueError."""
    pattern = r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?([Zz]|[+-]\d\d:\d\d)"
    match = re.fullmatch(pattern, text, re.ASCII)
    if match is None:
        raise ValueError(f"{text!r} is no position: give #123, an RFC 3339 time or stream/0@123.")
    zone = "+00:00" if match[4] in "Zz" else match[4]
    try:
        moment = datetime.datetime.fromisoformat(f"{match[1]}T{match[2]}{zone}")
    except ValueError:
        raise ValueError(f"{text!r} is no time: a field is out of range.") from None
    since = moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    seconds = since.days * 86_400 + since.seconds
    return seconds * 1_000_000_000 + int((match[3] or "").ljust(9, "0"))


@dataclass(frozen=True, slots=True)
class Found:
    """A message, its segment and its stream's name."""

    segment: Segment
    record: Record
    message: Message
    name: StreamName | None


class LogReader:
    """Reads a log's messages from a place on; `damages` are those on the way."""

    def __init__(self, log: Log):
        self._log = log
        self.damages: list[tuple[str, Broken]] = []
        self.beacons_read = 0

    def messages(self, start: Position | None) -> Iterator[Found]:
        """All messages from a place on; of the last segment that begins before it, only the end."""
        segments = self._log.segments
        first = 0 if start is None else self._first_segment(start)
        for index in range(first, len(segments)):
            names = self.names(segments[index])
            offset = FIRST_FRAME_OFFSET
            if start is not None and index == first:
                offset = self.offset_before(segments[index], start, names)
            yield from self._segment_messages(segments[index], offset, names, start)

    def first_at(self, position: Position) -> Found | None:
        """The first message at a place or behind it."""
        return next(self.messages(position), None)

    def _segment_messages(
        self,
        segment: Segment,
        offset: int,
        names: dict[int, StreamName],
        start: Position | None,
    ) -> Iterator[Found]:
        for item in Scanner(segment).scan(offset):
            if isinstance(item, Broken):
                self.damages.append((segment.name, item))
            elif isinstance(item, Record) and isinstance(item.content, Message):
                name = names.get(item.frame.stream_id)
                if name is not None and (start is None or start.is_reached(item.content, name)):
                    yield Found(segment, item, item.content, name)
            elif isinstance(item, Record) and isinstance(item.content, StreamSoFar):
                names[item.content.id] = item.content.name

    def _first_segment(self, position: Position) -> int:
        """Ordinals and feed times ascend over the segments: the last one that begins before."""
        segments = self._log.segments
        if position.stream is not None:
            return self._first_segment_of_stream(position)
        for index in range(len(segments) - 1, 0, -1):
            first = next(self._first_message(segments[index]), None)
            if first is not None and position.is_before(first, None):
                return index
        return 0

    def _first_message(self, segment: Segment) -> Iterator[Message]:
        for item in Scanner(segment).scan():
            if isinstance(item, Record) and isinstance(item.content, Message):
                yield item.content

    def _first_segment_of_stream(self, position: Position) -> int:
        """The last segment whose head tells that the sequence is not reached before it."""
        segments = self._log.segments
        for index in range(len(segments) - 1, 0, -1):
            for item in Scanner(segments[index]).scan():
                content = item.content if isinstance(item, Record) else None
                if isinstance(content, Message):
                    break
                if isinstance(content, StreamSoFar) and content.name == position.stream:
                    if content.last is not None and content.last < position.sequence:
                        return index
                    break
        return 0

    # Within a segment

    def offset_before(
        self, segment: Segment, position: Position, names: dict[int, StreamName]
    ) -> int:
        """Where to read on from: behind the last beacon that tells it lies before the place."""
        tells = self._teller(segment, position, names)
        low, high = 0, (segment.whole_to() - 1) // segment.interval
        best = FIRST_FRAME_OFFSET
        while low < high:
            middle = (low + high + 1) // 2
            before = None
            for beacon in self._beacons_down(segment, middle, low):
                before = tells(beacon)
                if before is not None:
                    break
            if before is None or before:
                low = middle
                best = best if before is None else beacon.next_frame
            else:
                high = beacon.offset // segment.interval - 1
        return best

    def _beacons_down(self, segment: Segment, number: int, above: int) -> Iterator[Beacon]:
        """The usable beacons from a number down, as far as they are above another."""
        for candidate in range(number, above, -1):
            self.beacons_read += 1
            beacon = segment.beacon(candidate * segment.interval)
            if beacon is not None and beacon.offset < beacon.next_frame < segment.size:
                yield beacon

    def _teller(
        self, segment: Segment, position: Position, names: dict[int, StreamName]
    ) -> Callable[[Beacon], bool | None]:
        """Says of a beacon whether it lies before what is sought; None where it does not tell."""
        ordinal, feed_time = position.ordinal, position.feed_time
        if ordinal is not None:
            return lambda beacon: beacon.ordinal < ordinal
        if feed_time is not None:
            return lambda beacon: beacon.feed_time < feed_time
        ids = [stream_id for stream_id, name in names.items() if name == position.stream]
        if not ids:
            return lambda beacon: None
        return lambda beacon: self._stream_before(segment, beacon, ids[0], position.sequence)

    def _stream_before(
        self, segment: Segment, beacon: Beacon, stream_id: int, sequence: int
    ) -> bool | None:
        for entry in beacon.entries:
            if entry.stream_id == stream_id:
                return entry.last < sequence
        number = beacon.offset // segment.interval
        turn = own_turn(number, stream_id, beacon.period, segment.interval)
        room = beacon_entries_max(segment.interval) > 0
        if beacon.complete or (room and turn and not beacon.inside):
            return True  # the stream has not begun
        return None

    def names(self, segment: Segment) -> dict[int, StreamName]:
        """The streams of a segment by id: along the chain of stream records, or by reading all."""
        names: dict[int, StreamName] = {}
        highest = (segment.whole_to() - 1) // segment.interval
        last = next(self._beacons_down(segment, highest, 0), None)
        offset = 0 if last is None else last.last_stream_record
        while offset:
            stream = stream_at(segment, offset)
            if stream is None or stream.previous >= offset:
                return self._names_by_reading(segment, FIRST_FRAME_OFFSET)
            names[stream.id] = stream.name
            offset = stream.previous
        start = FIRST_FRAME_OFFSET if last is None else last.next_frame
        return names | self._names_by_reading(segment, start)

    def _names_by_reading(self, segment: Segment, start: int) -> dict[int, StreamName]:
        names = {}
        for item in Scanner(segment).scan(start):
            content = item.content if isinstance(item, Record) else None
            if isinstance(content, StreamSoFar):
                names[content.id] = content.name
            elif isinstance(content, records.SegmentEnd):
                names |= {stream.id: stream.name for stream in content.streams}
        return names


def stream_at(segment: Segment, offset: int) -> StreamSoFar | None:
    """The stream record at an offset, or None."""
    frame = segment.frame(offset)
    try:
        content = None if frame is None else records.parse(frame).content
    except MalformedRecord:
        return None
    return content if isinstance(content, StreamSoFar) else None
