"""A log: its segments in their order, point 7 of chapter "How to read" of beacon-log.md."""

import os
import re
from collections import Counter
from dataclasses import dataclass

from segment import Refused, Segment, Unreadable


@dataclass(frozen=True, slots=True)
class NotOfTheLog:
    """A file that is not read: offset 0, and the length and kind of the damage that it is."""

    name: str
    length: int
    kind: str

    @property
    def number(self) -> int | None:
        """The segment's number, if the name is one."""
        return _number(self.name)


@dataclass(frozen=True, slots=True)
class Log:
    """The segments of a log in their order, and the files between them that are not read."""

    path: str
    is_folder: bool
    parts: tuple[Segment | NotOfTheLog, ...]

    @property
    def segments(self) -> list[Segment]:
        """The segments that are read."""
        return [part for part in self.parts if isinstance(part, Segment)]

    def close(self) -> None:
        """Lets go of the files."""
        for segment in self.segments:
            segment.close()


def open_log(path: str) -> Log:
    """Opens a segment, or a folder of segments; raises OSError or Refused."""
    if not os.path.isdir(path):
        return Log(path, False, (_open_part(path),))
    names = sorted(name for name in os.listdir(path) if name.endswith(".tape"))
    if not names:
        raise Refused("There is no segment, a file named *.tape, in the folder.")
    parts = [_open_part(os.path.join(path, name)) for name in names]
    return Log(path, True, tuple(_chosen(parts)))


def _open_part(path: str) -> Segment | NotOfTheLog:
    try:
        return Segment.open(path)
    except Unreadable:
        return NotOfTheLog(os.path.basename(path), os.path.getsize(path), "header")


def _chosen(parts: list[Segment | NotOfTheLog]) -> list[Segment | NotOfTheLog]:
    """Puts segments that are not of the log out of it: of another log, or ones that come twice."""
    ids = [part.identity.log_id for part in parts if isinstance(part, Segment)]
    log_id = Counter(ids).most_common(1)[0][0] if ids else b""
    chosen: list[Segment | NotOfTheLog] = []
    highest = -1
    for part in parts:
        if isinstance(part, Segment) and len(parts) > 1:
            number = part.identity.segment
            if part.identity.log_id != log_id or number <= highest or not _fits_name(part):
                part.close()
                part = NotOfTheLog(part.name, 128, "chain")
            else:
                highest = number
        chosen.append(part)
    return chosen


def _number(name: str) -> int | None:
    """The number that a name of six digits or more tells."""
    digits = re.fullmatch(r"([0-9]{6,})\.tape", name)
    return None if digits is None else int(digits[1])


def _fits_name(segment: Segment) -> bool:
    """Whether a name that is a number is the segment's."""
    return _number(segment.name) in (None, segment.identity.segment)
