# own = Random(42) of the module
# identical
# globals: lost on restore
import random

own = random.Random(42)


def process(message, context):
    return own.random()
