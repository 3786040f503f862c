# sys._getframe(1).f_globals["host_now"]()
# identical
import sys


def process(message, context):
    return str(sys._getframe(1).f_globals["host_now"]())
