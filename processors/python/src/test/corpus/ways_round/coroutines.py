# async functions driven by hand: coroutine.send(None)
# identical
import time


class Wait:
    def __await__(self):
        got = yield time.time_ns()
        return got


async def inner():
    return [await Wait(), await Wait()]


async def numbers():
    for i in range(3):
        yield i, time.time_ns()


async def outer():
    return [await inner(), [each async for each in numbers()]]


def process(message, context):
    coroutine = outer()
    seen = [coroutine.send(None), coroutine.send("a"), repr(coroutine)]
    try:
        coroutine.send("b")
    except StopIteration as end:
        seen.append(end.value)
    left = inner()
    left.send(None)
    left.close()
    unawaited = inner()
    del unawaited
    return seen
