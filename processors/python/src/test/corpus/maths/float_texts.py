# repr and format of floats, "%.17g", float.hex(), round(), int(float), parsing
# identical
import math
import struct


def process(message, context):
    values = [0.1, 1e22, 1e23, 2.0**-1074, 1.7976931348623157e308, 5e-324, 123456789.123456789, 1 / 3, 2 / 3, 1e16, 9007199254740993.0, -0.0, 1e-5, 0.0001, 2.5, 3.5, 1e21, math.pi, 4.35, 1.005, 0.5]
    seen = []
    for x in values:
        seen.append([repr(x), f"{x:.3f}", f"{x:e}", f"{x:g}", f"{x:.17g}", f"{x:n}", f"{x:%}", "%r %.2e %G" % (x, x, x), x.hex(), str(round(x, 2)), str(x.as_integer_ratio()), f"{x:,.2f}", f"{x:_.3f}", f"{x:+010.1f}"])
    seen.append([float("1e400"), float(" 1_0.5 "), float("1e-400"), math.fsum([0.1] * 10), sum([0.1] * 10), math.nextafter(1, 2), math.ulp(1), struct.pack("<d", 0.1), struct.unpack("<f", b"\x01\x02\x03\x04")[0], complex(1.5, -0.0), math.dist((1, 2), (3, 4)), math.hypot(1, 2, 3), 2**0.5, 10**-3, 2.0**0.1, math.comb(50, 20), math.lgamma(3.3), math.erf(0.3), math.isqrt(10**30)])
    return [[str(each) for each in row] for row in seen]
