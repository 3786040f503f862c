# hash(None), hash(...), hash(float("nan")), hash(b"a"), hash("a")
# identical
import datetime
import decimal
import fractions
import uuid


def process(message, context):
    return [
        hash(x)
        for x in (
            None, ..., NotImplemented, True, 2**70, 1.5, float("inf"), 1j, b"a", "a", "ä", (), (1, "a"), frozenset("abc"),
            range(3), slice(1, 2), decimal.Decimal("1.1"), fractions.Fraction(1, 3), datetime.date(2020, 1, 1),
            datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc), uuid.UUID(int=5), memoryview(b"abc"),
        )
    ]  # fmt: skip
