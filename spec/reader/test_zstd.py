"""Tests of the Zstandard decompressor: a real encoder's frames, the RFC's examples, bad frames."""

import base64
import os
import unittest

import zstd
from golden_contents import CONTENTS
from golden_frames import GOLDEN_FRAMES
from zstd import ZstdError, decompress
from zstd_entropy import BackwardBits, ForwardBits, HuffmanTable, make_fse_table
from zstd_entropy import read_probabilities, read_probability

RAW, RLE, COMPRESSED, RESERVED = range(4)
EXHAUSTIVE = os.environ.get("EXHAUSTIVE") == "1"
SAMPLE_STEP = 61


def sampled(count: int) -> list[int]:
    """The numbers below count: all of them with EXHAUSTIVE=1, which takes a minute, else some.

    The first 256 are among them, the bits of a frame's header and of what follows; the step of
    the others is prime, so that each bit of a byte is met.
    """
    return [i for i in range(count) if EXHAUSTIVE or i < 256 or i % SAMPLE_STEP == 0]


def golden(content: str, making: str) -> bytes:
    """A frame of a real encoder."""
    return next(
        base64.b64decode(frame) for *names, frame in GOLDEN_FRAMES if names == [content, making]
    )


def frame_of(*blocks: bytes, content_size: int | None = None) -> bytes:
    """A frame with a window of 128 KiB, or in a single segment of content_size bytes."""
    header = b"\0\x38" if content_size is None else b"\xa0" + le(content_size, 4)
    return le(zstd.MAGIC_NUMBER, 4) + header + b"".join(blocks)


def block_of(kind: int, content: bytes, size: int | None = None, last: bool = True) -> bytes:
    """A block; its size is that of its content unless said otherwise."""
    return le(last | kind << 1 | (len(content) if size is None else size) << 3, 3) + content


def le(number: int, size: int) -> bytes:
    """A little-endian number."""
    return number.to_bytes(size, "little")


def backward(bits: str) -> bytes:
    """A bitstream of which these bits are read, from left to right."""
    return le(int("1" + bits, 2), len(bits) // 8 + 1)


class GoldenFramesTest(unittest.TestCase):
    def test_frames_of_a_real_encoder_should_give_their_content(self):
        for content, making, frame in GOLDEN_FRAMES:
            with self.subTest(content=content, making=making):
                self.assertEqual(decompress(base64.b64decode(frame)), CONTENTS[content])

    def test_any_cut_frame_should_be_refused(self):
        for content, making in (("text", "level 3"), ("JSON lines", "level 1, checksum")):
            frame = golden(content, making)
            for size in sampled(len(frame)):
                with self.subTest(content=content, size=size), self.assertRaises(ZstdError):
                    decompress(frame[:size])

    def test_any_flipped_bit_should_be_refused_or_make_no_difference(self):
        """The checksum sees to the content; the header's unused bit makes no difference."""
        for content in ("empty", "noise", "repeats", "skewed bytes"):
            frame = golden(content, "level 3, checksum")
            for bit in sampled(8 * len(frame)):
                with self.subTest(content=content, bit=bit):
                    self._check_flipped(frame, bit, CONTENTS[content])

    def _check_flipped(self, frame: bytes, bit: int, content: bytes) -> None:
        flipped = bytearray(frame)
        flipped[bit >> 3] ^= 1 << (bit & 7)
        try:
            self.assertEqual(decompress(bytes(flipped), 1 << 19), content)
        except ZstdError:
            return
        self.assertNotIn(bit >> 3, range(4), "the magic number")

    def test_flipped_bits_without_checksum_should_raise_nothing_else(self):
        refused = 0
        frame = golden("JSON lines", "level 3")
        for bit in sampled(8 * len(frame)):
            flipped = bytearray(frame)
            flipped[bit >> 3] ^= 1 << (bit & 7)
            try:
                decompress(bytes(flipped))
            except ZstdError:
                refused += 1
        self.assertGreater(refused, len(sampled(8 * len(frame))) // 8)


class HandMadeFramesTest(unittest.TestCase):
    def test_over_32512_sequences_of_repeated_codes(self):
        """Modes RLE for all three: no literals, offset value 1, match length 3, no bits."""
        count = 40_000
        sequences = b"\xff" + le(count - 0x7F00, 2) + bytes([0x54, 0, 0, 0]) + backward("")
        expected = bytearray(b"abcd")
        for number in range(count):
            offset = 1 if number % 2 else 4
            for _ in range(3):
                expected.append(expected[-offset])
        frame = frame_of(
            block_of(RAW, b"abcd", last=False), block_of(COMPRESSED, b"\0" + sequences)
        )
        self.assertEqual(decompress(frame), expected)

    def test_repeat_mode_should_repeat_an_rle_table(self):
        rle = b"\0\x01\x54\0\0\0" + backward("")
        repeat = b"\0\x01\xfc" + backward("")
        frame = frame_of(
            block_of(RAW, b"abcd", last=False),
            block_of(COMPRESSED, rle, last=False),
            block_of(COMPRESSED, repeat),
        )
        self.assertEqual(decompress(frame), b"abcdabcccc")

    def test_rle_literals(self):
        frame = frame_of(block_of(COMPRESSED, bytes([RLE | 5 << 3]) + b"x\0"))
        self.assertEqual(decompress(frame), b"xxxxx")

    def test_huffman_tree_of_the_rfc_with_direct_weights(self):
        """The example of "Huffman Tree Description".

        The codes are those that "Conversion from Weights to Huffman Prefix Codes" gives to it.
        """
        stream = backward("1" + "01" + "0000" + "0001")
        tree_and_stream = bytes([127 + 5, 0x43, 0x20, 0x10]) + stream
        header = le(COMPRESSED | 4 << 4 | len(tree_and_stream) << 14, 3)
        block = block_of(COMPRESSED, header + tree_and_stream + b"\0")
        self.assertEqual(decompress(frame_of(block)), bytes([0, 1, 4, 5]))

    def test_match_should_reach_back_to_the_window_and_no_further(self):
        """A window of 1 KiB; offset code 10 with its 10 bits: the offset is 1024 + bits - 3."""
        for bits, good in (("0000000011", True), ("0000000100", False)):
            sequence = b"\0\x01\x54\0\x0a\0" + backward(bits)
            frame = le(zstd.MAGIC_NUMBER, 4) + b"\0\0"
            for first in range(2):
                frame += block_of(RAW, bytes([first]) * 1000, last=False)
            frame += block_of(COMPRESSED, sequence)
            with self.subTest(bits=bits):
                if good:
                    self.assertEqual(decompress(frame)[2000:], b"\0\0\0")
                else:
                    with self.assertRaisesRegex(ZstdError, "A match is 1025 bytes back"):
                        decompress(frame)


class RefusalTest(unittest.TestCase):
    def _refused(self, frame: bytes, message: str, max_size: int = 1 << 20) -> None:
        with self.assertRaisesRegex(ZstdError, message):
            decompress(frame, max_size)

    def test_what_is_no_frame(self):
        self._refused(b"", "ends within its magic number")
        self._refused(b"PK\3\4 and so on", "not with Zstandard's number")
        self._refused(le(0x184D2A53, 4) + le(1, 4) + b"x", "skippable")

    def test_bytes_after_the_frame(self):
        frame = golden("one byte", "level 19")
        self._refused(frame + b"\0", "ends at byte 10, but the data goes on")
        self._refused(frame + frame, "ends at byte 10, but the data goes on")

    def test_header(self):
        block = block_of(RAW, b"")
        magic = le(zstd.MAGIC_NUMBER, 4)
        self._refused(magic + b"\x28\0" + block, "reserved bit of the frame header")
        self._refused(magic + b"\x21\x07\0" + block, "needs a dictionary")
        self.assertEqual(decompress(magic + b"\x21\0\0" + block), b"")

    def test_sizes(self):
        frame = golden("text", "level 3")
        self.assertEqual(len(decompress(frame, 2831)), 2831)
        self._refused(frame, "over the limit 2830", 2830)
        unsized = golden("text", "level 3, flushed every 700 bytes, checksum")
        self.assertEqual(len(decompress(unsized, 2831)), 2831)
        self._refused(unsized, "over the limit of 2830", 2830)
        raw = block_of(RAW, b"abc")
        self._refused(frame_of(raw, content_size=4), "is 3 bytes, not 4 as said")
        self._refused(frame_of(raw, content_size=2), "It is of 3 bytes; 2 are the limit")
        bomb = block_of(RLE, b"a", 1 << 17, last=False) * 1000
        self._refused(le(zstd.MAGIC_NUMBER, 4) + b"\0\x88" + bomb, "over the limit of 1048576")

    def test_checksum(self):
        frame = bytearray(golden("empty", "level 3, checksum"))
        frame[-1] ^= 1
        self._refused(bytes(frame), "does not match its checksum")

    def test_blocks(self):
        for content, message in (
            (b"", "ends within its literals section"),
            (b"\x18ab", "ends within its raw literals"),
            (b"\x08a\0b", "no sequences, but more bytes"),
            (b"\x08a\x01\x54\0\0\0", "sequences have no mark"),
            (b"\x08a\x01\x54\0\0\0\0", "sequences have no mark"),
            (b"\x28abcde\x01\x54\x05\0\0\x02", "sequences are too many"),
            (b"\x08a\x01\x54\x10\0\0\x01", "sequences are too few"),
            (b"\x08a\x01\x54\x02\0\0\x01", "take more literals than it has"),
            (b"\x08a\x01\x54\x24\0\0\x01", "literals lengths has an unknown code"),
            (b"\x08a\x01\x54\x01\x02\0\x07", "A match is 4 bytes back"),
            (b"\x08a\x01\x54\0\x01\0\x03", "A match is 0 bytes back"),
            (b"\x08a\x01\x55\0\0\0\x01", "reserved bits"),
            (b"\x08a\x01\xd4\0\0\x01", "repeats a table of literals lengths"),
            (b"\x43\x40\0\x01\0", "repeats a Huffman tree"),
            (b"\x42\x80\0\x80\x20\0", "weights of the Huffman tree leave out the lowest one"),
            (b"\x42\x80\0\0\0\0", "table of Huffman weights is cut off"),
            (b"\x42\x80\0\x80\x10\0", "literals have no mark"),
        ):
            with self.subTest(content=content):
                self._refused(frame_of(block_of(COMPRESSED, content)), message)
        self._refused(frame_of(block_of(RESERVED, b"")), "reserved")

    def test_error_should_say_which_block(self):
        frame = frame_of(block_of(RAW, b"abc", last=False), block_of(RESERVED, b""))
        self._refused(frame, "In the block at byte 12: ")


class EntropyTest(unittest.TestCase):
    def test_recent_offsets_of_the_rfc(self):
        """The example of "Repeat Offsets"."""
        recent = zstd.RecentOffsets()
        for offset_value, literals_length, expected in (
            (1114, 11, [1111, 1, 4]),
            (1, 22, [1111, 1, 4]),
            (2225, 22, [2222, 1111, 1]),
            (1114, 111, [1111, 2222, 1111]),
            (3336, 33, [3333, 1111, 2222]),
            (2, 22, [1111, 3333, 2222]),
            (3, 33, [2222, 1111, 3333]),
            (3, 0, [2221, 2222, 1111]),
            (1, 0, [2222, 2221, 1111]),
        ):
            self.assertEqual(recent.take(offset_value, literals_length), expected[0])
            self.assertEqual(recent.offsets, expected)

    def test_default_table_of_offsets(self):
        """Appendix A, "Offset Code": symbol, bits and base of each state."""
        kind = zstd.SYMBOL_KINDS[1]
        table = make_fse_table(kind.default_accuracy_log, kind.default_distribution)
        symbols = [0, 6, 9, 15, 21, 3, 7, 12, 18, 23, 5, 8, 14, 20, 2, 7]
        symbols += [11, 17, 22, 4, 8, 13, 19, 1, 6, 10, 16, 28, 27, 26, 25, 24]
        self.assertEqual([cell.symbol for cell in table.cells], symbols)
        four_bits = {1: 0, 6: 0, 11: 0, 15: 16, 20: 16, 24: 16}
        for state, cell in enumerate(table.cells):
            self.assertEqual(cell.bits, 4 if state in four_bits else 5)
            self.assertEqual(cell.baseline, four_bits.get(state, 0))

    def test_default_tables_of_lengths(self):
        """Appendix A, some rows: state, then symbol, base and bits."""
        for index, rows in (
            (0, {0: (0, 0, 4), 2: (1, 32, 5), 10: (14, 0, 6), 22: (0, 32, 4), 39: (25, 16, 4),
                 44: (1, 16, 4), 59: (24, 32, 5), 60: (35, 0, 6), 63: (32, 0, 6)}),
            (2, {0: (0, 0, 6), 1: (1, 0, 4), 2: (2, 32, 5), 24: (3, 32, 5), 44: (1, 48, 4),
                 45: (2, 16, 4), 56: (29, 0, 6), 57: (52, 0, 6), 63: (46, 0, 6)}),
        ):  # fmt: skip
            kind = zstd.SYMBOL_KINDS[index]
            table = make_fse_table(kind.default_accuracy_log, kind.default_distribution)
            for state, cell in rows.items():
                self.assertEqual(table.cells[state], cell, f"{kind.name}, state {state}")

    def test_codes_should_end_where_the_rfc_says(self):
        lengths, offsets, matches = (kind.codes for kind in zstd.SYMBOL_KINDS)
        self.assertEqual([lengths[16], lengths[25], lengths[35]], [(16, 1), (64, 6), (65536, 16)])
        self.assertEqual([matches[32], matches[43], matches[52]], [(35, 1), (131, 7), (65539, 16)])
        self.assertEqual([len(lengths), len(offsets), len(matches)], [36, 32, 53])

    def test_probability_of_the_rfc(self):
        """The example of "FSE Table Description": values from 0 to 157 in 7 or 8 bits."""
        for field, value, used in ((0, 0, 7), (97, 97, 7), (98, 98, 8), (127, 127, 8),
                                   (128 + 97, 97, 7), (226, 128, 8), (255, 157, 8)):  # fmt: skip
            bits = ForwardBits(bytes([field]), "test")
            self.assertEqual(read_probability(bits, 156), value - 1)
            self.assertEqual(bits.position, used)

    def test_bits_should_be_read_from_the_mark_down(self):
        bits = BackwardBits(bytes([0b10110011, 0b00000101]), "test")
        self.assertEqual([bits.read(2), bits.read(0), bits.read(5), bits.read(3)], [1, 0, 22, 3])
        bits.check_all_read()
        with self.assertRaises(ZstdError):
            bits.read(1)

    def test_huffman_codes_of_the_rfc(self):
        """The example of "Conversion from Weights to Huffman Prefix Codes"."""
        table = HuffmanTable.of_weights([4, 3, 2, 0, 1])
        self.assertEqual(table.max_bits, 4)
        self.assertEqual(list(table.symbols), [4, 5, 2, 2] + [1] * 4 + [0] * 8)
        self.assertEqual(list(table.lengths), [4, 4, 3, 3] + [2] * 4 + [1] * 8)

    def test_huffman_stream_should_be_used_up_exactly(self):
        table = HuffmanTable.of_weights([4, 3, 2, 0, 1])
        self.assertEqual(table.decode(backward("1" + "01"), 2), b"\0\1")
        for bits, count in (("1" + "01", 1), ("1" + "01", 3), ("1" + "0", 2)):
            with self.subTest(bits=bits, count=count), self.assertRaises(ZstdError):
                table.decode(backward(bits), count)

    def test_huffman_codes_should_have_up_to_11_bits(self):
        self.assertEqual(HuffmanTable.of_weights([1, *range(1, 11)]).max_bits, 11)
        with self.assertRaises(ZstdError):
            HuffmanTable.of_weights([1, *range(1, 12)])

    def test_distribution_of_only_one_symbol_should_be_refused(self):
        """The value 33, in 6 bits that are all set, is a probability of 32 out of 32."""
        with self.assertRaisesRegex(ZstdError, "only one symbol"):
            read_probabilities(ForwardBits(b"\x3f", "test"), 32, 36)

    def test_weights_that_make_no_tree_should_be_refused(self):
        for weights in ([], [0, 0], [12, 1], [3, 1], [2], [15] * 128):
            with self.subTest(weights=weights), self.assertRaises(ZstdError):
                HuffmanTable.of_weights(weights)


if __name__ == "__main__":
    unittest.main()
