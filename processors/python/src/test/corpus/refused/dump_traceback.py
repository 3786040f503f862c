# faulthandler.dump_traceback(file=2)
# refused: faulthandler is refused
import faulthandler


def process(message, context):
    faulthandler.dump_traceback(file=2, all_threads=False)
