# weakref.ref(x)() after del x, WeakValueDictionary
# known gap: when the garbage collector clears them
import gc
import weakref


class Point:
    pass


def process(message, context):
    points = weakref.WeakValueDictionary((i, Point()) for i in range(100))
    gc.collect()
    return len(points)
