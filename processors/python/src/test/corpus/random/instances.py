# random.Random(), Random(42), Random("text")
# identical
import random


def process(message, context):
    return [random.Random().random(), random.Random(42).random(), random.Random("text").gauss(0, 1)]
