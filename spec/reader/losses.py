"""What was lost, stream by stream: "Losses" in chapter "How to read" of beacon-log.md.

The account follows a log in its order. Where something tells a sequence above the last one known of
its stream, and a damage that lost messages lies between, all between the two is lost; unless a
count that comes later says that nothing is.
"""

from dataclasses import dataclass, field

from layout import Beacon, BeaconEntry
from records import Gap, Message, SegmentEnd, StreamName, StreamSoFar


@dataclass(frozen=True, slots=True)
class LostRange:
    """Sequences of a stream; of those that there were, these are lost."""

    stream: StreamName
    first: int
    last: int


@dataclass(slots=True)
class Damage:
    """A damage as table "Report" tells it; `block` is that of the log where it begins, if any."""

    file: str
    offset: int
    length: int
    kind: str
    lost: list[LostRange] = field(default_factory=list)
    block: int = -1


@dataclass(slots=True, eq=False)
class Suspicion:
    """Sequences that a damage lost, if no count clears it."""

    damage: Damage
    stream_id: int
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many sequences these are."""
        return max(0, self.last - self.first + 1)


@dataclass(slots=True)
class StreamState:
    """What is known of a stream: sequences that were read, or are told as lost.

    `last` is the highest of them; `damages` counts the damages of the log before it. `first` is
    the lowest, and `before` the first damage of the log where messages before it may be lost too.
    `messages` counts those that were read, and those that the last count told of; None where no
    count is known. `lost` is what was found to be lost since. Of the block that is being read:
    how many messages, the first of them, and what was lost in it and nowhere else. What comes
    behind `last` stands in block `open_from` or behind it.
    """

    last: int | None = None
    first: int = 0
    before: Damage | None = None
    messages: int | None = None
    damages: int = 0
    lost: list[Suspicion] = field(default_factory=list)
    block: int = -1
    read_in_block: int = 0
    first_read: int = 0
    open_from: int = -1
    lost_in_block: list[Suspicion] = field(default_factory=list)

    def enter(self, block: int) -> None:
        """What is told next is in this block."""
        if self.block != block:
            self.block, self.read_in_block = block, 0
            self.lost_in_block.clear()

    def is_within(self, damage: Damage) -> bool:
        """Whether what this damage lost behind the last known sequence stood in this block."""
        return max(self.open_from, damage.block) >= self.block


class LossAccount:
    """Follows a log and adds to each damage what it lost."""

    def __init__(self) -> None:
        self.next_ordinal: int | None = None
        self.messages_lost = 0
        self.ordinals_in_gaps = 0
        self.names: dict[int, StreamName] = {}
        self._from_the_first = False
        self._streams: dict[int, StreamState] = {}
        self._damages: list[Damage] = []
        self._candidates: list[Damage] = []
        self._lost: list[Suspicion] = []

    def begin_segment(self, first_ordinal: int) -> None:
        """A segment begins, with the ordinal that its header tells."""
        if self.next_ordinal is None:
            self._from_the_first = first_ordinal == 1
        self._reach(first_ordinal)

    def damaged(self, damage: Damage) -> None:
        """Records are lost here; whether messages are, the next ordinal or beacon tells."""
        self._candidates.append(damage)

    def message(self, stream_id: int, message: Message, block: int) -> bool:
        """The next message that could be read; tells whether it is no replacement."""
        replacement = self.next_ordinal is not None and message.ordinal < self.next_ordinal
        self._reach(message.ordinal)
        self._candidates.clear()
        state = self._state(stream_id)
        state.enter(block)
        state.read_in_block += 1
        self._give_back(state, message.sequence)
        if replacement:
            return False
        self.next_ordinal = message.ordinal + 1
        if state.last is None:
            state.first, state.before = message.sequence, self._first_damage(state)
        else:
            told = self._lose_between(state, stream_id, state.last + 1, message.sequence - 1)
            if told is not None and state.is_within(told.damage):
                state.lost_in_block.append(told)
        if state.read_in_block == 1:
            state.first_read = message.sequence
        state.last = max(message.sequence, -1 if state.last is None else state.last)
        state.damages, state.open_from = len(self._damages), block
        if state.messages is not None:
            state.messages += 1
        return True

    def gap(self, gap: Gap) -> None:
        """Ordinals that a repair told as lost: no damage of this log."""
        self._reach(gap.first)
        self.next_ordinal = gap.last + 1
        self.ordinals_in_gaps += gap.last - gap.first + 1

    def beacon(self, beacon: Beacon, block: int, inside: bool) -> None:
        """An intact beacon, which ends a block; inside a damage, more may be lost behind it."""
        if self.next_ordinal is not None and not inside:
            if beacon.ordinal >= self.next_ordinal:
                self._confirm()
            self._candidates.clear()
        for entry in beacon.entries:
            state = self._state(entry.stream_id)
            state.enter(block)
            self._entry(state, entry)
            if entry.last >= 0:
                state.damages = len(self._damages) - (inside and bool(self._damages))
                state.open_from = block + 1

    def _entry(self, state: StreamState, entry: BeaconEntry) -> None:
        """What an entry tells of the block before it is exact."""
        if entry.messages == state.read_in_block:
            self._clear(state, state.lost_in_block)
        elif state.read_in_block > 0 and state.lost_in_block:
            earliest = state.lost_in_block[0]
            if earliest.last == state.first_read - 1:
                earliest.first = max(earliest.first, entry.first)
        if entry.messages > 0 and state.before is not None and entry.first < state.first:
            self._lose(state, state.before, entry.stream_id, entry.first, state.first - 1)
            state.first = entry.first
        if entry.last > (-1 if state.last is None else state.last):
            self._confirm()
            self._lose_up_to(state, entry)
            state.last = entry.last

    def _lose_up_to(self, state: StreamState, entry: BeaconEntry) -> None:
        damage = self._first_damage(state)
        exact = entry.messages > 0
        if state.last is not None:
            within = exact and damage is not None and state.is_within(damage)
            first = max(state.last + 1, entry.first) if within else state.last + 1
            self._lose(state, damage, entry.stream_id, first, entry.last)
            return
        known = exact or self._from_the_first
        state.before = damage
        state.first = entry.first if exact else entry.last if known else entry.last + 1
        self._lose(state, damage, entry.stream_id, state.first, entry.last)

    def told(self, stream: StreamSoFar) -> None:
        """A stream record, or a stream of the end record: how many messages there were so far."""
        self.names.setdefault(stream.id, stream.name)
        state = self._state(stream.id)
        if stream.last is not None:
            if self._candidates or self._damages:
                self._compare(stream, stream.last, state)
            state.last = stream.last
        state.messages, state.before = stream.messages, None
        state.lost = []
        state.lost_in_block.clear()
        state.damages = len(self._damages)

    def _compare(self, stream: StreamSoFar, last: int, state: StreamState) -> None:
        missing = None if state.messages is None else stream.messages - state.messages
        if missing is not None and missing <= 0:
            self._clear(state, state.lost)
            return
        if state.last is not None and last > state.last:
            self._confirm()
            self._lose_between(state, stream.id, state.last + 1, last)
        if missing is None:
            return
        missing -= sum(told.size for told in state.lost)
        if state.last is None:
            self._confirm()
            first = max(0, last - missing + 1)
            self._lose(state, self._first_damage(state), stream.id, first, last)
        elif missing > 0 and state.before is not None:
            first = max(0, state.first - missing)
            self._lose(state, state.before, stream.id, first, state.first - 1)

    def end_segment(self, end: SegmentEnd) -> None:
        """The end record: the last sequence of every stream."""
        for stream in end.streams:
            self.told(stream)

    def end_log(self, ordinal: int) -> None:
        """The log ends, and this is the highest ordinal that anything tells of."""
        self._skip_to(ordinal + 1)

    def settle(self) -> None:
        """Adds the lost ranges to their damages, now that all names are known."""
        for told in self._lost:
            name = self.names.get(told.stream_id)
            if name is not None and told.size > 0:
                _add(told.damage.lost, LostRange(name, told.first, told.last))
        self._lost.clear()

    def _state(self, stream_id: int) -> StreamState:
        if stream_id not in self._streams:
            self._streams[stream_id] = StreamState(messages=0 if self._from_the_first else None)
        return self._streams[stream_id]

    def _first_damage(self, state: StreamState) -> Damage | None:
        """The first damage behind the last sequence that is known of a stream."""
        return self._damages[state.damages] if state.damages < len(self._damages) else None

    def _reach(self, ordinal: int) -> None:
        """This ordinal comes next: messages were lost, or none, or nothing tells."""
        if self.next_ordinal is None:
            self._candidates = [damage for damage in self._candidates if damage.kind != "beacon"]
            self.next_ordinal = ordinal
            self._confirm()
        elif ordinal > self.next_ordinal:
            self._skip_to(ordinal)
            self._confirm()
        else:
            self._candidates.clear()

    def _skip_to(self, ordinal: int) -> None:
        """Counts the ordinals up to this one as lost."""
        if self.next_ordinal is not None and ordinal > self.next_ordinal:
            self.messages_lost += ordinal - self.next_ordinal
            self.next_ordinal = ordinal

    def _confirm(self) -> None:
        """Messages were lost by the last damages: every stream may have lost some."""
        for damage in self._candidates:
            if damage.kind == "beacon":
                damage.kind = "checksum"
        self._damages += self._candidates
        self._candidates.clear()

    def _give_back(self, state: StreamState, sequence: int) -> None:
        """A message that replaces a lost one repeats its sequence: it is read after all."""
        if state.lost and state.lost[-1].last == sequence:
            state.lost[-1].last -= 1

    def _clear(self, state: StreamState, suspicions: list[Suspicion]) -> None:
        """These were not lost."""
        for told in list(suspicions):
            self._lost.remove(told)
            if told in state.lost:
                state.lost.remove(told)
        suspicions.clear()

    def _lose_between(
        self, state: StreamState, stream_id: int, first: int, last: int
    ) -> Suspicion | None:
        return self._lose(state, self._first_damage(state), stream_id, first, last)

    def _lose(
        self, state: StreamState, damage: Damage | None, stream_id: int, first: int, last: int
    ) -> Suspicion | None:
        if damage is None or first > last:
            return None
        told = Suspicion(damage, stream_id, first, last)
        self._lost.append(told)
        state.lost.append(told)
        return told


def _add(lost: list[LostRange], told: LostRange) -> None:
    """Adds a range to a list, or lengthens the one that it goes on with."""
    for index, before in enumerate(lost):
        if before.stream == told.stream and before.last + 1 == told.first:
            lost[index] = LostRange(told.stream, before.first, told.last)
            return
    lost.append(told)
