# error.__traceback__, tb_lasti, f_locals, inspect.trace(), co_positions()
# identical
import inspect
import traceback


def fail(n):
    if n:
        return fail(n - 1)
    return {}["x"]


def process(message, context):
    try:
        fail(3)
    except KeyError as error:
        trace = error.__traceback__
        seen = []
        while trace:
            frame = trace.tb_frame
            seen.append([trace.tb_lineno, trace.tb_lasti, frame.f_lineno, frame.f_code.co_name])
            trace = trace.tb_next
        seen.append([[each.lineno, each.function] for each in inspect.trace()])
        seen.append([str(each) for each in traceback.extract_stack()])
        seen.append([list(each) for each in fail.__code__.co_positions()][:20])
        seen.append([list(each) for each in fail.__code__.co_lines()])
        seen.append(fail.__code__.co_code)
        seen.append([fail.__code__.co_stacksize, fail.__code__.co_flags, str(fail.__code__.co_consts)])
        seen.append(str(traceback.TracebackException.from_exception(error, capture_locals=True).stack))
        return seen
