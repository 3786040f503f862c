# sys.modules.pop("random"); import random
# identical
import sys


def process(message, context):
    for name in ("time", "random", "datetime", "_datetime", "_random", "uuid", "secrets"):
        sys.modules.pop(name, None)
    import datetime
    import random
    import time
    import uuid

    return [time.time_ns(), random.random(), random.gauss(0, 1), str(datetime.datetime.now()), str(uuid.uuid1())]
