# json.dumps(x, default=lambda x: [x]), repr of lists within lists
# stops: the calls went too deep for the machine's stack
def process(message, context):
    items = []
    for _ in range(3_000_000):
        items = [items]
    try:
        return len(repr(items))
    except BaseException:
        return "caught"
