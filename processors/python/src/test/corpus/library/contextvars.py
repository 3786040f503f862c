# ContextVar, Token, copy_context()
# identical
# globals: lost on restore
import contextvars

depth = contextvars.ContextVar("depth", default=0)


def process(message, context):
    token = depth.set(message.value)
    seen = [repr(depth), repr(token), contextvars.copy_context().run(depth.get)]
    depth.reset(token)
    return [*seen, depth.get()]
