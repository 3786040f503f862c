# datetime.now(), utcnow(), date.today(), astimezone()
# identical
from datetime import date, datetime, timezone


def process(message, context):
    return [
        datetime.now().isoformat(),
        datetime.utcnow().isoformat(),
        datetime.now(timezone.utc).isoformat(),
        datetime.now().astimezone().isoformat(),
        datetime.fromtimestamp(1e9).isoformat(),
        date.today().isoformat(),
    ]
