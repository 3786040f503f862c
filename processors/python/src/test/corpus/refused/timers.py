# threading.Timer(1, f).start()
# refused: Creating threads is not allowed. (a processor may not
import threading


def process(message, context):
    threading.Timer(0.1, print).start()
