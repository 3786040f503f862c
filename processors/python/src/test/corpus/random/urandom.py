# os.urandom(8), os.getrandom(8)
# identical
import os


def process(message, context):
    return [os.urandom(8), os.getrandom(8) if hasattr(os, "getrandom") else None]
