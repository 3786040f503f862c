"""The states and the code at a run's checkpoints: spec/run-log.md, "Checkpoint" and "Part of a state"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from logs import Log
from records import Message, Other, Record, Step
from segment import Segment
from values import NULL, MalformedValue, Value, ValueDecoder
from verify import verify

RUN_START, CODE_CHANGE, CHECKPOINT, PART = 16, 17, 21, 22
DIGEST_MASK = (1 << 64) - 1

Place = tuple[int, int]


class BrokenChain(Exception):
    """A checkpoint cannot be read whole; the message says why."""


@dataclass(frozen=True, slots=True)
class StepState:
    """A step's state: its digest, as 64 bits without a sign, and each entry's value by its key."""

    digest: int
    entries: dict[Value, Value]


@dataclass(frozen=True, slots=True)
class CheckpointState:
    """What is so at a checkpoint: its place, its last input, each step's code digest and state."""

    place: Place
    inputs: int
    code: tuple[str, ...]
    states: tuple[StepState, ...]


def read_states(log: Log) -> Iterator[CheckpointState]:
    """What is so at each checkpoint of a run's log, in order; raises BrokenChain."""
    controller: dict[Place, tuple[int, Value]] = {}
    code: dict[int, dict[str, str]] = {}
    begun: set[int] = set()

    def take(segment: Segment, record: Record) -> None:
        number = segment.identity.segment
        match record.content:
            case Message() | Step():
                begun.add(number)
            case Other(Value() as content):
                controller[number, record.frame.offset] = (record.frame.kind, content)
                if number not in begun:
                    _take_code(record.frame.kind, content, code.setdefault(number, {}))

    verify(log, take)
    for place, (kind, content) in controller.items():
        if kind == CHECKPOINT:
            try:
                inputs = _told(content, "inputs", "integer")
                states = _states(place, controller)
            except MalformedValue as error:
                raise BrokenChain(f"The checkpoint at {place} cannot be read: {error}.") from None
            yield CheckpointState(place, inputs, tuple(code.get(place[0], {}).values()), states)


def _told(value: Value, key: str, kind: str) -> Any:
    """What a map holds under a key, which has to be of that kind."""
    told = value.get(key)
    if told.kind != kind:
        raise MalformedValue(f"a record has no {kind} {key!r}")
    return told.content


def _take_code(kind: int, content: Value, code: dict[str, str]) -> None:
    """Takes note of the digest of each step's code that a record at a segment's head tells."""
    steps = content.get("code").content or () if kind == RUN_START else ()
    for step in (content,) if kind == CODE_CHANGE else steps:
        code[str(step.get("step").content)] = str(step.get("digest").content)


def _states(
    checkpoint: Place, controller: dict[Place, tuple[int, Value]]
) -> tuple[StepState, ...]:
    """Follows `previous` backward; the first record that tells of a key counts."""
    deltas = _told(controller[checkpoint][1], "states", "list")
    told: list[dict[Value, Value | None]] = [{} for _ in deltas]
    last_met = False
    place: Place | None = checkpoint
    while place is not None:
        if place not in controller or controller[place][0] not in (CHECKPOINT, PART):
            raise MalformedValue(f"neither a checkpoint nor a part of a state is at {place}")
        at = place
        kind, content = controller[at]
        place = _place(content.get("previous"))
        if kind == CHECKPOINT:
            of_steps = _told(content, "states", "list")
            if len(of_steps) != len(told):
                raise MalformedValue(f"the checkpoint before, at {at}, has other steps")
            for delta, step in zip(of_steps, told):
                _take_changes(delta, step)
            continue
        index = _told(content, "step", "integer")
        if not 0 <= index < len(told):
            raise MalformedValue(f"the part of a state at {at} is of no step")
        step = told[index]
        if content.get("entries") == NULL:
            _take_changes(content, step)
            continue
        _take_entries(_told(content, "entries", "bytes"), step)
        last_met = last_met or _told(content, "last", "boolean")
        if _told(content, "first", "boolean") and last_met:
            break
    return tuple(
        StepState(
            _told(delta, "digest", "integer") & DIGEST_MASK,
            {key: value for key, value in entries.items() if value is not None},
        )
        for delta, entries in zip(deltas, told)
    )


def _place(value: Value) -> Place | None:
    if value == NULL:
        return None
    numbers = [number.integer() for number in value.content] if value.kind == "list" else []
    if len(numbers) != 2 or None in numbers:
        raise MalformedValue("a place is no list of segment and offset")
    return numbers[0], numbers[1]


def _take_changes(changes: Value, told: dict[Value, Value | None]) -> None:
    _take_entries(_told(changes, "written", "bytes"), told)
    for key in _values(_told(changes, "removed", "bytes")):
        told.setdefault(key, None)


def _take_entries(encodings: bytes, told: dict[Value, Value | None]) -> None:
    values = _values(encodings)
    for key in values:
        value = next(values, None)
        if value is None:
            raise MalformedValue("a key has no value")
        told.setdefault(key, value)


def _values(encodings: bytes) -> Iterator[Value]:
    """The values that stand one behind the other."""
    decoder = ValueDecoder(encodings)
    while decoder.position < len(encodings):
        yield decoder.value(0)
