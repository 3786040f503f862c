# sys.stdin.read(), input()
# identical
import sys


def process(message, context):
    try:
        return [sys.stdin.read(), input()]
    except EOFError as error:
        return str(error)
