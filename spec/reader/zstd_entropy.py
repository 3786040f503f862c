"""The lower half of the Zstandard decompressor: bytes, bits, and RFC 8878's "Entropy Encoding"."""

from typing import NamedTuple


class ZstdError(ValueError):
    """Bytes that are not one well-formed Zstandard frame, or one that is refused."""


class Cursor:
    """A place in bytes that are read from first to last; whole is what errors call them."""

    def __init__(self, data: bytes, whole: str):
        self.data = data
        self.whole = whole
        self.position = 0

    def take(self, count: int, part: str) -> bytes:
        """The next count bytes, which are a part of the whole."""
        end = self.position + count
        if end > len(self.data):
            raise ZstdError(f"The {self.whole} ends within its {part}.")
        taken = self.data[self.position : end]
        self.position = end
        return taken

    def number(self, size: int, part: str) -> int:
        """The next size bytes as a little-endian number."""
        return int.from_bytes(self.take(size, part), "little")

    def rest(self) -> bytes:
        """All that has not been taken; does not take it."""
        return self.data[self.position :]

    def at_end(self) -> bool:
        """Whether all has been taken."""
        return self.position == len(self.data)


class BackwardBits:
    """Bits that are read from the last to the first, below the mark that ends them."""

    def __init__(self, data: bytes, name: str):
        if not data or not data[-1]:
            raise ZstdError(f"The bits of its {name} have no mark at their end.")
        self.data = data
        self.name = name
        self.left = 8 * len(data) - 9 + data[-1].bit_length()

    def read(self, count: int) -> int:
        """The next count bits, the first of them the highest."""
        if not count:
            return 0
        end = self.left
        self.left = start = end - count
        if start < 0:
            raise ZstdError(f"The bits of its {self.name} are too few.")
        word = int.from_bytes(self.data[start >> 3 : (end + 7) >> 3], "little")
        return word >> (start & 7) & ((1 << count) - 1)

    def check_all_read(self) -> None:
        """Refuses bits that are left over."""
        if self.left:
            raise ZstdError(f"The bits of its {self.name} are too many.")


class ForwardBits:
    """Bits that are read from the first to the last; past their end they seem to be zero."""

    def __init__(self, data: bytes, name: str):
        self.word = int.from_bytes(data, "little")
        self.size = 8 * len(data)
        self.name = name
        self.position = 0

    def peek(self, count: int) -> int:
        """The next count bits, the first of them the lowest."""
        return self.word >> self.position & ((1 << count) - 1)

    def read(self, count: int) -> int:
        """Peeks and goes on."""
        bits = self.peek(count)
        self.position += count
        if self.position > self.size:
            raise ZstdError(f"The table of {self.name} is cut off.")
        return bits


# Entropy Encoding: FSE


class FseCell(NamedTuple):
    """What a state stands for: a symbol, and a next state of baseline + so many bits."""

    symbol: int
    baseline: int
    bits: int


class FseTable(NamedTuple):
    """A decoding table of "FSE": a cell for each of the 1 << accuracy_log states."""

    accuracy_log: int
    cells: list[FseCell]


def read_fse_table(source: Cursor, name: str, accuracy_log_max: int, symbol_count: int) -> FseTable:
    """Reads "FSE Table Description", which describes symbols below symbol_count."""
    bits = ForwardBits(source.rest()[:128], name)
    accuracy_log = bits.read(4) + 5
    if accuracy_log > accuracy_log_max:
        raise ZstdError(f"The table of {name} has accuracy log {accuracy_log}, which is too high.")
    probabilities = read_probabilities(bits, 1 << accuracy_log, symbol_count)
    source.take((bits.position + 7) // 8, f"table of {name}")
    return make_fse_table(accuracy_log, probabilities)


def read_probabilities(bits: ForwardBits, left: int, symbol_count: int) -> list[int]:
    """Reads the symbols' probabilities until nothing is left to be given to further symbols."""
    probabilities: list[int] = []
    while left:
        if len(probabilities) >= symbol_count:
            raise ZstdError(f"The table of {bits.name} has too many symbols.")
        probability = read_probability(bits, left)
        probabilities.append(probability)
        left -= abs(probability)
        zeros = 3 if probability == 0 else 0
        while zeros == 3:
            zeros = bits.read(2)
            probabilities += [0] * zeros
    if sum(map(bool, probabilities)) < 2:
        raise ZstdError(f"The table of {bits.name} has only one symbol.")
    return probabilities


def read_probability(bits: ForwardBits, left: int) -> int:
    """Reads a probability of up to left, or -1 for "less than 1".

    A field of so many values that not all of its width is needed gives one bit less to the
    smallest of them.
    """
    value_max = left + 1
    width = value_max.bit_length()
    short_values = (1 << width) - 1 - value_max
    value = bits.peek(width - 1)
    if value < short_values:
        bits.read(width - 1)
    else:
        value = bits.read(width)
        if value >= 1 << (width - 1):
            value -= short_values
    return value - 1


def make_fse_table(accuracy_log: int, probabilities: list[int]) -> FseTable:
    """Gives states to symbols and successors to states ("FSE Table Description")."""
    size = 1 << accuracy_log
    shares = [abs(probability) for probability in probabilities]
    cells = []
    for symbol in spread_symbols(size, probabilities):
        share = shares[symbol]
        shares[symbol] += 1
        bits = accuracy_log + 1 - share.bit_length()
        cells.append(FseCell(symbol, (share << bits) - size, bits))
    return FseTable(accuracy_log, cells)


def spread_symbols(size: int, probabilities: list[int]) -> list[int]:
    """The symbol of each state: the rarest from the end down, the others in wide steps."""
    rarest = [symbol for symbol, probability in enumerate(probabilities) if probability < 0]
    free = size - len(rarest)
    symbols = [0] * free + rarest[::-1]
    step = (size >> 1) + (size >> 3) + 3
    position = 0
    for symbol, probability in enumerate(probabilities):
        for _ in range(probability):
            symbols[position] = symbol
            position = (position + step) % size
            while position >= free:
                position = (position + step) % size
    return symbols


# Entropy Encoding: Huffman coding

HUFFMAN_BITS_MAX = 11
WEIGHTS_MAX = 255


def read_huffman_weights(source: Cursor) -> list[int]:
    """Reads the weights of "Huffman Tree Description", all but the last one."""
    header = source.number(1, "Huffman tree")
    if header < 128:
        weights = Cursor(source.take(header, "Huffman tree"), "Huffman tree")
        return decode_huffman_weights(weights)
    count = header - 127
    packed = source.take((count + 1) // 2, "Huffman tree")
    return [weight for byte in packed for weight in (byte >> 4, byte & 15)][:count]


def decode_huffman_weights(source: Cursor) -> list[int]:
    """Decodes "FSE Compression of Huffman Weights": two states that take turns."""
    table = read_fse_table(source, "Huffman weights", 6, HUFFMAN_BITS_MAX + 1)
    bits = BackwardBits(source.rest(), "Huffman weights")
    cells = table.cells
    state, other_state = bits.read(table.accuracy_log), bits.read(table.accuracy_log)
    weights = []
    for _ in range(WEIGHTS_MAX - 1):
        symbol, baseline, count = cells[state]
        weights.append(symbol)
        if count > bits.left:
            return [*weights, cells[other_state].symbol]
        state, other_state = other_state, baseline + bits.read(count)
    raise ZstdError("The Huffman tree has more weights than there are bytes.")


class HuffmanTable(NamedTuple):
    """What the next max_bits bits of a stream stand for: a symbol, and how many of the bits."""

    max_bits: int
    symbols: bytes
    lengths: bytes

    @classmethod
    def of_weights(cls, weights: list[int]) -> "HuffmanTable":
        """Adds the last weight and lays the codes out in order.

        See "Huffman Tree Description" and "Conversion from Weights to Huffman Prefix Codes": a
        symbol of weight w is what 1 << (w - 1) neighbouring bit patterns begin with.
        """
        total = sum(1 << weight >> 1 for weight in weights)
        max_bits = total.bit_length()
        last = (1 << max_bits) - total
        if last & (last - 1) or max_bits > HUFFMAN_BITS_MAX or max_bits == 0:
            raise ZstdError("The weights of the Huffman tree do not make a tree.")
        weights = [*weights, last.bit_length()]
        if 1 not in weights:
            raise ZstdError("The weights of the Huffman tree leave out the lowest one.")
        order = sorted((weight, symbol) for symbol, weight in enumerate(weights) if weight)
        return cls(
            max_bits,
            b"".join(bytes([symbol]) * (1 << weight - 1) for weight, symbol in order),
            b"".join(bytes([max_bits + 1 - weight]) * (1 << weight - 1) for weight, _ in order),
        )

    def decode(self, stream: bytes, count: int) -> bytes:
        """Decodes count symbols, which must take the whole stream ("Huffman-Coded Streams")."""
        max_bits, symbols, lengths = self
        mask = (1 << max_bits) - 1
        # Bits are taken from words of so many bytes, to spare most of the slicing. Zeros before
        # the stream stand for what a word reaches below its first bit.
        word_bytes = 32
        symbols_per_word = (8 * word_bytes - 7) // max_bits
        floor = 8 * word_bytes
        end = floor + BackwardBits(stream, "literals").left
        padded = bytes(word_bytes) + stream
        decoded = bytearray()
        while len(decoded) < count and end >= floor:
            word_start = (end + 7 >> 3) - word_bytes
            word = int.from_bytes(padded[word_start : word_start + word_bytes], "little")
            shift = end - 8 * word_start - max_bits
            for _ in range(min(symbols_per_word, count - len(decoded))):
                code = word >> shift & mask
                decoded.append(symbols[code])
                shift -= lengths[code]
            end = 8 * word_start + shift + max_bits
        if len(decoded) < count or end != floor:
            raise ZstdError("The bits of its literals do not match their number.")
        return bytes(decoded)
