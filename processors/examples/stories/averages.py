"""The average magnitude of each type, as the display board wants it: in hundredths, 16 bits each."""


def process(message, context):
    quake = message.value
    average = context.state.setdefault(quake["magType"], {"count": 0, "sum": 0, "mean": 0.0})
    average["count"] += 1
    average["sum"] += round(quake["mag"] * 100) & 0xFFFF
    average["mean"] = round(average["sum"] / average["count"] / 100, 2)

    total = sum(each["count"] for each in context.state.values())
    if total % 900 == 0:
        return {kind: each["mean"] for kind, each in context.state.items()}
