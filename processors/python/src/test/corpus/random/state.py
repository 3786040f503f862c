# random.getstate(), setstate()
# identical
import random


def process(message, context):
    state = random.getstate()
    first = random.random()
    random.setstate(state)
    again = random.random()
    random.seed()
    return [first, again, str(state[1][:3])]
