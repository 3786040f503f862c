"""For each flight that is an hour late or more: how late its airport runs on average so far."""


def process(message, context):
    flight = message.value
    delays = context.state.setdefault(flight["origin"], {"flights": 0, "minutes": 0})
    delays["flights"] += 1
    delays["minutes"] += flight["delay"]
    if flight["delay"] >= 60:
        yield {
            "flight": message.sequence,
            "origin": flight["origin"],
            "delay": flight["delay"],
            "average": delays["minutes"] / delays["flights"],
        }
