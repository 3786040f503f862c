# zoneinfo.ZoneInfo("Europe/Berlin")
# identical
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def process(message, context):
    summer = datetime(2020, 7, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    return [
        summer.isoformat(),
        summer.tzname(),
        (summer + timedelta(days=180)).isoformat(),
        summer.astimezone(ZoneInfo("America/New_York")).isoformat(),
        datetime(1900, 1, 1, tzinfo=ZoneInfo("Asia/Kolkata")).isoformat(),
        datetime(2080, 7, 1, tzinfo=ZoneInfo("Australia/Lord_Howe")).isoformat(),
        repr(ZoneInfo("UTC")),
    ]
