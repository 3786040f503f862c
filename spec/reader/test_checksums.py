"""Tests of CRC-32C and XXH64 against published values and plain definitions."""

import unittest

from crc32c import crc32c
from golden_contents import noise
from xxh64 import xxh64


def crc32c_bit_by_bit(data: bytes) -> int:
    """The definition: division by the polynomial, a bit at a time."""
    register = 0xFFFFFFFF
    for byte in data:
        register ^= byte
        for _ in range(8):
            register = (register >> 1) ^ (0x82F63B78 if register & 1 else 0)
    return register ^ 0xFFFFFFFF


class Crc32cTest(unittest.TestCase):
    def test_check_value(self):
        self.assertEqual(crc32c(b"123456789"), 0xE3069283)

    def test_values_of_rfc_3720(self):
        self.assertEqual(crc32c(bytes(32)), 0x8A9136AA)
        self.assertEqual(crc32c(b"\xff" * 32), 0x62A8AB43)
        self.assertEqual(crc32c(bytes(range(32))), 0x46DD794E)
        self.assertEqual(crc32c(bytes(range(31, -1, -1))), 0x113FDB5C)

    def test_every_length_should_match_the_definition(self):
        data = noise(70, seed=8)
        for size in range(len(data) + 1):
            self.assertEqual(crc32c(data[:size]), crc32c_bit_by_bit(data[:size]), f"size {size}")

    def test_parts_should_give_the_value_of_the_whole(self):
        data = noise(40, seed=9)
        for size in range(len(data) + 1):
            self.assertEqual(crc32c(data[size:], crc32c(data[:size])), crc32c(data))

    def test_it_should_take_a_view(self):
        self.assertEqual(crc32c(memoryview(b"x123456789")[1:]), 0xE3069283)


class Xxh64Test(unittest.TestCase):
    def test_published_values(self):
        self.assertEqual(xxh64(b""), 0xEF46DB3751D8E999)
        self.assertEqual(xxh64(b"a"), 0xD24EC4F1A98C6E5B)
        self.assertEqual(xxh64(b"abc"), 0x44BC2CF5AD770999)
        self.assertEqual(xxh64(b"Nobody inspects the spammish repetition"), 0xFBCEA83C8A378BF1)


if __name__ == "__main__":
    unittest.main()
