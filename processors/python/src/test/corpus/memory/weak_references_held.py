# weakref.ref(x)() while x is held
# identical
import weakref


class Point:
    pass


def process(message, context):
    point = Point()
    reference = weakref.ref(point)
    return [reference() is point, weakref.getweakrefcount(point)]
