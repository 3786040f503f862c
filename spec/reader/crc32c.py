"""CRC-32C (Castagnoli): polynomial 0x1EDC6F41, bits reflected, register inverted at start and end.

Source: RFC 3720, section "12.1. HeaderDigest and DataDigest", with the test values of its appendix
B.4. Eight bytes a step, by eight tables ("slicing-by-8").
"""

import struct

POLYNOMIAL_REFLECTED = 0x82F63B78
SLICE_BYTES = 8


def crc32c(data: bytes, crc: int = 0) -> int:
    """The CRC-32C of data; with the CRC-32C of what came before as crc, that of both together."""
    slices_end = len(data) - len(data) % SLICE_BYTES
    register = _update_by_slices(crc ^ 0xFFFFFFFF, memoryview(data)[:slices_end])
    return _update_by_bytes(register, data[slices_end:]) ^ 0xFFFFFFFF


def _update_by_slices(register: int, slices: memoryview) -> int:
    """Takes 8 bytes a step; the register is folded into the first four of them."""
    t0, t1, t2, t3, t4, t5, t6, t7 = _TABLES
    for a, b, c, d, e, f, g, h in struct.iter_unpack("8B", slices):
        register = (
            t7[a ^ (register & 0xFF)]
            ^ t6[b ^ (register >> 8 & 0xFF)]
            ^ t5[c ^ (register >> 16 & 0xFF)]
            ^ t4[d ^ (register >> 24)]
            ^ (t3[e] ^ t2[f] ^ t1[g] ^ t0[h])
        )
    return register


def _update_by_bytes(register: int, data: bytes) -> int:
    """Takes a byte a step."""
    table = _TABLES[0]
    for byte in data:
        register = table[(register ^ byte) & 0xFF] ^ (register >> 8)
    return register


def _byte_remainder(byte: int) -> int:
    """What a byte leaves in a register of zero."""
    for _ in range(8):
        byte = (byte >> 1) ^ (POLYNOMIAL_REFLECTED if byte & 1 else 0)
    return byte


def _make_tables() -> list[list[int]]:
    """Table n tells what a byte, followed by n bytes of zero, leaves in a register of zero."""
    first = [_byte_remainder(byte) for byte in range(256)]
    tables = [first]
    for _ in range(SLICE_BYTES - 1):
        tables.append([first[left & 0xFF] ^ (left >> 8) for left in tables[-1]])
    return tables


_TABLES = _make_tables()
