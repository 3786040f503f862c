# sys.settrace(f), sys._current_frames(), sys._current_exceptions()
# identical
# globals: lost on restore
import sys


def traced(x):
    y = x + 1
    return y


def process(message, context):
    seen = []

    def trace(frame, event, argument):
        if frame.f_code.co_name == "traced":
            seen.append([event, frame.f_lineno])
        return trace

    sys.settrace(trace)
    traced(1)
    sys.settrace(None)
    for ask in (
        lambda: {key: type(value).__name__ for key, value in sys._current_frames().items()},
        lambda: sys._current_exceptions(),
        lambda: sys.gettrace(),
        lambda: sys.exc_info(),
        lambda: sys.getswitchinterval(),
        lambda: sys.setswitchinterval(0.5),
    ):
        try:
            seen.append(str(ask()))
        except Exception as error:
            seen.append(f"{type(error).__name__} {error}")
    return seen
