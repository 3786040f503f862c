# time.time(), time.time_ns()
# identical
import time


def process(message, context):
    return [time.time(), time.time_ns(), time.time_ns()]
