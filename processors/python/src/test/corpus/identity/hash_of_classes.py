# hash(int), hash(Point), hash(type), hash(sys)
# identical
# globals: lost on restore
import enum
import sys


class Point:
    pass


class Colour(enum.Enum):
    RED = 1


def process(message, context):
    return [hash(x) for x in (int, type, Point, Exception, Colour, Colour.RED, sys, enum, int | str, list[int])]
