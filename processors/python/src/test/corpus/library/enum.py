# Enum, Flag, auto(), hash(member)
# identical
import enum


class Colour(enum.Enum):
    RED = enum.auto()
    BLUE = enum.auto()


class Right(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()


def process(message, context):
    return [repr(Colour.RED), str(Right.READ | Right.WRITE), [c.name for c in {Colour.BLUE, Colour.RED}], hash(Colour.RED) == hash("RED")]
