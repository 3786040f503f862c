# int("9" * 5000), str(10**5000), sys.get_int_max_str_digits()
# identical
import sys


def process(message, context):
    seen = [sys.get_int_max_str_digits()]
    for act in (lambda: len(str(10**5000)), lambda: int("9" * 5000) % 7):
        try:
            seen.append(act())
        except ValueError as error:
            seen.append(str(error))
    return seen
