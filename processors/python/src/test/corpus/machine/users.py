# getpass.getuser(), os.getuid(), os.path.expanduser("~"), os.sysconf(), os.umask()
# identical
import os


def process(message, context):
    seen = []
    for ask in (
        lambda: __import__("getpass").getuser(),
        lambda: __import__("pwd").getpwuid(os.getuid()),
        lambda: os.getuid(),
        lambda: os.geteuid(),
        lambda: os.getgid(),
        lambda: os.getegid(),
        lambda: os.umask(0),
        lambda: os.path.expanduser("~"),
        lambda: __import__("pathlib").Path.home(),
        lambda: os.get_terminal_size(),
        lambda: __import__("shutil").which("sh"),
        lambda: __import__("shutil").get_terminal_size(),
        lambda: os.isatty(0),
        lambda: [os.sysconf(name) for name in ("SC_PAGE_SIZE", "SC_NPROCESSORS_ONLN", "SC_PHYS_PAGES", "SC_CLK_TCK", "SC_OPEN_MAX")],
        lambda: os.fspath("x"),
        lambda: os.get_exec_path(),
        lambda: os.supports_follow_symlinks,
        lambda: os.path.realpath("."),
        lambda: os.path.abspath("x"),
        lambda: os.path.getmtime("/"),
        lambda: os.readlink("/proc/self/exe"),
        lambda: os.unsetenv("X"),
        lambda: sorted(dir(os)),
    ):
        try:
            seen.append(str(ask()))
        except Exception as error:
            seen.append(f"{type(error).__name__} {error}")
    return seen
