# time.sleep(1.5)
# identical
import time


def process(message, context):
    start = time.time_ns()
    time.sleep(1.5)
    time.sleep(0)
    time.sleep(2)
    return time.time_ns() - start
