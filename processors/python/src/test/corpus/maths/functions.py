# math.sin(), exp(), gamma(), pow(), log(), cmath
# identical
import cmath
import math


def process(message, context):
    values = [0.1, 1.5, 2.75, 10.3]
    one = (math.sin, math.cos, math.tan, math.exp, math.log, math.gamma, math.lgamma, math.erf, math.sinh, math.atan)
    return [
        [f(x) for f in one for x in values],
        [x**0.37 for x in values],
        [math.hypot(x, 3) for x in values],
        [math.atan2(x, 3) for x in values],
        str(cmath.exp(1.5 + 2j)),
        2**-3,
        math.log2(3),
    ]
