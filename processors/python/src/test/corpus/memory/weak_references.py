# weakref.ref(x)() after del x, WeakValueDictionary, WeakSet
# identical
import gc
import weakref


class Point:
    def show(self):
        return "shown"


def process(message, context):
    called = []
    points = weakref.WeakValueDictionary((i, Point()) for i in range(100))
    keys = weakref.WeakKeyDictionary((Point(), i) for i in range(100))
    members = weakref.WeakSet(Point() for _ in range(100))
    point = Point()
    reference = weakref.ref(point, called.append)
    proxy = weakref.proxy(point)
    method = weakref.WeakMethod(Point().show)
    del point
    gc.collect()
    return [
        len(points),
        sorted(points)[-1],
        list(keys.values()),
        len(members),
        type(reference()).__name__,
        proxy.__class__.__name__,
        method()(),
        called,
        len(weakref.getweakrefs(reference()) or ()),
    ]
