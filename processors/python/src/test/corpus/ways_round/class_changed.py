# datetime.datetime = Clock
# identical
import datetime
import random


class Clock(datetime.datetime):
    pass


def process(message, context):
    datetime.datetime, kept = Clock, datetime.datetime
    try:
        return [str(datetime.datetime.now()), repr(random.Random.random), str(kept.now())]
    finally:
        datetime.datetime = kept
