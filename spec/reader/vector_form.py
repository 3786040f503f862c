"""Records and reports as spec/vectors/ write them in JSON (spec/vectors/README.md)."""

from typing import Any

from logs import Log
from losses import Damage
from records import Gap, Message, Other, Record, Step, StreamName, StreamSoFar
from segment import Segment
from values import Value, to_vector
from verify import Report, verify


def read_log(log: Log) -> dict[str, Any]:
    """The whole reading of a log, as a vector's JSON has it."""
    taken: list[tuple[Segment, Record]] = []
    names: dict[int, StreamName] = {}

    def take(segment: Segment, record: Record) -> None:
        taken.append((segment, record))

    report = verify(log, take, names)
    with_file = len(log.parts) > 1
    reading: dict[str, Any] = {}
    if log.segments:
        header = log.segments[0].header
        reading = {"log": header.identity.name(), "use": header.use}
    reading["verify"] = report_form(report, with_file)
    reading["records"] = [
        record_form(record, names) | ({"file": segment.name} if with_file else {})
        for segment, record in taken
        if not isinstance(record.content, Message) or record.frame.stream_id in names
    ]
    return reading


def report_form(report: Report, with_file: bool) -> dict[str, Any]:
    """The report of the damage."""
    return {
        "records": report.records,
        "beacons": report.beacons,
        "messages": report.messages,
        "messages_lost": report.messages_lost,
        "durable_to": report.durable_to,
        "durable_ordinal": report.durable_ordinal,
        "sealed": report.sealed,
        "damage": [damage_form(damage, with_file) for damage in report.damages],
    }


def damage_form(damage: Damage, with_file: bool) -> dict[str, Any]:
    """A damage, with its file if the log has several."""
    lost = [
        {"stream": lost.stream.key, "shard": lost.stream.shard}
        | {"first": lost.first, "last": lost.last}
        for lost in damage.lost
    ]
    form = {"offset": damage.offset, "length": damage.length, "kind": damage.kind, "lost": lost}
    return ({"file": damage.file} | form) if with_file else form


def record_form(record: Record, names: dict[int, StreamName]) -> dict[str, Any]:
    """A record; names are those of the streams by their ids."""
    frame = record.frame
    return {"offset": frame.offset} | _content_form(record, names.get(frame.stream_id))


def _content_form(record: Record, name: StreamName | None) -> dict[str, Any]:
    match record.content:
        case StreamSoFar() as stream:
            last = {} if stream.last is None else {"last": stream.last}
            told = {"id": stream.id, "messages": stream.messages}
            return _name_form("stream", stream.name) | told | last
        case Message() as message:
            return _name_form("message", name) | _message_form(message)
        case Step() as step:
            return {"kind": "step", "ordinal": step.ordinal, "end": step.end_clock} | {
                "calls": [_call_form(call) for call in step.calls]
            }
        case Gap() as gap:
            return {"kind": "gap", "first": gap.first, "last": gap.last}
        case Other(None):
            return {"kind": record.frame.kind, "hex": record.frame.content.hex()}
        case Other(value):
            return {"kind": record.frame.kind, "content": to_vector(value)}
    raise AssertionError("end records are not told")


def _name_form(kind: str, name: StreamName | None) -> dict[str, Any]:
    key, shard = name if name is not None else (None, None)
    return {"kind": kind, "stream": key, "shard": shard}


def _message_form(message: Message) -> dict[str, Any]:
    return {
        "ordinal": message.ordinal,
        "feed_time": message.feed_time,
        "sequence": message.sequence,
        "time": message.time,
        "key": _optional(message.key),
        "headers": [[name, to_vector(value)] for name, value in message.headers],
        "position": _optional(message.position),
        "encoding": message.encoding,
        "payload": message.payload.hex(),
    }


def _optional(value: Value | None) -> Any:
    return None if value is None else to_vector(value)


def _call_form(call: Any) -> dict[str, Any]:
    return {
        "step": call.step,
        "outputs": call.outputs,
        "outputs_digest": f"{call.outputs_digest:x}",
        "state_digest": f"{call.state_digest:x}",
        "outputs_hex": call.outputs_bytes.hex(),
    }
