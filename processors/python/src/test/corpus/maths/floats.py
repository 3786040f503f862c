# sum(), math.fsum(), nan, -0.0, float("inf"), 0.1 + 0.2
# identical
import math


def process(message, context):
    xs = [0.1] * 10 + [1e16, -1e16]
    return [sum(xs), math.fsum(xs), float("nan"), -0.0, float("inf"), 7 // -2.0, -7 % 3.0, divmod(7.5, -2)[1], 1e308 * 10]
