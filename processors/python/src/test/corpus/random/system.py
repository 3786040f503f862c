# random.SystemRandom().random()
# identical
import random


def process(message, context):
    system = random.SystemRandom()
    return [system.random(), system.randrange(1000), system.choice("abcdef")]
