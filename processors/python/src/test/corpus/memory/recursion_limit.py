# sys.setrecursionlimit(200)
# identical
import sys

sys.setrecursionlimit(300)
deepest = 0


def dive(depth):
    global deepest
    deepest = depth
    dive(depth + 1)


def how_deep():
    try:
        dive(0)
    except RecursionError:
        return deepest


def process(message, context):
    seen = [how_deep()]
    sys.setrecursionlimit(200)
    seen.append(how_deep())
    sys.setrecursionlimit(300)
    for wrong in (0, -1, 1.5, "x"):
        try:
            sys.setrecursionlimit(wrong)
        except (ValueError, TypeError) as error:
            seen.append(str(error))
    return seen
