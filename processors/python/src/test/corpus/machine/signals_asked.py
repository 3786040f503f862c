# signal.getsignal(), valid_signals(), siginterrupt, pause
# identical
import signal


def process(message, context):
    seen = []
    for ask in (
        lambda: str(signal.getsignal(signal.SIGINT)),
        lambda: sorted(str(each) for each in signal.valid_signals()),
        lambda: signal.getitimer(signal.ITIMER_REAL),
        lambda: signal.strsignal(signal.SIGTERM),
        lambda: signal.default_int_handler,
        lambda: signal.set_wakeup_fd(-1),
        lambda: [name for name in dir(signal) if name.startswith("SIG")],
    ):
        try:
            seen.append(str(ask()))
        except Exception as error:
            seen.append(f"{type(error).__name__} {error}")
    return seen
