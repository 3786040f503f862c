"""XXH64, the 64-bit xxHash that Zstandard's content checksum is cut from.

Source: "XXH64 algorithm description" of the xxHash fast digest algorithm, version 0.1.1.
"""

import struct

MASK = (1 << 64) - 1
PRIME_1 = 0x9E3779B185EBCA87
PRIME_2 = 0xC2B2AE3D27D4EB4F
PRIME_3 = 0x165667B19E3779F9
PRIME_4 = 0x85EBCA77C2B2AE63
PRIME_5 = 0x27D4EB2F165667C5
STRIPE_BYTES = 32


def xxh64(data: bytes, seed: int = 0) -> int:
    """The XXH64 digest of data, as an unsigned 64-bit number."""
    stripes_end = len(data) - len(data) % STRIPE_BYTES
    if stripes_end:
        digest = _converge(_digest_stripes(memoryview(data)[:stripes_end], seed))
    else:
        digest = (seed + PRIME_5) & MASK
    digest = (digest + len(data)) & MASK
    return _avalanche(_digest_tail(digest, data[stripes_end:]))


def _digest_stripes(stripes: memoryview, seed: int) -> list[int]:
    """Steps "Initialize internal accumulators" and "Process stripes": four lanes side by side."""
    a = (seed + PRIME_1 + PRIME_2) & MASK
    b = (seed + PRIME_2) & MASK
    c = seed & MASK
    d = (seed - PRIME_1) & MASK
    for lane_a, lane_b, lane_c, lane_d in struct.iter_unpack("<4Q", stripes):
        # The rounds are written out: a call for each would take most of the time. Only the bits
        # that are rotated to the top need the mask before the multiplication.
        a = (a + lane_a * PRIME_2) & MASK
        a = ((a << 31) | (a >> 33)) * PRIME_1 & MASK
        b = (b + lane_b * PRIME_2) & MASK
        b = ((b << 31) | (b >> 33)) * PRIME_1 & MASK
        c = (c + lane_c * PRIME_2) & MASK
        c = ((c << 31) | (c >> 33)) * PRIME_1 & MASK
        d = (d + lane_d * PRIME_2) & MASK
        d = ((d << 31) | (d >> 33)) * PRIME_1 & MASK
    return [a, b, c, d]


def _converge(accumulators: list[int]) -> int:
    """Step "Accumulator convergence"."""
    a, b, c, d = accumulators
    digest = _rotate(a, 1) + _rotate(b, 7) + _rotate(c, 12) + _rotate(d, 18)
    for accumulator in accumulators:
        digest = ((digest ^ _round(0, accumulator)) * PRIME_1 + PRIME_4) & MASK
    return digest


def _digest_tail(digest: int, tail: bytes) -> int:
    """Step "Consume remaining input": fewer than 32 bytes, by eights, a four, then one by one."""
    position = 0
    while position + 8 <= len(tail):
        lane = int.from_bytes(tail[position : position + 8], "little")
        digest = (_rotate(digest ^ _round(0, lane), 27) * PRIME_1 + PRIME_4) & MASK
        position += 8
    if position + 4 <= len(tail):
        lane = int.from_bytes(tail[position : position + 4], "little")
        digest = (_rotate(digest ^ (lane * PRIME_1 & MASK), 23) * PRIME_2 + PRIME_3) & MASK
        position += 4
    for byte in tail[position:]:
        digest = _rotate(digest ^ (byte * PRIME_5 & MASK), 11) * PRIME_1 & MASK
    return digest


def _avalanche(digest: int) -> int:
    """Step "Final mix": every bit of the input gets its say in every bit of the digest."""
    digest = (digest ^ (digest >> 33)) * PRIME_2 & MASK
    digest = (digest ^ (digest >> 29)) * PRIME_3 & MASK
    return digest ^ (digest >> 32)


def _round(accumulator: int, lane: int) -> int:
    """Mixes a lane of 8 bytes into an accumulator."""
    return _rotate((accumulator + lane * PRIME_2) & MASK, 31) * PRIME_1 & MASK


def _rotate(number: int, count: int) -> int:
    """Rotates 64 bits to the left."""
    return ((number << count) | (number >> (64 - count))) & MASK
