# open(os.__file__, "a")
# refused: a processor may not use files
import os


def process(message, context):
    with open(os.__file__, "a") as file:
        file.write("x")
