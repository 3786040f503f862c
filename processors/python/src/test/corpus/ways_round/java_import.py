# import java, java.type("java.lang.System")
# identical
def process(message, context):
    seen = []
    for act in (
        lambda: __import__("java").type("java.lang.System").nanoTime(),
        lambda: __import__("java.lang"),
        lambda: __import__("java").add_to_classpath("a.jar"),
    ):
        try:
            seen.append(str(act()))
        except Exception as error:
            seen.append(f"{type(error).__name__}: {error}")
    return seen
