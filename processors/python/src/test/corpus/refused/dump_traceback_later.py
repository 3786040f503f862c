# faulthandler.dump_traceback_later(0.01)
# refused: Creating threads is not allowed. (a processor may not
import faulthandler


def process(message, context):
    faulthandler.dump_traceback_later(0.01, file=2)
