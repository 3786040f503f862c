# sys.setprofile(f)
# identical
import sys


def process(message, context):
    events = []

    def trace(frame, event, argument):
        events.append(event)

    def inner():
        return 1

    sys.setprofile(trace)
    try:
        inner()
    finally:
        sys.setprofile(None)
    return events
