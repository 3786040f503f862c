# for … : weakref.ref(Point()), in a loop that would not fit the memory
# identical
import weakref


class Point:
    def __init__(self):
        self.load = bytes(10_000)


def process(message, context):
    for _ in range(150_000):
        reference = weakref.ref(Point())
    return len(reference().load)
