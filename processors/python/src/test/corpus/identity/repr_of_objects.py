# repr(object()), str(self), f"{exception!r}"
# identical
class Point:
    pass


class Empty(Exception):
    pass


def process(message, context):
    return [repr(object()), str(Point()), f"{[Point()]} {Empty(Point())!r}", "%s" % {"a": Point()}, repr(Point)]
