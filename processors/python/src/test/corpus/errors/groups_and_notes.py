# ExceptionGroup, add_note(), raise … from …
# identical
import traceback


def process(message, context):
    seen = []
    try:
        raise ExceptionGroup("several", [ValueError(1), TypeError(object), OSError(2, "no")])
    except ExceptionGroup as group:
        group.add_note("a note")
        seen.append(str(group.split(ValueError)))
        seen.append(traceback.format_exc())
    try:
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise KeyError("x") from error
    except KeyError:
        seen.append(traceback.format_exc())
    return seen
