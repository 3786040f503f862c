"""A Zstandard decompressor: one frame in, its content out, with nothing but the standard library.

Written from RFC 8878, "Zstandard Compression and the 'application/zstd' Media Type"; names in
quotes in the docstrings are its section titles. It is made to be read beside the RFC: it checks
what the RFC says must be so, and is only as fast as that allows.

Not read are skippable frames and frames that need a dictionary: no log holds them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from xxh64 import xxh64
from zstd_entropy import (
    BackwardBits,
    Cursor,
    FseCell,
    FseTable,
    HuffmanTable,
    ZstdError,
    make_fse_table,
    read_fse_table,
    read_huffman_weights,
)

MAGIC_NUMBER = 0xFD2FB528
SKIPPABLE_MAGIC_NUMBERS = range(0x184D2A50, 0x184D2A60)
BLOCK_BYTES_MAX = 128 << 10
CONTENT_BYTES_MAX = 1 << 30


def decompress(data: bytes, max_size: int = CONTENT_BYTES_MAX) -> bytes:
    """The content of the one frame that data is ("Zstandard Frames").

    Raises ZstdError if data is anything but one whole frame, or if its content is longer than
    max_size bytes, which also bounds the memory: to little more than twice as much.
    """
    frame = Cursor(data, "frame")
    header = read_frame_header(frame)
    if header.content_size is not None and header.content_size > max_size:
        raise ZstdError(f"The content, {header.content_size} bytes, is over the limit {max_size}.")
    content = read_blocks(frame, header, max_size)
    check_content(frame, header, content)
    if not frame.at_end():
        raise ZstdError(f"The frame ends at byte {frame.position}, but the data goes on.")
    return bytes(content)


# Frames


class FrameHeader(NamedTuple):
    """What "Frame_Header" tells: sizes in bytes, the content's only if it is known."""

    window_size: int
    content_size: int | None
    has_checksum: bool


def read_frame_header(frame: Cursor) -> FrameHeader:
    """Reads the magic number and "Frame_Header"."""
    check_magic_number(frame.number(4, "magic number"))
    descriptor = frame.number(1, "header")
    if descriptor & 0x08:
        raise ZstdError("The reserved bit of the frame header is set.")
    single_segment = bool(descriptor & 0x20)
    window_size = 0 if single_segment else read_window_size(frame)
    if frame.number((0, 1, 2, 4)[descriptor & 3], "dictionary id"):
        raise ZstdError("The frame needs a dictionary.")
    content_size = read_content_size(frame, descriptor >> 6, single_segment)
    if single_segment and content_size is not None:  # with a single segment it never is None
        window_size = content_size
    return FrameHeader(window_size, content_size, bool(descriptor & 0x04))


def check_magic_number(magic_number: int) -> None:
    """Refuses "Skippable Frames" and what is not of Zstandard."""
    if magic_number in SKIPPABLE_MAGIC_NUMBERS:
        raise ZstdError("The frame is a skippable one, without content.")
    if magic_number != MAGIC_NUMBER:
        raise ZstdError(f"The data begins with {magic_number:#010x}, not with Zstandard's number.")


def read_window_size(frame: Cursor) -> int:
    """Reads "Window_Descriptor"."""
    descriptor = frame.number(1, "window descriptor")
    window_base = 1 << (10 + (descriptor >> 3))
    return window_base + (window_base >> 3) * (descriptor & 7)


def read_content_size(frame: Cursor, size_flag: int, single_segment: bool) -> int | None:
    """Reads "Frame_Content_Size", which may be missing."""
    field_size = (1 if single_segment else 0, 2, 4, 8)[size_flag]
    if not field_size:
        return None
    return frame.number(field_size, "content size") + (256 if field_size == 2 else 0)


def read_blocks(frame: Cursor, header: FrameHeader, max_size: int) -> bytearray:
    """Reads "Blocks" up to the last one."""
    decoder = BlockDecoder(header.window_size)
    last = False
    while not last:
        block_start = frame.position
        try:
            last = read_block(frame, decoder)
        except ZstdError as error:
            raise ZstdError(f"In the block at byte {block_start}: {error}") from None
        if len(decoder.content) > max_size:
            raise ZstdError(f"The content is over the limit of {max_size} bytes.")
    return decoder.content


def read_block(frame: Cursor, decoder: "BlockDecoder") -> bool:
    """Reads a block's header and content ("Blocks"); tells whether it is the last one."""
    block_header = frame.number(3, "block header")
    size = block_header >> 3
    if size > decoder.block_size_max:
        raise ZstdError(f"It is of {size} bytes; {decoder.block_size_max} are the limit here.")
    match block_header >> 1 & 3:
        case 0:
            decoder.content += frame.take(size, "raw block")
        case 1:
            decoder.content += frame.take(1, "RLE block") * size
        case 2:
            decoder.decode(Cursor(frame.take(size, "compressed block"), "block"))
        case _:
            raise ZstdError("Its type is the reserved one.")
    return bool(block_header & 1)


def check_content(frame: Cursor, header: FrameHeader, content: bytearray) -> None:
    """Compares the content with its size in the header and with "Content_Checksum"."""
    if header.content_size not in (None, len(content)):
        raise ZstdError(f"The content is {len(content)} bytes, not {header.content_size} as said.")
    if header.has_checksum:
        checksum = frame.number(4, "checksum")
        if checksum != xxh64(content) & 0xFFFFFFFF:
            raise ZstdError("The content does not match its checksum.")


# Compressed blocks


class Sequence(NamedTuple):
    """So many literals, then a match: bytes to be copied from what is there already."""

    literals_length: int
    offset_value: int
    match_length: int


class BlockDecoder:
    """Decodes "Compressed Blocks" and keeps what one block leaves to the next."""

    def __init__(self, window_size: int):
        self.content = bytearray()
        self.window_size = window_size
        self.block_size_max = min(window_size, BLOCK_BYTES_MAX)
        self.huffman: HuffmanTable | None = None
        self.sequence_tables: list[SequenceTable | None] = [None] * len(SYMBOL_KINDS)
        self.recent_offsets = RecentOffsets()

    def decode(self, block: Cursor) -> None:
        """Appends a block's content to the content."""
        literals = self._read_literals(block)
        self._execute(self._read_sequences(block), literals)

    def _read_literals(self, block: Cursor) -> bytes:
        """Reads "Literals_Section_Header", and what follows by its Literals_Block_Type."""
        first = block.number(1, "literals section")
        block_type, size_format = first & 3, first >> 2 & 3
        if block_type >= 2:
            return self._read_compressed_literals(block, first >> 4, size_format, block_type == 3)
        size = first >> 3
        if size_format & 1:
            more_bytes = 1 if size_format == 1 else 2
            size = first >> 4 | block.number(more_bytes, "literals section header") << 4
        self._check_literals_size(size)
        if block_type == 0:
            return block.take(size, "raw literals")
        return block.take(1, "RLE literals") * size

    def _read_compressed_literals(
        self, block: Cursor, low_bits: int, size_format: int, treeless: bool
    ) -> bytes:
        """Reads "Compressed_Literals_Block and Treeless_Literals_Block"."""
        more_bytes = (2, 2, 3, 4)[size_format]
        sizes = low_bits | block.number(more_bytes, "literals section header") << 4
        size_bits = (10, 10, 14, 18)[size_format]
        size = sizes & ((1 << size_bits) - 1)
        self._check_literals_size(size)
        streams = Cursor(block.take(sizes >> size_bits, "literals"), "literals section")
        if not treeless:
            self.huffman = HuffmanTable.of_weights(read_huffman_weights(streams))
        if self.huffman is None:
            raise ZstdError("It repeats a Huffman tree, but there is none before it.")
        if size_format == 0:
            return self.huffman.decode(streams.rest(), size)
        return read_four_streams(streams, self.huffman, size)

    def _check_literals_size(self, size: int) -> None:
        """Refuses more literals than a block can hold, before they are made."""
        if size > self.block_size_max:
            raise ZstdError(f"It has {size} literals; {self.block_size_max} are the limit here.")

    def _read_sequences(self, block: Cursor) -> Iterator[Sequence]:
        """Reads "Sequences_Section_Header" and the tables after it."""
        count = read_sequence_count(block)
        if count == 0:
            if not block.at_end():
                raise ZstdError("It has no sequences, but more bytes.")
            return iter(())
        modes = block.number(1, "symbol compression modes")
        if modes & 3:
            raise ZstdError("The reserved bits of its symbol compression modes are set.")
        tables = []
        for index, previous in enumerate(self.sequence_tables):
            mode = modes >> (6 - 2 * index) & 3
            table = read_sequence_table(block, index, mode, previous)
            self.sequence_tables[index] = table
            tables.append(table)
        return decode_sequences(BackwardBits(block.rest(), "sequences"), count, tables)

    def _execute(self, sequences: Iterator[Sequence], literals: bytes) -> None:
        """Makes content of literals and sequences ("Sequence Execution")."""
        content = self.content
        limit = len(content) + self.block_size_max
        used = 0
        for literals_length, offset_value, match_length in sequences:
            literals_end = used + literals_length
            if literals_end > len(literals):
                raise ZstdError("Its sequences take more literals than it has.")
            if len(content) + literals_length + match_length > limit:
                raise self._too_long()
            content += literals[used:literals_end]
            used = literals_end
            offset = self.recent_offsets.take(offset_value, literals_length)
            self._copy_match(offset, match_length)
        if len(content) + len(literals) - used > limit:
            raise self._too_long()
        content += literals[used:]

    def _too_long(self) -> ZstdError:
        """What to raise for content that outgrows a block."""
        return ZstdError(f"Its content is over the limit of {self.block_size_max} bytes.")

    def _copy_match(self, offset: int, length: int) -> None:
        """Appends length bytes that begin offset bytes back; they may run into themselves."""
        content = self.content
        if offset > len(content) or offset > self.window_size:
            raise ZstdError(f"A match is {offset} bytes back, where no content is to be had.")
        start = len(content) - offset
        if length <= offset:
            content += content[start : start + length]
        else:
            content += (content[start:] * (length // offset + 1))[:length]


class RecentOffsets:
    """The three offsets last used, the latest first ("Repeat Offsets")."""

    def __init__(self) -> None:
        self.offsets = [1, 4, 8]

    def take(self, offset_value: int, literals_length: int) -> int:
        """The offset that a sequence means; it becomes the latest."""
        offsets = self.offsets
        index = offset_value - 1 if literals_length else offset_value
        if offset_value <= 3 and index < 3:
            offsets.insert(0, offsets.pop(index))
            return offsets[0]
        offset = offset_value - 3 if offset_value > 3 else offsets[0] - 1
        if offset == 0:
            raise ZstdError("A match is 0 bytes back.")
        offsets.insert(0, offset)
        offsets.pop()
        return offset


def read_four_streams(streams: Cursor, huffman: HuffmanTable, size: int) -> bytes:
    """Reads "Jump_Table" and the four streams after it, size literals in all."""
    if size < 6:
        raise ZstdError(f"Its {size} literals are too few for four streams.")
    stream_sizes = [streams.number(2, "jump table") for _ in range(3)]
    part_size = (size + 3) // 4
    parts = [huffman.decode(streams.take(each, "streams"), part_size) for each in stream_sizes]
    parts.append(huffman.decode(streams.rest(), size - 3 * part_size))
    return b"".join(parts)


# Sequences


class SymbolKind(NamedTuple):
    """One of the three kinds of symbols of a sequence ("Sequence Codes for Lengths and Offsets").

    A code stands for baseline + so many extra bits. The default distribution is that of "Default
    Distributions".
    """

    name: str
    codes: list[tuple[int, int]]
    accuracy_log_max: int
    default_accuracy_log: int
    default_distribution: list[int]


def make_codes(first: int, extra_bits: list[int]) -> list[tuple[int, int]]:
    """Codes whose ranges follow one another: baselines and numbers of extra bits."""
    codes = []
    for bits in extra_bits:
        codes.append((first, bits))
        first += 1 << bits
    return codes


SYMBOL_KINDS = (
    SymbolKind(
        "literals lengths",
        make_codes(0, [0] * 16 + [1] * 4 + [2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
        9,
        6,
        [4, 3] + [2] * 11 + [1] * 3 + [2] * 9 + [3, 2] + [1] * 5 + [-1] * 4,
    ),
    SymbolKind(
        "offsets",
        [(1 << bits, bits) for bits in range(32)],
        8,
        5,
        [1] * 6 + [2] * 3 + [1] * 15 + [-1] * 5,
    ),
    SymbolKind(
        "match lengths",
        make_codes(
            3,
            [0] * 32 + [1] * 4 + [2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
        ),
        9,
        6,
        [1, 4, 3] + [2] * 6 + [1] * 37 + [-1] * 7,
    ),
)
"""In the order of their modes and tables in a block."""


class SequenceTable(NamedTuple):
    """A decoding table of one kind: by state, the baseline and extra bits of its value, and the
    baseline and bits of the next state."""

    accuracy_log: int
    cells: list[tuple[int, int, int, int]]


def read_sequence_count(block: Cursor) -> int:
    """Reads Number_of_Sequences ("Sequences_Section_Header")."""
    first = block.number(1, "number of sequences")
    if first < 128:
        return first
    if first < 255:
        return (first - 128 << 8) + block.number(1, "number of sequences")
    return block.number(2, "number of sequences") + 0x7F00


def read_sequence_table(
    block: Cursor, index: int, mode: int, previous: SequenceTable | None
) -> SequenceTable:
    """Reads the table of a kind by its Compression_Mode ("Sequences_Section_Header")."""
    kind = SYMBOL_KINDS[index]
    match mode:
        case 0:
            return DEFAULT_TABLES[index]
        case 1:
            symbol = block.number(1, f"table of {kind.name}")
            return make_sequence_table(kind, FseTable(0, [FseCell(symbol, 0, 0)]))
        case 2:
            fse = read_fse_table(block, kind.name, kind.accuracy_log_max, len(kind.codes))
            return make_sequence_table(kind, fse)
        case _:
            if previous is None:
                raise ZstdError(f"It repeats a table of {kind.name}, but there is none before it.")
            return previous


def make_sequence_table(kind: SymbolKind, fse: FseTable) -> SequenceTable:
    """Puts what the codes stand for in the place of the codes."""
    if any(cell.symbol >= len(kind.codes) for cell in fse.cells):
        raise ZstdError(f"Its table of {kind.name} has an unknown code.")
    cells = [(*kind.codes[symbol], baseline, bits) for symbol, baseline, bits in fse.cells]
    return SequenceTable(fse.accuracy_log, cells)


DEFAULT_TABLES = tuple(
    make_sequence_table(kind, make_fse_table(kind.default_accuracy_log, kind.default_distribution))
    for kind in SYMBOL_KINDS
)


def decode_sequences(
    bits: BackwardBits, count: int, tables: list[SequenceTable]
) -> Iterator[Sequence]:
    """Decodes count sequences ("Decoding Sequences")."""
    read = bits.read
    literals_state, offset_state, match_state = [read(table.accuracy_log) for table in tables]
    literals_cells, offset_cells, match_cells = [table.cells for table in tables]
    for left in reversed(range(count)):
        literals_base, literals_extra, literals_next, literals_bits = literals_cells[literals_state]
        offset_base, offset_extra, offset_next, offset_bits = offset_cells[offset_state]
        match_base, match_extra, match_next, match_bits = match_cells[match_state]
        offset_value = offset_base + read(offset_extra)
        match_length = match_base + read(match_extra)
        yield Sequence(literals_base + read(literals_extra), offset_value, match_length)
        if left:
            literals_state = literals_next + read(literals_bits)
            match_state = match_next + read(match_bits)
            offset_state = offset_next + read(offset_bits)
    bits.check_all_read()
