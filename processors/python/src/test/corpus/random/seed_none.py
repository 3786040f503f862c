# random.seed(None), Random(None), Random().seed()
# identical
import random


def process(message, context):
    random.seed(None)
    own = random.Random(5)
    own.seed()
    return [random.random(), own.random(), random.Random(None).random()]
