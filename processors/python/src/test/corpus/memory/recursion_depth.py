# counting calls until RecursionError
# known gap: how deep it gets depends on the stack
deepest = 0


def dive(depth):
    global deepest
    deepest = depth
    dive(depth + 1)


def process(message, context):
    try:
        dive(0)
    except RecursionError:
        return deepest
