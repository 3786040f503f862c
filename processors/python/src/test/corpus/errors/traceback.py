# traceback.format_exc(), with lines and locals
# identical
# globals: lost on restore
import traceback


class Point:
    pass


def fail(point):
    raise ValueError(point, fail)


def process(message, context):
    try:
        fail(Point())
    except ValueError as error:
        trace = traceback.TracebackException.from_exception(error, capture_locals=True)
        return [traceback.format_exc(), "".join(trace.format())]
