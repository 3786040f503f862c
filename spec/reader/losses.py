"""What was lost, stream by stream: point 6 of chapter "How to read" of beacon-log.md.

The account follows a log in its order. While it knows of a loss it compares what tells of a
stream's last sequence (the next message, a beacon's entry, the records at a segment's head, the
end record) with the last sequence that it knows.
"""

from dataclasses import dataclass, field

from layout import Beacon
from records import Gap, Message, SegmentEnd, StreamName, StreamSoFar


@dataclass(frozen=True, slots=True)
class LostRange:
    """Sequences of a stream; of those that there were, these are lost."""

    stream: StreamName
    first: int
    last: int


@dataclass(slots=True)
class Damage:
    """A damage as table "Report" tells it."""

    file: str
    offset: int
    length: int
    kind: str
    lost: list[LostRange] = field(default_factory=list)


@dataclass(slots=True)
class StreamState:
    """What is known of a stream: sequences that were read, or are told as lost.

    `last` is the highest of them; `damages` counts the damages of the log before it. `first` is
    the lowest and `before` the first damage of the log, where messages before `first` may be lost
    too. `messages` counts them.
    """

    last: int | None = None
    first: int = 0
    before: Damage | None = None
    messages: int = 0
    damages: int = 0


class LossAccount:
    """Follows a log and adds to each damage what it lost."""

    def __init__(self) -> None:
        self.next_ordinal: int | None = None
        self.messages_lost = 0
        self.names: dict[int, StreamName] = {}
        self._streams: dict[int, StreamState] = {}
        self._damages: list[Damage] = []
        self._candidate: Damage | None = None
        self._lost: list[tuple[Damage, int, int, int]] = []

    def begin_segment(self, first_ordinal: int) -> None:
        """A segment begins, with the ordinal that its header tells."""
        self._skip_to(first_ordinal)

    def damaged(self, damage: Damage) -> None:
        """Records are lost here; whether messages are, the next ordinal or beacon tells."""
        self._candidate = damage

    def message(self, stream_id: int, message: Message) -> bool:
        """The next message that could be read; tells whether it is no replacement."""
        replacement = self.next_ordinal is not None and message.ordinal < self.next_ordinal
        if self._skip_to(message.ordinal):
            self._confirm()
        self._candidate = None
        if replacement:
            return False
        self.next_ordinal = message.ordinal + 1
        state = self._streams.setdefault(stream_id, StreamState())
        if state.last is None:
            state.first, state.before = message.sequence, self._first_damage(state)
        elif state.damages < len(self._damages):
            self._lose_behind(stream_id, state, message.sequence - 1)
        state.last, state.damages = message.sequence, len(self._damages)
        state.messages += 1
        return True

    def gap(self, gap: Gap) -> None:
        """Ordinals that a repair told as lost: no damage of this log."""
        if self._skip_to(gap.first):
            self._confirm()
        self.next_ordinal = gap.last + 1

    def beacon(self, beacon: Beacon) -> None:
        """An intact beacon: its entries tell the last sequences of some streams, exactly."""
        if not self._losing():
            return
        for entry in beacon.entries:
            state = self._streams.setdefault(entry.stream_id, StreamState())
            if entry.messages > 0 and state.before is not None and entry.first < state.first:
                self._lose(state.before, entry.stream_id, entry.first, state.first - 1)
                state.messages += state.first - entry.first
                state.first = entry.first
            if entry.last < 0 or (state.last is not None and entry.last <= state.last):
                continue
            self._confirm()
            if state.last is not None:
                self._lose_behind(entry.stream_id, state, entry.last)
                continue
            state.first, state.before = entry.last + 1, self._first_damage(state)
            if entry.messages > 0:
                self._lose(self._first_damage(state), entry.stream_id, entry.first, entry.last)
                state.first = entry.first
                state.messages += entry.messages
            state.last = entry.last

    def told(self, stream: StreamSoFar) -> None:
        """A stream record, or a stream of the end record: how many messages there were so far."""
        self.names.setdefault(stream.id, stream.name)
        if stream.last is None:
            self._streams.setdefault(stream.id, StreamState())
            return
        state = self._streams.setdefault(stream.id, StreamState())
        if self._losing():
            self._compare(stream.id, stream.last, stream.messages, state)
        state.last, state.messages, state.before = stream.last, stream.messages, None
        state.damages = len(self._damages)

    def _compare(self, stream_id: int, last: int, messages: int, state: StreamState) -> None:
        missing = messages - state.messages
        if state.last is None:
            if missing > 0:
                self._confirm()
                self._lose(self._first_damage(state), stream_id, last - missing + 1, last)
            return
        if last > state.last:
            self._confirm()
            missing -= last - state.last
            self._lose_behind(stream_id, state, last)
        if missing > 0 and state.before is not None:
            self._lose(state.before, stream_id, state.first - missing, state.first - 1)

    def end_segment(self, end: SegmentEnd) -> None:
        """The end record: the last sequence of every stream."""
        for stream in end.streams:
            self.told(stream)

    def end_log(self, ordinal: int) -> None:
        """The log ends, and this is the highest ordinal that anything tells of."""
        if self._losing():
            self._skip_to(ordinal + 1)

    def settle(self) -> None:
        """Adds the lost ranges to their damages, now that all names are known."""
        for damage, stream_id, first, last in self._lost:
            name = self.names.get(stream_id)
            if name is None:
                continue
            told = damage.lost[-1] if damage.lost else None
            if told is not None and told.stream == name and told.last == first - 1:
                damage.lost[-1] = LostRange(name, told.first, last)
            else:
                damage.lost.append(LostRange(name, first, last))
        self._lost.clear()

    def _losing(self) -> bool:
        """Whether anything may have been lost so far."""
        return self._candidate is not None or bool(self._damages)

    def _first_damage(self, state: StreamState) -> Damage | None:
        """The first damage behind the last sequence that is known of a stream."""
        return self._damages[state.damages] if state.damages < len(self._damages) else None

    def _skip_to(self, ordinal: int) -> bool:
        """Counts the ordinals up to this one as lost, and tells whether there are any."""
        skipped = self.next_ordinal is not None and ordinal > self.next_ordinal
        if skipped:
            self.messages_lost += ordinal - (self.next_ordinal or 0)
        if skipped or self.next_ordinal is None:
            self.next_ordinal = ordinal
        return skipped

    def _confirm(self) -> None:
        """Messages were lost by the last damage: every stream may have lost some."""
        if self._candidate is not None:
            if self._candidate.kind == "beacon":
                self._candidate.kind = "checksum"
            self._damages.append(self._candidate)
            self._candidate = None

    def _lose_behind(self, stream_id: int, state: StreamState, last: int) -> None:
        """All behind the last known sequence, up to this one, is lost."""
        if state.last is not None and last > state.last:
            self._lose(self._first_damage(state), stream_id, state.last + 1, last)
            state.messages += last - state.last
            state.last = last

    def _lose(self, damage: Damage | None, stream_id: int, first: int, last: int) -> None:
        if damage is not None:
            self._lost.append((damage, stream_id, first, last))
