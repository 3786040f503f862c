# random.random(), choice(), shuffle(), gauss()
# identical
import random


def process(message, context):
    cards = list(range(10))
    random.shuffle(cards)
    return [
        random.random(),
        random.choice(cards),
        random.gauss(0, 1),
        random.normalvariate(0, 1),
        random.sample(range(100), 5),
        random.choices("abc", [1, 2, 3], k=4),
        random.getrandbits(100),
        random.randbytes(5),
        *cards,
    ]
