# resource.getrlimit(), platform.*, sys.getwindowsversion
# identical
import platform
import resource


def process(message, context):
    seen = []
    for ask in (
        lambda: resource.getpagesize(),
        lambda: resource.getrlimit(resource.RLIMIT_NOFILE),
        lambda: resource.getrlimit(resource.RLIMIT_STACK),
        lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (1, 1)),
        lambda: resource.getrusage(resource.RUSAGE_SELF),
        lambda: resource.getrusage(resource.RUSAGE_CHILDREN),
        lambda: resource.getrusage(resource.RUSAGE_THREAD),
        lambda: platform.platform(),
        lambda: platform.uname(),
        lambda: platform.node(),
        lambda: platform.processor(),
        lambda: platform.machine(),
        lambda: platform.release(),
        lambda: platform.version(),
        lambda: platform.architecture(),
        lambda: platform.python_build(),
        lambda: platform.python_compiler(),
        lambda: platform.python_implementation(),
        lambda: platform.python_branch(),
        lambda: platform.python_revision(),
        lambda: platform.libc_ver(),
        lambda: platform.java_ver(),
        lambda: platform.mac_ver(),
        lambda: platform.freedesktop_os_release(),
        lambda: platform.win32_ver(),
    ):
        try:
            seen.append(str(ask()))
        except Exception as error:
            seen.append(f"{type(error).__name__} {error}")
    return seen
