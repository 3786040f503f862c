# class Mine(random.Random), random() overridden, Mine(1), Mine()
# identical
import random
import secrets


class Mine(random.Random):
    def random(self):
        return super().random() / 2


class Bits(random.Random):
    def getrandbits(self, bits):
        return super().getrandbits(bits) | 1

    def seed(self, a=None, version=2):
        super().seed(a, version)


def process(message, context):
    return [
        Mine().random(),
        Mine(1).random(),
        Mine().shuffle([1, 2, 3]),
        Mine().choice(range(100)),
        Bits().randrange(1000),
        Bits(3).randrange(1000),
        random.Random.__new__(Mine).random(),
        random._inst.getrandbits(40),
        random.Random.__mro__[1]().random(),
        secrets.SystemRandom().getrandbits(20),
        secrets.choice(range(1000)),
        random.SystemRandom().gauss(0, 1),
        random.expovariate(1),
        random.betavariate(1, 2),
        random.binomialvariate(10, 0.3),
        random.getstate()[1][:3],
        random.Random(1.5).random(),
    ]
