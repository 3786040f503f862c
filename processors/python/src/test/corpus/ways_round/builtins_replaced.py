# builtins.hash = …, __builtins__["id"]
# identical
import builtins


def process(message, context):
    own = __builtins__ if isinstance(__builtins__, dict) else vars(__builtins__)
    kept = builtins.hash
    builtins.hash = lambda x: 7
    try:
        seen = [hash(object()), kept(object()), own["id"](object()), len(own) > 100]
    finally:
        builtins.hash = kept
    return seen
