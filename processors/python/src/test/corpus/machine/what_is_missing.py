# hasattr(os, "fork")
# identical
import os
import signal


def process(message, context):
    return [hasattr(os, name) for name in ("fork", "times", "getrandom", "sched_yield")] + [hasattr(signal, "pause")]
