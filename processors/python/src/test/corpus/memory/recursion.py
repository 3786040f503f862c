# except RecursionError as error: str(error)
# identical
def dive(depth):
    return dive(depth + 1)


def process(message, context):
    try:
        return dive(0)
    except RecursionError as error:
        return str(error)
