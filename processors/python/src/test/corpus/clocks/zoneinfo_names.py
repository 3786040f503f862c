# zoneinfo.available_timezones(), TZPATH, ZoneInfo("Mars/Base")
# identical
import zoneinfo


def process(message, context):
    names = zoneinfo.available_timezones()
    try:
        zoneinfo.ZoneInfo("Mars/Base")
    except zoneinfo.ZoneInfoNotFoundError as error:
        return [len(names) > 400, "Europe/Berlin" in names, list(zoneinfo.TZPATH), str(error)]
