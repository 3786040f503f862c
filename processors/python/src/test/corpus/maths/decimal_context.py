# decimal.getcontext().prec = 5, kept over calls
# identical
# globals: lost on restore
import decimal


def process(message, context):
    before = decimal.getcontext().prec
    decimal.getcontext().prec = before - 5
    with decimal.localcontext() as local:
        local.prec = 50
        exact = decimal.Decimal(1) / 7
    return [before, str(decimal.Decimal(1) / 3), str(exact), str(decimal.getcontext().flags)[:200], repr(decimal.getcontext())]
