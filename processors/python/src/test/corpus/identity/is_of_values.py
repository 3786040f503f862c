# "a" is "a", 1 is 1, 257 is 257, obj.method is obj.method, sys.intern(x), id reuse after del
# identical
# globals: lost on restore
import sys


class Point:
    def move(self):
        pass


def process(message, context):
    point = Point()
    text = "".join(["a", "b"])
    number = int("1000")
    first = id(Point())
    second = id(Point())
    thousand = 1000
    return [
        text is "ab",
        sys.intern(text) is sys.intern("ab"),
        number is 1000,
        number is thousand,
        int("5") is 5,
        float("1.5") is 1.5,
        () is tuple([]),
        "" is str(),
        b"" is bytes(),
        frozenset() is frozenset(),
        point.move is point.move,
        point.move == point.move,
        Point.move is Point.move,
        id(point.move) == id(point.move),
        first == second,
        (1, 2) is (1, 2),
        str(message.value) is str(message.value),
        message.value is message.value,
        2**100 is 2**100,
        float("nan") is float("nan"),
        True is (1 == 1),
        type(1) is int,
        [] is [],
        len is __builtins__["len"] if isinstance(__builtins__, dict) else True,
    ]
