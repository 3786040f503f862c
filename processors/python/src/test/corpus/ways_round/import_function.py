# __import__("time").time_ns(), builtins.__import__ replaced
# identical
import builtins

names = []


def process(message, context):
    original = builtins.__import__

    def noting(name, *rest):
        names.append(name)
        return original(name, *rest)

    builtins.__import__ = noting
    try:
        import calendar
    finally:
        builtins.__import__ = original
    return [__import__("time").time_ns(), __import__("random").random(), calendar.isleap(2020), names.count("calendar") > 0]
