# while time.time() < deadline: …
# identical
import time


def process(message, context):
    deadline = time.time() + 2
    turns = 0
    while time.time() < deadline:
        turns += 1
    return turns
