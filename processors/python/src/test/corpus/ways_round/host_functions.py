# sys._getframe(1).f_globals["host_now"]()
# known gap: the functions of the host can be called, and count as the step's own
import sys


def process(message, context):
    return str(sys._getframe(1).f_globals["host_now"]())
