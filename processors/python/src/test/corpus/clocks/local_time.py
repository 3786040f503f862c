# time.localtime(), gmtime(), ctime(), mktime(), tzname
# identical
import time


def process(message, context):
    now = time.localtime()
    return [str(now), str(time.gmtime()), time.ctime(), time.asctime(), time.mktime(now), list(time.tzname), time.timezone]
