# list(context.state), items(), del
# identical
def process(message, context):
    for key in ("b", 2, "a", None, 1.5, b"x"):
        context.state[key] = message.sequence
    del context.state["a"]
    return [str(item) for item in context.state.items()]
