# gc.collect(), gc.get_count(), gc.isenabled()
# identical
import gc


def process(message, context):
    return [gc.collect(), list(gc.get_count()), gc.isenabled()]
