# time.clock_gettime(time.CLOCK_REALTIME)
# identical
import time


def process(message, context):
    if not hasattr(time, "clock_gettime"):
        return sorted(name for name in dir(time) if "CLOCK" in name)
    return [time.clock_gettime(time.CLOCK_REALTIME), time.clock_gettime_ns(time.CLOCK_MONOTONIC)]
