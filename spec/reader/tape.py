"""The tool: reads, seeks and verifies beacon logs. `python3 tape.py --help` tells how."""

import argparse
import base64
import json
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import records
from layout import Header
from logs import Log, NotOfTheLog, open_log
from losses import Damage
from records import Message, Record, StreamName
from seek import Found, LogReader, Position
from segment import Refused, Segment
from states import BrokenChain, CheckpointState, read_states
from values import MalformedValue, decode, format_time, to_json
from vector_form import damage_form
from verify import Report, verify

DONE, NOTHING_OR_REFUSED, WRONG_USE, DAMAGED = 0, 1, 2, 3


class WrongUse(Exception):
    """The command line is wrong; the message is the sentence to print."""


class Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong with a command line."""

    def error(self, message: str) -> NoReturn:
        raise WrongUse(f"{message[:1].upper()}{message[1:]}.")


def main(arguments: list[str]) -> int:
    """Runs a command; returns the exit code."""
    try:
        options = parser().parse_args(arguments)
        code = run(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except WrongUse as error:
        return fail(str(error), WRONG_USE)
    except KeyboardInterrupt:
        return fail("Interrupted.", NOTHING_OR_REFUSED)


def run(options: argparse.Namespace) -> int:
    """Opens the log and runs the command on it."""
    try:
        log = open_log(options.file)
    except OSError as error:
        return fail(f"{options.file} cannot be read: {error.strerror}.", NOTHING_OR_REFUSED)
    except Refused as error:
        return fail(f"{options.file} is refused. {error}", NOTHING_OR_REFUSED)
    try:
        command: Callable[[Log, argparse.Namespace], int] = options.command
        return command(log, options)
    finally:
        log.close()


def parser() -> Parser:
    """The commands and their options."""
    top = Parser(prog="tape.py", description="Reads beacon logs.", allow_abbrev=False)
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for name, command, text in (
        ("cat", cat, "print the messages"),
        ("info", info, "tell what the log holds"),
        ("verify", check, "check every byte, and tell what is damaged or lost"),
        ("seek", seek, "find a position by the beacons"),
        ("states", states, "tell the state at each checkpoint of a run"),
    ):
        sub = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        sub.set_defaults(command=command)
        sub.add_argument("file", metavar="FILE", help="a segment, or a folder of segments")
        sub.add_argument("--json", action="store_true", help="print JSON")
        if name == "seek":
            sub.add_argument("position", metavar="POSITION", type=position)
        if name == "cat":
            sub.add_argument("--from", dest="start", metavar="POSITION", type=position)
            sub.add_argument("--to", dest="end", metavar="POSITION", type=position,
                             help="the last message to print")  # fmt: skip
            sub.add_argument("--stream", metavar="KEY", help="only this stream key")
    return top


def position(text: str) -> Position:
    """Reads an option's position."""
    try:
        return Position.parse(text)
    except ValueError as error:
        raise WrongUse(str(error)) from None


def fail(sentence: str, code: int) -> int:
    """Says what is wrong, and returns the exit code."""
    print(sentence, file=sys.stderr)
    return code


# Commands


def cat(log: Log, options: argparse.Namespace) -> int:
    """Prints messages, a line each."""
    reader = LogReader(log)
    printed = 0
    for found in reader.messages(options.start):
        if options.end is not None and options.end.is_passed(found.message, found.name):
            break
        if options.stream is None or (found.name is not None and found.name.key == options.stream):
            print(json.dumps(message_json(found)) if options.json else message_line(found))
            printed += 1
    code = damage_code(log, reader)
    narrowed = options.start or options.end or options.stream is not None
    if code == DONE and printed == 0 and narrowed:
        return fail("No message is there.", NOTHING_OR_REFUSED)
    return code


def damage_code(log: Log, reader: LogReader) -> int:
    """Says on stderr how much was damaged on the way, if it was."""
    places = [f"{part.name} ({part.kind})" for part in log.parts if isinstance(part, NotOfTheLog)]
    for name, broken in reader.damages:
        places.append(f"{name} at offset {broken.offset} ({broken.kind})")
    if not places:
        return DONE
    more = f" and {len(places) - 3} more places" if len(places) > 3 else ""
    return fail(f"Damaged: {', '.join(places[:3])}{more}; verify tells what is lost.", DAMAGED)


def seek(log: Log, options: argparse.Namespace) -> int:
    """Finds the first message at a position or behind it."""
    reader = LogReader(log)
    found = reader.first_at(options.position)
    if found is None:
        code = damage_code(log, reader)
        return code or fail("No message is there.", NOTHING_OR_REFUSED)
    told = {
        "record": message_json(found) | {"ordinal": found.message.ordinal},
        "offset": found.record.frame.offset,
        "bytes_read": sum(bytes_read(segment) for segment in log.segments),
        "beacons_read": reader.beacons_read,
    }
    if log.is_folder:
        told["file"] = found.segment.name
    if options.json:
        print(json.dumps(told))
    else:
        print(f"{found.segment.name} at offset {told['offset']}: {message_line(found)}")
        print(f"read {told['bytes_read']} bytes and {told['beacons_read']} beacons")
    return DONE


def bytes_read(segment: Segment) -> int:
    """How much was read of a segment's file."""
    file = getattr(segment.source, "file", segment.source)
    return getattr(file, "bytes_read", 0)


def check(log: Log, options: argparse.Namespace) -> int:
    """Verifies every byte."""
    report = verify(log, lambda segment, record: None)
    if options.json:
        damage = [damage_form(damage, log.is_folder) for damage in report.damages]
        counts = ("records", "beacons", "messages", "messages_lost", "durable_to",
                  "durable_ordinal", "sealed")  # fmt: skip
        print(json.dumps({key: getattr(report, key) for key in counts} | {"damage": damage}))
    else:
        print_report(report, log.is_folder)
    return DAMAGED if report.damages else DONE


def print_report(report: Report, with_file: bool) -> None:
    """Prints a report for people."""
    sealed = "sealed" if report.sealed else "not sealed"
    print(f"{report.records} records, {report.beacons} beacons, {report.messages} messages")
    print(f"durable to {report.durable_to}, message #{report.durable_ordinal}; {sealed}")
    for damage in report.damages:
        print(damage_line(damage, with_file))
    if report.damages or report.messages_lost:
        print(f"{report.messages_lost} messages are lost, as far as ordinals tell")


def damage_line(damage: Damage, with_file: bool) -> str:
    """A damage for people."""
    where = f"{damage.file}: " if with_file else ""
    ranges = [f"{lost.stream}@{lost.first}…{lost.last}" for lost in damage.lost]
    lost = f"; lost: {', '.join(ranges)}" if ranges else ""
    return f"{where}{damage.kind} at offset {damage.offset}, {damage.length} bytes{lost}"


def states(log: Log, options: argparse.Namespace) -> int:
    """Prints what the state is at each checkpoint, a line each."""
    told = 0
    try:
        for checkpoint in read_states(log):
            print(json.dumps(states_json(checkpoint)) if options.json else states_line(checkpoint))
            told += 1
    except BrokenChain as error:
        return fail(str(error), DAMAGED)
    return DONE if told else fail("There is no checkpoint.", NOTHING_OR_REFUSED)


def states_json(checkpoint: CheckpointState) -> dict[str, Any]:
    """A checkpoint with the states, whose entries are lists of key and value."""
    return {
        "segment": checkpoint.place[0],
        "offset": checkpoint.place[1],
        "inputs": checkpoint.inputs,
        "code": checkpoint.code,
        "states": [
            {
                "digest": f"{state.digest:016X}",
                "entries": [[to_json(key), to_json(item)] for key, item in state.entries.items()],
            }
            for state in checkpoint.states
        ],
    }


def states_line(checkpoint: CheckpointState) -> str:
    """The same for people, without the entries."""
    segment, offset = checkpoint.place
    steps = [f"{len(state.entries)} entries, digest {state.digest:016X}"
             for state in checkpoint.states]  # fmt: skip
    return f"#{checkpoint.inputs}, segment {segment} at offset {offset}: {'; '.join(steps)}"


def info(log: Log, options: argparse.Namespace) -> int:
    """Tells of the segments, and of the streams their messages, sequences and times."""
    streams: dict[int, dict[str, Any]] = {}
    names: dict[int, StreamName] = {}

    def take(segment: Segment, record: Record) -> None:
        if isinstance(record.content, Message):
            count_message(streams.setdefault(record.frame.stream_id, {}), record.content)

    report = verify(log, take, names)
    told = {
        "segments": [segment_json(segment) for segment in log.segments],
        "records": report.records,
        "messages": report.messages,
        "sealed": report.sealed,
        "damages": len(report.damages),
        "streams": [
            {"stream": names[stream_id].key, "shard": names[stream_id].shard} | counted
            for stream_id, counted in sorted(streams.items())
            if stream_id in names
        ],
    }
    print(json.dumps(told) if options.json else info_text(told))
    return DAMAGED if report.damages else DONE


def count_message(counted: dict[str, Any], message: Message) -> None:
    """Adds a message to what is told of its stream."""
    time = format_time(message.feed_time)
    if not counted:
        counted |= {"messages": 0, "first": message.sequence, "first_fed": time}
    counted["messages"] += 1
    counted["last"] = max(message.sequence, counted.get("last", message.sequence))
    counted["last_fed"] = time


def segment_json(segment: Segment) -> dict[str, Any]:
    """What is told of a segment."""
    header: Header = segment.header
    return {
        "file": segment.name,
        "log": header.identity.name(),
        "segment": header.identity.segment,
        "use": ("stream file", "run log")[header.use] if header.use in (0, 1) else header.use,
        "created": format_time(header.created_at),
        "first_ordinal": header.first_ordinal,
        "interval": segment.interval,
        "size": segment.size,
        "packed": bool(getattr(segment.source, "head", None)),
        "durable_to": segment.durable_to,
    }


def info_text(told: dict[str, Any]) -> str:
    """The same for people."""
    lines = [
        "{file}: segment {segment} of log {log}, {use}, {size} bytes, interval {interval}, "
        "created {created}".format(**segment)
        for segment in told["segments"]
    ]
    sealed = "sealed" if told["sealed"] else "not sealed"
    lines.append(f"{told['records']} records, {told['messages']} messages, {sealed}")
    for stream in told["streams"]:
        lines.append(
            "{stream}/{shard}: {messages} messages, sequences {first} to {last}, "
            "fed {first_fed} to {last_fed}".format(**stream)
        )
    if told["damages"]:
        lines.append(f"{told['damages']} damages: verify tells of them")
    return "\n".join(lines)


# Messages


def message_json(found: Found) -> dict[str, Any]:
    """A message as `cat --json` prints it."""
    message, name = found.message, found.name
    assert name is not None
    return {
        "stream": name.key,
        "shard": name.shard,
        "sequence": message.sequence,
        "time": format_time(message.time),
        "key": None if message.key is None else to_json(message.key),
        "headers": [[header, to_json(value)] for header, value in message.headers],
    } | payload_json(message)


def payload_json(message: Message) -> dict[str, Any]:
    """The payload as `value`, or as `bytes` in base64 where it is none; or what is `withheld`."""
    try:
        match records.ENCODINGS[message.encoding]:
            case "value":
                return {"value": to_json(decode(message.payload))}
            case "text":
                return {"value": message.payload.decode("utf-8")}
            case "json":
                return {"value": json.loads(message.payload, parse_constant=refuse_constant)}
            case "malformed":
                received = decode(message.payload).content[1].content
                return {"bytes": base64.b64encode(received).decode("ascii")}
            case "withheld":
                _, length, digest = decode(message.payload).content
                return {"withheld": {"length": length.integer(), "sha256": digest.content.hex()}}
    except (MalformedValue, ValueError, TypeError, IndexError, RecursionError):
        pass  # the bytes as they are tell more than an error
    return {"bytes": base64.b64encode(message.payload).decode("ascii")}


def refuse_constant(name: str) -> NoReturn:
    """NaN and the infinities are no JSON."""
    raise ValueError(name)


def message_line(found: Found) -> str:
    """A message as `cat` prints it: ordinal, feed time, place, payload."""
    message = found.message
    place = f"{found.name}@{message.sequence}"
    return f"#{message.ordinal} {format_time(message.feed_time)} {place} {payload_text(message)}"


def payload_text(message: Message) -> str:
    """The payload as text, on one line, or in hexadecimal."""
    told = payload_json(message)
    if "withheld" in told:
        return f"{told['withheld']['length']} bytes withheld, SHA-256 {told['withheld']['sha256']}"
    if "value" not in told:
        return message.payload.hex()
    if message.encoding == 0:
        return json.dumps(told["value"], ensure_ascii=False)
    text = message.payload.decode("utf-8")
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
