# time.monotonic(), perf_counter(), process_time(), thread_time()
# identical
import time


def process(message, context):
    return [
        time.monotonic(),
        time.monotonic_ns(),
        time.perf_counter(),
        time.perf_counter_ns(),
        time.process_time_ns(),
        time.thread_time_ns(),
        str(time.get_clock_info("monotonic")),
    ]
