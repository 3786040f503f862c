# except RecursionError as error: str(error), sys.getrecursionlimit()
# identical
import sys
import traceback

deepest = 0


def dive(depth):
    global deepest
    deepest = depth
    dive(depth + 1)


def process(message, context):
    try:
        dive(0)
    except RecursionError as error:
        lines = traceback.format_exc().splitlines()
        return [str(error), deepest, sys.getrecursionlimit(), len(lines), lines[-1]]
