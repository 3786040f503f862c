# a generator that goes on over calls, with clock and chance in it
# identical
import random
import time


def ticks():
    while True:
        yield [time.time_ns(), random.random(), id(object())]


ticking = ticks()


def process(message, context):
    return next(ticking)
