# repr(threading.Lock()), Condition(), Event(), local()
# identical
import threading


def process(message, context):
    return [repr(x) for x in (threading.Lock(), threading.RLock(), threading.Condition(), threading.Event(), threading.local())]
