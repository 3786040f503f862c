# threading.get_ident(), current_thread(), get_native_id()
# identical
import threading


def process(message, context):
    return [threading.get_ident(), repr(threading.current_thread()), threading.active_count(), threading.get_native_id()]
