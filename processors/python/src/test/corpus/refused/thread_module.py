# _thread.start_new_thread(f, ())
# refused: Creating threads is not allowed. (a processor may not
import _thread


def process(message, context):
    return _thread.start_new_thread(print, ())
