# context.random.random()
# identical
def process(message, context):
    return [context.random.random(), context.random.gauss(0, 1), context.random.choice("abc")]
