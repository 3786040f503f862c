"""Reads a whole log and tells its damage: "Report" in chapter "How to read" of beacon-log.md."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from layout import HEADER_BYTES, Beacon
from logs import Log, NotOfTheLog
from losses import Damage, LossAccount
from records import Gap, Message, Record, SegmentEnd, StreamName, StreamSoFar
from salvage import Broken, Scanner
from segment import Segment

DIGEST_PART_BYTES = 1 << 14
BLOCKS_OF_SEGMENT = 1 << 55  # more than one can have: the blocks of a log have different numbers


@dataclass(slots=True)
class Report:
    """Counts of what is intact, and the damages."""

    records: int = 0
    beacons: int = 0
    messages: int = 0
    messages_lost: int = 0
    durable_to: int = 0
    durable_ordinal: int = 0
    sealed: bool = False
    damages: list[Damage] = field(default_factory=list)


RecordTaker = Callable[[Segment, Record], None]


def verify(log: Log, take: RecordTaker, names: dict[int, StreamName] | None = None) -> Report:
    """Reads a log, hands every intact record on, and reports; adds the streams' names by id."""
    verifier = LogVerifier(log, take)
    report = verifier.verify()
    if names is not None:
        names.update(verifier.losses.names)
    return report


class LogVerifier:
    """Verifies a log's segments one after the other."""

    def __init__(self, log: Log, take: RecordTaker):
        self._log = log
        self._take = take
        self._report = Report()
        self.losses = LossAccount()
        self._segments = 0
        self._previous: Segment | None = None
        self._previous_sha256: bytes | None = None
        self._excluded: Damage | None = None
        self._highest_ordinal = 0
        self._messages_by_stream: Counter[int] = Counter()

    def verify(self) -> Report:
        """The report of the whole log."""
        nameless: list[tuple[int, Damage]] = []
        for part in self._log.parts:
            if isinstance(part, NotOfTheLog):
                self._excluded = Damage(part.name, 0, part.length, part.kind)
                self._report.damages.append(self._excluded)
                self._report.durable_to, self._report.sealed = 0, False
                if part.number == 0:
                    self.losses.begin_segment(1)
                self.losses.damaged(self._excluded)
                continue
            self._segments += 1
            check = SegmentCheck(part, self.losses, self._report, self._take, self._segments)
            self._report.damages += self._chain_damages(part)
            check.run()
            nameless += check.nameless
            self._messages_by_stream += check.messages_by_stream
            self._go_on(part, check)
        self.losses.end_log(self._highest_ordinal)
        self._report.messages_lost = self.losses.messages_lost
        self._tell_nameless(nameless)
        self.losses.settle()
        return self._report

    def _chain_damages(self, segment: Segment) -> list[Damage]:
        """A segment that does not follow the one before it; after one that is not read, it may."""
        excluded, self._excluded = self._excluded, None
        if excluded is not None or not self._breaks_chain(segment):
            return []
        damage = Damage(segment.name, 0, HEADER_BYTES, "chain")
        self.losses.damaged(damage)
        return [damage]

    def _breaks_chain(self, segment: Segment) -> bool:
        previous, header = self._previous, segment.header
        if previous is None:
            return False
        if header.identity.segment != previous.identity.segment + 1:
            return True
        told = segment.header_intact and self._previous_sha256 is not None
        return told and header.previous_sha256 != self._previous_sha256

    def _go_on(self, segment: Segment, check: "SegmentCheck") -> None:
        self._previous, self._previous_sha256 = segment, check.sha256
        self._highest_ordinal = max(
            self._highest_ordinal, segment.marks.ordinal, check.highest_ordinal
        )
        self._report.durable_to = segment.durable_to
        self._report.durable_ordinal = max(self._report.durable_ordinal, segment.marks.ordinal)
        self._report.sealed = check.sealed

    def _tell_nameless(self, nameless: list[tuple[int, Damage]]) -> None:
        """Messages whose stream no record tells of, at the end of their segment's damages.

        Nobody can be told whose they are: they count as lost.
        """
        for stream_id in self._messages_by_stream.keys() - self.losses.names.keys():
            self._report.messages -= self._messages_by_stream[stream_id]
            self._report.messages_lost += self._messages_by_stream[stream_id]
        damages = self._report.damages
        damages += [damage for stream_id, damage in nameless if stream_id not in self.losses.names]
        files = [part.name for part in self._log.parts]
        damages.sort(key=lambda damage: files.index(damage.file))


class SegmentCheck:
    """Verifies one segment as a part of a log."""

    def __init__(
        self, segment: Segment, losses: LossAccount, report: Report, take: RecordTaker, number: int
    ):
        self.segment = segment
        self._first_block = number * BLOCKS_OF_SEGMENT
        self.losses = losses
        self.report = report
        self.take = take
        self.sealed = False
        self.sha256: bytes | None = None
        self.highest_ordinal = 0
        self.nameless: list[tuple[int, Damage]] = []
        self.messages_by_stream: Counter[int] = Counter()
        self._damages: list[Damage] = []
        self._broken_last: Broken | None = None
        self._may_skip: list[Damage] = []
        self._records = 0
        self._records_known: int | None = 0  # those read, and those that a count told of
        self._messages = 0  # of the log so far, by the stream records and what follows them
        self._end: Record | None = None

    def run(self) -> None:
        """Adds to report and losses what the segment holds."""
        segment = self.segment
        for packing in segment.packing_damages():
            self._damage(*packing)
        if not segment.header_intact:
            self._damage(0, HEADER_BYTES, "header")
        if segment.marks.damage is not None:
            self._damage(*segment.marks.damage, "durable mark")
        self._begin()
        scanner = Scanner(segment)
        for item in scanner.scan():
            match item:
                case Record():
                    self._record(item)
                case Beacon():
                    self._beacon(item)
                case Broken():
                    self._broken(item)
        self.sealed = scanner.sealed
        self._check_end()
        self.report.damages += self._damages

    def _begin(self) -> None:
        if self.segment.header_intact:
            self.losses.begin_segment(self.segment.header.first_ordinal)
        elif self.segment.identity.segment == 0:
            self.losses.begin_segment(1)

    def _damage(self, offset: int, length: int, kind: str) -> Damage:
        damage = Damage(self.segment.name, offset, length, kind)
        self._damages.append(damage)
        return damage

    def _block(self, offset: int) -> int:
        return self._first_block + offset // self.segment.interval

    def _broken(self, broken: Broken) -> None:
        damage = self._damage(broken.offset, broken.length, broken.kind)
        damage.block = self._block(broken.offset)
        if broken.loses_records:
            self._broken_last, self._records_known = broken, None
        if broken.may_skip:
            self._may_skip.append(damage)
        if broken.loses_records or broken.may_skip or broken.kind == "unfinished":
            self.losses.damaged(damage)

    def _count(self, told: int) -> None:
        """Compares with a count that a beacon or the end record tells of the records before it.

        Where a beacon is damaged and the frame behind it too, a frame further on may stand where
        one of the beacon's possible lengths ends: then only the count tells that one is missing.
        """
        if self._records_known is not None and self._records_known < told:
            for damage in self._may_skip:
                damage.kind = "checksum"
        self._may_skip.clear()
        self._records_known = told

    def _beacon(self, beacon: Beacon) -> None:
        broken = self._broken_last
        inside = broken is not None and max(beacon.offset, beacon.next_frame) < broken.end
        if not inside:
            self._count(beacon.records)
        self.report.beacons += 1
        self.highest_ordinal = max(self.highest_ordinal, beacon.ordinal)
        self.losses.beacon(beacon, self._block(beacon.offset) - 1, inside)

    def _record(self, record: Record) -> None:
        content = record.content
        block = self._block(record.frame.offset)
        match content:
            case SegmentEnd():
                self._count(content.records)
                self._end = record
                self.sha256 = content.sha256
                ordinal = content.messages + self.losses.ordinals_in_gaps
                self.highest_ordinal = max(self.highest_ordinal, ordinal)
                self.losses.end_segment(content)
                return
            case Message():
                if self.losses.message(record.frame.stream_id, content, block):
                    self.report.messages += 1
                    self._messages += 1
                    self.messages_by_stream[record.frame.stream_id] += 1
                self._name(record)
                self.highest_ordinal = max(self.highest_ordinal, content.ordinal)
            case StreamSoFar():
                self.losses.told(content)
                self._messages += content.messages
            case Gap():
                self.losses.gap(content)
                self.highest_ordinal = max(self.highest_ordinal, content.last)
        self._records += 1
        if self._records_known is not None:
            self._records_known += 1
        self.report.records += 1
        self.take(self.segment, record)

    def _name(self, record: Record) -> None:
        frame = record.frame
        told = any(stream_id == frame.stream_id for stream_id, _ in self.nameless)
        if frame.stream_id not in self.losses.names and not told:
            length = frame.end - frame.offset
            damage = Damage(self.segment.name, frame.offset, length, "stream's name")
            self.nameless.append((frame.stream_id, damage))

    def _check_end(self) -> None:
        """Where all else is intact, the end record must fit: its counts, and its digest."""
        harmless = ("durable mark", "packing", "garbage")
        if self._end is None or any(damage.kind not in harmless for damage in self._damages):
            return
        end, offset = self._end.content, self._end.frame.offset
        assert isinstance(end, SegmentEnd)
        counts = end.records == self._records and end.messages == self._messages
        if not counts or end.sha256 != self._digest(offset):
            self._damage(0, offset, "digest")

    def _digest(self, end: int) -> bytes:
        """SHA-256 of the SHA-256s of the segment's parts before an offset, the marks taken as zeros."""
        digest = hashlib.sha256()
        for offset in range(0, end, DIGEST_PART_BYTES):
            part = bytearray(self.segment.source.read(offset, min(DIGEST_PART_BYTES, end - offset)))
            if offset == 0:
                part[128:256] = bytes(128)
            digest.update(hashlib.sha256(part).digest())
        return digest.digest()
