# type("Clock", (datetime,), {}).now(), object.__new__(c)
# identical
import datetime


def process(message, context):
    clock = type("Clock", (datetime.datetime,), {"__slots__": ()})
    return [str(clock.now()), str(type(clock.now()).today()), repr(object.__new__(type("P", (), {})))]
