# def __del__(self): …
# known gap: when the garbage collector calls it
import gc

ended = []


class Point:
    def __del__(self):
        ended.append(1)


def process(message, context):
    for _ in range(100):
        Point()
    gc.collect()
    return len(ended)
