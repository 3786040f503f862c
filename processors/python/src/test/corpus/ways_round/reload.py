# importlib.reload(time), reload(random), reload(uuid)
# identical
import importlib
import random
import time
import uuid


def process(message, context):
    for module in (time, random, uuid):
        importlib.reload(module)
    return [time.time_ns(), random.random(), str(uuid.uuid1()), str(uuid.uuid4())]
