# time.get_clock_info(name), os.times(), time.clock_getres()
# identical
import os
import time


def process(message, context):
    seen = []
    for ask in (
        *(lambda name=name: time.get_clock_info(name) for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time")),
        lambda: os.times(),
        lambda: time.clock_getres(time.CLOCK_MONOTONIC),
        lambda: time.clock_gettime_ns(time.CLOCK_MONOTONIC),
        lambda: time.clock_gettime(time.CLOCK_PROCESS_CPUTIME_ID),
        lambda: time.clock_settime(time.CLOCK_REALTIME, 0),
        lambda: time.pthread_getcpuclockid(1),
        lambda: [name for name in dir(time)],
        lambda: time.struct_time(range(9)),
        lambda: time.asctime((2020, 1, 1, 1, 1, 1, 1, 1, 1)),
        lambda: time.localtime(0).tm_zone,
    ):
        try:
            seen.append(str(ask()))
        except Exception as error:
            seen.append(f"{type(error).__name__} {error}")
    return seen
