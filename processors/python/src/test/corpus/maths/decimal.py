# Decimal("1") / 3, getcontext().prec
# identical
import decimal


def process(message, context):
    with decimal.localcontext() as local:
        local.prec = 50
        long = decimal.Decimal(2).sqrt()
    return [str(decimal.Decimal(1) / 3), str(long), str(decimal.getcontext()), f"{decimal.Decimal('1234.5'):n}", decimal.Decimal("1.10")]
