"""Alerts for earthquakes that people may have felt, and a tally of all that was measured."""

# How each type of magnitude is measured.
SCALES = {
    "ml": "local",
    "md": "duration",
    "mb": "body wave",
    "mb_lg": "regional surface wave",
    "mww": "moment (W phase)",
    "mwr": "moment (regional)",
    "mw": "moment",
}


LEVELS = {"strong": 6, "moderate": 5, "light": 0}


def level(magnitude):
    return next(name for name, least in LEVELS.items() if magnitude > least)


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
