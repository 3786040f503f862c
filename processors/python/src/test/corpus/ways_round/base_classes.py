# datetime.datetime.__mro__[1].today(), random.Random.__mro__[1]()
# identical
import datetime
import random


def process(message, context):
    return [str(datetime.datetime.__mro__[1].today()), random.Random.__mro__[1]().random(), random.SystemRandom.__mro__[2]().random()]
