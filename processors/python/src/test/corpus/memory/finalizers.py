# def __del__(self): …, weakref.finalize(x, f)
# identical
import gc
import weakref

ended = []


class Point:
    def __del__(self):
        ended.append("__del__")


def process(message, context):
    for _ in range(100):
        Point()
        finalizer = weakref.finalize(Point(), ended.append, "finalized")
    gc.collect()
    return [ended, finalizer.alive, str(finalizer()), ended.pop(), finalizer.alive]
