# @dataclass, hash and repr of it, asdict()
# identical
import dataclasses


@dataclasses.dataclass(frozen=True, order=True)
class Point:
    x: int
    tags: frozenset = frozenset(("a", "b"))
    other: object = None


def process(message, context):
    point = Point(1, other=Point(2))
    return [repr(point), hash(point), point < Point(2), list(dataclasses.asdict(point)), len({point, Point(1)})]
