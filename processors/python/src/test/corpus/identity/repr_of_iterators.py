# repr(generator), iter([]), zip(), map(), cell, weakref
# identical
import itertools
import re
import weakref


class Point:
    pass


async def later():
    pass


def process(message, context):
    point, waiting = Point(), later()

    def inner():
        return point

    texts = [
        repr(x)
        for x in (
            (i for i in ()), iter([]), iter(()), iter({}), iter("a"), zip(), map(str, ()), filter(None, ()), reversed([]),
            enumerate(()), itertools.count(), itertools.chain(), waiting, inner.__closure__[0], memoryview(b"a"),
            weakref.ref(point), super(Point, point), re.compile("a"), re.match("a", "a"), {}.keys(), iter({}.items()),
        )
    ]  # fmt: skip
    waiting.close()
    return texts
