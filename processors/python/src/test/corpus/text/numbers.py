# repr(0.1), f"{x:n}", f"{x:,}", "%g" % x, round(x, 2)
# identical
def process(message, context):
    x = 1234567.891
    return [
        repr(0.1 + 0.2), str(1e22), repr(5e-324), f"{x:n}", f"{1234567:n}", f"{x:,.2f}", f"{x:_}", f"{x:e}", f"{x:%}",
        "%g %e %.3f %d %x" % (x, x, x, x, 255), format(255, "#x"), round(2.675, 2), str(1j), x.hex(), f"{0.1:.30f}",
    ]  # fmt: skip
