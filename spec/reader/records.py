"""What frames hold: chapter "Records" of beacon-log.md."""

import re
import struct
from dataclasses import dataclass
from typing import NamedTuple

import values
from layout import Frame
from values import Value, ValueDecoder, MalformedValue

STREAM, MESSAGE, STEP, GAP, RUN_START, SEGMENT_END = 1, 2, 3, 4, 16, 255
VALUE_KINDS = range(16, 24)
MESSAGE_FIXED_BYTES = 40
STEP_FIXED_BYTES = 24
CALL_BYTES = 40
KEY = re.compile(r"[a-zA-Z0-9._-]{1,249}")
ENCODINGS = ("value", "bytes", "text", "json", "malformed", "withheld")


class StreamName(NamedTuple):
    """A stream key and a shard."""

    key: str
    shard: int

    def __str__(self) -> str:
        return f"{self.key}/{self.shard}"


class StreamSoFar(NamedTuple):
    """What a stream record, or the end record, tells of a stream; last is None without messages."""

    id: int
    name: StreamName
    messages: int
    last: int | None
    previous: int = 0
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """A message record; feed time and time (of the event) in nanoseconds since 1970."""

    ordinal: int
    feed_time: int
    sequence: int
    time: int
    encoding: int
    key: Value | None
    headers: tuple[tuple[str, Value], ...]
    position: Value | None
    payload: bytes


class Call(NamedTuple):
    """A call of a step record; the outputs are Values, one behind the other."""

    step: int
    outputs: int
    outputs_digest: int
    state_digest: int
    outputs_bytes: bytes


@dataclass(frozen=True, slots=True)
class Step:
    """A step record: what the processors made of a message."""

    ordinal: int
    end_clock: int
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """The ordinals that a repair could not save."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SegmentEnd:
    """The end record."""

    records: int
    messages: int
    streams: tuple[StreamSoFar, ...]
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Other:
    """A record of the controller (a value), or of a kind that is not known (None)."""

    value: Value | None


Content = StreamSoFar | Message | Step | Gap | SegmentEnd | Other


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its frame, and what the frame holds."""

    frame: Frame
    content: Content


class MalformedRecord(Exception):
    """The checksum holds, but the content is not what the record's kind asks for."""


def parse(frame: Frame) -> Record:
    """The record of an intact frame; raises MalformedRecord."""
    try:
        return Record(frame, _content(frame))
    except (MalformedValue, struct.error, UnicodeError) as error:
        message = f"The record at offset {frame.offset}, of kind {frame.kind}, is malformed"
        raise MalformedRecord(f"{message}: {error}") from None


def _content(frame: Frame) -> Content:
    data = frame.content
    match frame.kind:
        case 1:
            return _stream(frame.stream_id, values.decode(data))
        case 2:
            return _message(data)
        case 3:
            return _step(data)
        case 4:
            gap = values.decode(data)
            return Gap(_integer(gap, "first"), _integer(gap, "last"))
        case 255:
            return _segment_end(values.decode(data))
        case kind if kind in VALUE_KINDS:
            value = values.decode(data)
            if value.kind != "map":
                raise MalformedValue("it is no map")
            return Other(value)
    return Other(None)


def _integer(value: Value, key: str) -> int:
    number = value.get(key).integer()
    if number is None or not -(1 << 63) <= number < 1 << 63:
        raise MalformedValue(f"it has no integer of 64 bits {key!r}")
    return number


def _stream(stream_id: int, value: Value) -> StreamSoFar:
    key, shard = value.get("key").string(), _integer(value, "shard")
    if key is None or KEY.fullmatch(key) is None:
        raise MalformedValue("its 'key' is no stream's name")
    if shard < 0:
        raise MalformedValue("its 'shard' is negative")
    return StreamSoFar(
        stream_id,
        StreamName(key, shard),
        _integer(value, "messages"),
        None if value.get("last").kind == "null" else _integer(value, "last"),
        value.get("previous").integer() or 0,
        value.get("skip").integer() or 0,
    )


def _message(data: bytes) -> Message:
    ordinal, feed_time, sequence, time, encoding, parts, _, length = struct.unpack_from(
        "<qqqqBBHI", data
    )
    if sequence < 0 or encoding >= len(ENCODINGS):
        raise MalformedValue("its sequence is negative, or its encoding unknown")
    payload_offset = MESSAGE_FIXED_BYTES + length
    if payload_offset > len(data):
        raise MalformedValue("its parts are longer than the record")
    decoder = ValueDecoder(data[:payload_offset], MESSAGE_FIXED_BYTES)
    key = decoder.value(0) if parts & 1 else None
    headers = _headers(decoder.value(0)) if parts & 2 else ()
    position = decoder.value(0) if parts & 4 else None
    if decoder.position != payload_offset:
        raise MalformedValue("its parts are shorter than it says")
    payload = data[payload_offset:]
    return Message(ordinal, feed_time, sequence, time, encoding, key, headers, position, payload)


def _headers(value: Value) -> tuple[tuple[str, Value], ...]:
    if value.kind != "list":
        raise MalformedValue("its headers are no list")
    headers = []
    for header in value.content:
        if header.kind != "list" or len(header.content) != 2 or header.content[0].kind != "string":
            raise MalformedValue("a header is not a list of name and value")
        headers.append((header.content[0].content, header.content[1]))
    return tuple(headers)


def _step(data: bytes) -> Step:
    ordinal, end_clock, count, _ = struct.unpack_from("<qqII", data)
    outputs_offset = STEP_FIXED_BYTES + CALL_BYTES * count
    if outputs_offset > len(data):
        raise MalformedValue("its calls are longer than the record")
    calls = []
    for call in struct.iter_unpack("<IIQQQQ", data[STEP_FIXED_BYTES:outputs_offset]):
        end = outputs_offset + call[4]
        calls.append(Call(*call[:4], data[outputs_offset:end]))
        outputs_offset = end
    if outputs_offset != len(data):
        raise MalformedValue("its outputs do not fill the record")
    return Step(ordinal, end_clock, tuple(calls))


def _segment_end(value: Value) -> SegmentEnd:
    streams = value.get("streams")
    digest = value.get("sha256")
    if streams.kind != "list" or digest.kind != "bytes":
        raise MalformedValue("it has no list 'streams', or no bytes 'sha256'")
    told = tuple(_stream(_integer(stream, "id"), stream) for stream in streams.content)
    return SegmentEnd(_integer(value, "records"), _integer(value, "messages"), told, digest.content)
