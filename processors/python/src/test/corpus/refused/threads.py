# threading.Thread(target=f).start()
# refused: Creating threads is not allowed. (a processor may not
import threading


def process(message, context):
    threading.Thread(target=print).start()
