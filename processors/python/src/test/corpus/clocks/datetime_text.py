# f"{datetime:%A %d %B}", strptime, isoformat
# identical
from datetime import datetime, timedelta


def process(message, context):
    time = datetime(2020, 5, 4, 3, 2, 1)
    return [
        f"{time:%A %d %B %Y %p %c}",
        time.ctime(),
        str(datetime.strptime("Mon May 04 2020", "%a %b %d %Y")),
        str(timedelta(days=1.5)),
        repr(time),
    ]
