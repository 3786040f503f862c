# input(), sys.stdin.read()
# identical
import sys


def process(message, context):
    try:
        return [sys.stdin.read(), input()]
    except EOFError as error:
        return str(error)
