# polyglot.eval(language="js", …), import_value()
# identical
def process(message, context):
    seen = []
    for act in (
        lambda: __import__("polyglot").eval(language="js", string="Date.now()"),
        lambda: __import__("polyglot").eval(language="python", string="__import__('time').time_ns()"),
        lambda: __import__("polyglot").import_value("a"),
    ):
        try:
            seen.append(str(act()))
        except BaseException as error:
            seen.append(f"{type(error).__name__}: {error}")
    return seen
