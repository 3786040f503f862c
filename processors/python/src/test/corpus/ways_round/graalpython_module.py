# dir(__graalpython__), and a call of each of its functions without arguments
# identical
def process(message, context):
    try:
        module = __graalpython__
    except NameError as error:
        return str(error)
    seen = []
    for name in sorted(dir(module)):
        value = getattr(module, name)
        if name in ("dump_truffle_ast", "dump_heap", "tdebug", "java_assert", "run_path", "flush_std_streams", "foreign_wrapper", "get_current_rss", "enter_clinic", "super_clinic"):
            continue
        if callable(value):
            seen.append(name)
            continue
            try:
                value = value()
            except BaseException as error:
                value = f"{type(error).__name__} {error}"
        seen.append(f"{name} {value}")
    return seen
