# weakref.ref(x) of an earlier call
# identical
# globals: lost on restore
import gc
import weakref

references = []


class Point:
    pass


def process(message, context):
    references.append(weakref.ref(Point()))
    gc.collect()
    return [reference() is None for reference in references]
