# hash(frozenset({x, y})), hash of tuples of objects, slices, ranges, partials
# identical
# globals: lost on restore
import functools
import types


class Point:
    pass


def process(message, context):
    a, b = Point(), Point()
    values = [
        frozenset({a, b}),
        (a, (b,)),
        range(3),
        slice(1, a),
        functools.partial(len, a),
        types.SimpleNamespace,
        a.__init__,
        Point().__eq__,
        frozenset({float("nan")}),
        complex("nan"),
        float("nan"),
        type(None),
        NotImplemented,
        property(),
        classmethod(len),
        types.MappingProxyType,
        memoryview(b"a"),
        iter([]),
        (x for x in ()),
    ]
    seen = []
    for each in values:
        try:
            seen.append(hash(each) % 1000003)
        except TypeError as error:
            seen.append(str(error))
    return seen
