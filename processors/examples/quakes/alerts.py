"""Alerts for earthquakes that people may have felt, and a tally of all that was measured."""

# How each type of magnitude is measured.
SCALES = {
    "ml": "local",
    "md": "duration",
    "mb": "body wave",
    "mb_lg": "regional surface wave",
    "mww": "moment (W phase)",
    "mwr": "moment (regional)",
}


def level(magnitude):
    if magnitude >= 6:
        return "strong"
    return "moderate" if magnitude >= 5 else "light"


def process(message, context):
    quake = message.value
    scale = SCALES[quake["magType"]]

    tally = context.state.setdefault(quake["magType"], {"count": 0, "max": quake["mag"]})
    tally["count"] += 1
    tally["max"] = max(tally["max"], quake["mag"])

    if quake["mag"] >= 4.3:
        return {
            "place": quake["place"],
            "level": level(quake["mag"]),
            "magnitude": quake["mag"],
            "scale": scale,
            "number": tally["count"],
        }
