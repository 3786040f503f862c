# os.environ["TZ"] = …; time.tzset()
# identical
import os
import time


def process(message, context):
    os.environ["TZ"] = "Asia/Tokyo"
    time.tzset()
    return [time.localtime(0).tm_hour, list(time.tzname)]
