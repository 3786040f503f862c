# _thread.allocate_lock(), get_ident(), _count(), stack_size(), _local()
# identical
import _thread
import threading


def process(message, context):
    seen = []
    local = _thread._local()
    local.x = 1
    for ask in (
        lambda: _thread.get_ident(),
        lambda: _thread.get_native_id(),
        lambda: _thread._count(),
        lambda: _thread.stack_size(),
        lambda: _thread.allocate_lock().acquire(timeout=0.1),
        lambda: _thread.TIMEOUT_MAX,
        lambda: vars(local),
        lambda: threading.enumerate(),
        lambda: threading.active_count(),
        lambda: threading.main_thread(),
        lambda: threading.Event().wait(0.01),
        lambda: threading.Lock().locked(),
        lambda: _thread.interrupt_main(),
    ):
        try:
            seen.append(str(ask()))
        except BaseException as error:
            seen.append(f"{type(error).__name__} {error}")
    return seen
