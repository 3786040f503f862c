"""The outputs of calls: spec/beacon-log.md, "Step"."""

import json
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from logs import Log
from records import ENCODINGS, Call, Message, Record, Step
from segment import Segment
from values import NULL, MalformedValue, Value, ValueDecoder, decode
from verify import verify

# An integer of a JSON text may have any number of digits.
sys.set_int_max_str_digits(0)


@dataclass(frozen=True, slots=True)
class CallOutput:
    """An output of a call for an input: the list of value, key and headers."""

    ordinal: int
    step: int
    output: Value


def read_outputs(log: Log) -> Iterator[CallOutput]:
    """The outputs of all calls of a run's log, in order; of a message that was replaced, the last counts."""
    messages: dict[int, Message] = {}
    steps: list[tuple[Message | None, Step]] = []

    def take(segment: Segment, record: Record) -> None:
        match record.content:
            case Message() as message:
                messages[message.ordinal] = message
            case Step() as step:
                steps.append((messages.get(step.ordinal), step))

    verify(log, take)
    for message, step in steps:
        for call in step.calls:
            for output in outputs(call, message):
                yield CallOutput(step.ordinal, call.step, output)


def outputs(call: Call, message: Message | None) -> list[Value]:
    """The outputs of a call, each whole; raises MalformedValue."""
    found = []
    decoder = ValueDecoder(call.outputs_bytes)
    while decoder.position < len(call.outputs_bytes):
        output = decoder.value(0)
        if output.kind != "list" or len(output.content) not in (2, 3):
            raise MalformedValue("an output is not a list of value, key and headers")
        if len(output.content) == 2:
            output = Value("list", (_payload(message), *output.content))
        found.append(output)
    return found


def _payload(message: Message | None) -> Value:
    """The payload of a message, decoded."""
    if message is None:
        raise MalformedValue("an output has the value of an input that is lost")
    match ENCODINGS[message.encoding]:
        case "value":
            return decode(message.payload)
        case "bytes":
            return Value("bytes", message.payload)
        case "text":
            return Value("string", message.payload.decode("utf-8"))
        case "json":
            return _of_json(json.loads(message.payload, parse_constant=_refuse))
    raise MalformedValue("an output has the value of an input that has none")


def _refuse(name: str) -> NoReturn:
    """NaN and the infinities are no JSON."""
    raise MalformedValue(f"{name} is no JSON")


def _of_json(read: Any) -> Value:
    """The value of what Python made of a JSON text; encodings.md says which it is."""
    match read:
        case None:
            return NULL
        case bool():
            return Value("boolean", read)
        case int():
            return Value("integer", read)
        case float():
            return Value("float", struct.unpack("<Q", struct.pack("<d", read))[0])
        case str():
            return Value("string", read)
        case list():
            return Value("list", tuple(_of_json(item) for item in read))
    return Value("map", tuple((Value("string", key), _of_json(item)) for key, item in read.items()))
