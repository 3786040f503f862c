# context.state["a"].append(1)
# identical
def process(message, context):
    seen = context.state.setdefault("seen", [])
    seen.append(message.value)
    by_kind = context.state.setdefault("kinds", {})
    by_kind.setdefault(type(message.value).__name__, []).append(message.sequence)
    return [seen, by_kind]
