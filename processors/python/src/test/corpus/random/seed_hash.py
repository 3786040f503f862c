# random.seed("text"), seed(b"bytes"), seed(1.5)
# identical
import random


def process(message, context):
    drawn = []
    for seed in ("text", b"bytes", 1.5, -7, 2**70):
        random.seed(seed)
        drawn.append(random.random())
    random.seed()
    return drawn
