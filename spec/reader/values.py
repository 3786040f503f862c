"""Values and their canonical encoding: a decoder for spec/values.md.

A value is decoded to its kind and content, and not to Python's own types: to those 1, 1.0 and True
are one key of a map, times have no nanoseconds, and a decimal's scale is bounded.
"""

import base64
import datetime
import struct
import sys
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

DEPTH_MAX = 500
VARINT_BYTES_MAX = 10
SECONDS_MIN = -31_557_014_167_219_200
SECONDS_MAX = 31_556_889_864_403_199
CANONICAL_NAN = 0x7FF8000000000000

# Each level takes a few of Python's frames, be it in decoding, in printing or in comparing.
sys.setrecursionlimit(max(sys.getrecursionlimit(), 20 * DEPTH_MAX))


class MalformedValue(Exception):
    """The bytes are not the canonical encoding of a value; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value: its kind, as spec/vectors/README.md names it ("null" too), and its content.

    Content by kind: null: None; boolean: bool; integer: int; float: the 64 bits as int; decimal:
    (unscaled, scale); string: str, which may hold unpaired surrogates; bytes: bytes; time:
    (seconds, nanos); list: tuple of values; map: tuple of pairs of values.
    """

    kind: str
    content: Any = None

    def get(self, key: str) -> "Value":
        """What a map holds under a string; the null value where it holds nothing, or is no map."""
        if self.kind == "map":
            for name, value in self.content:
                if name.kind == "string" and name.content == key:
                    return value
        return NULL

    def integer(self) -> int | None:
        """The integer, or None if this is another kind."""
        return self.content if self.kind == "integer" else None

    def string(self) -> str | None:
        """The string, or None if this is another kind."""
        return self.content if self.kind == "string" else None


NULL = Value("null")


def decode(data: bytes) -> Value:
    """The one value that data encodes; raises MalformedValue for anything else."""
    decoder = ValueDecoder(data)
    value = decoder.value(0)
    if decoder.position != len(data):
        raise MalformedValue(f"The value ends at byte {decoder.position}, but the bytes go on.")
    return value


class ValueDecoder:
    """Decodes values that stand one behind the other."""

    def __init__(self, data: bytes, position: int = 0):
        self.data = data
        self.position = position

    def value(self, depth: int) -> Value:
        """The next value, which stands in so many lists and maps."""
        tag = self._take(1)[0]
        if tag in (0x0A, 0x0B) and depth >= DEPTH_MAX:
            raise self._wrong(f"lists and maps nest deeper than {DEPTH_MAX}")
        match tag:
            case 0x00:
                return NULL
            case 0x01 | 0x02:
                return Value("boolean", tag == 0x02)
            case 0x03:
                return Value("integer", self._zigzag())
            case 0x04:
                return Value("integer", self._big_integer(minimum_bits=65))
            case 0x05:
                return Value("float", self._float_bits())
            case 0x06:
                scale = self._zigzag()
                if not -(1 << 31) <= scale < 1 << 31:
                    raise self._wrong(f"a decimal's scale is {scale}")
                return Value("decimal", (self._big_integer(minimum_bits=0), scale))
            case 0x07:
                return Value("string", self._string())
            case 0x08:
                return Value("bytes", self._take(self._varint()))
            case 0x09:
                return Value("time", self._time())
            case 0x0A:
                items = []
                for _ in range(self._count(bytes_each=1)):
                    items.append(self.value(depth + 1))
                return Value("list", tuple(items))
            case 0x0B:
                return self._map(depth)
        raise self._wrong(f"no kind has the tag {tag:02X}")

    def _map(self, depth: int) -> Value:
        """A map's entries, in their order; a key stands once and is no list or map."""
        entries = []
        keys = set()
        for _ in range(self._count(bytes_each=2)):
            start = self.position
            key = self.value(depth + 1)
            if key.kind in ("list", "map"):
                raise self._wrong("a map's key is a list or a map")
            encoding = self.data[start : self.position]
            if encoding in keys:
                raise self._wrong("a map's key stands twice")
            keys.add(encoding)
            entries.append((key, self.value(depth + 1)))
        return Value("map", tuple(entries))

    def _take(self, size: int) -> bytes:
        end = self.position + size
        if end > len(self.data):
            raise self._wrong("the bytes end within a value")
        taken = bytes(self.data[self.position : end])
        self.position = end
        return taken

    def _varint(self) -> int:
        """Unsigned LEB128 in its shortest form, below 2^64."""
        number = 0
        for index in range(VARINT_BYTES_MAX):
            byte = self._take(1)[0]
            number |= (byte & 0x7F) << (7 * index)
            if byte < 0x80:
                if byte == 0 and index > 0:
                    raise self._wrong("a varint is longer than needed")
                if number >> 64:
                    raise self._wrong("a varint passes 64 bits")
                return number
        raise self._wrong("a varint has more than 10 bytes")

    def _zigzag(self) -> int:
        number = self._varint()
        return (number >> 1) ^ -(number & 1)

    def _count(self, bytes_each: int) -> int:
        """A count of values; more than the bytes can hold are refused before they are made."""
        count = self._varint()
        if count * bytes_each > len(self.data) - self.position:
            raise self._wrong("the bytes end within a value")
        return count

    def _big_integer(self, minimum_bits: int) -> int:
        """Two's complement, big-endian, in its shortest form of at least one byte."""
        data = self._take(self._varint())
        number = int.from_bytes(data, "big", signed=True)
        bits = (number if number >= 0 else ~number).bit_length() + 1
        if len(data) != (bits + 7) // 8:
            raise self._wrong("an integer is not in its shortest form")
        if bits < minimum_bits:
            raise self._wrong("an integer that fits 64 bits has the tag 04")
        return number

    def _float_bits(self) -> int:
        bits = int.from_bytes(self._take(8), "little")
        if bits & (1 << 63) - 1 > 0x7FF0000000000000 and bits != CANONICAL_NAN:
            raise self._wrong("a NaN is not the canonical one")
        return bits

    def _string(self) -> str:
        data = self._take(self._varint())
        try:
            text = data.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            raise self._wrong("a string is not UTF-8") from None
        if data.isascii() or not any("\ud800" <= char <= "\udbff" for char in text):
            return text
        for high, low in zip(text, text[1:]):
            if "\ud800" <= high <= "\udbff" and "\udc00" <= low <= "\udfff":
                raise self._wrong("a pair of surrogates is written as two code points")
        return text

    def _time(self) -> tuple[int, int]:
        seconds = self._zigzag()
        nanos = self._varint()
        if nanos > 999_999_999:
            raise self._wrong("a time's nanoseconds pass a second")
        if not SECONDS_MIN <= seconds <= SECONDS_MAX:
            raise self._wrong("a time is more than a billion years away")
        return seconds, nanos

    def _wrong(self, what: str) -> MalformedValue:
        return MalformedValue(f"Not a canonical value: {what}, at byte {self.position}.")


def to_vector(value: Value) -> Any:
    """The value as spec/vectors/ write it in JSON."""
    content = value.content
    match value.kind:
        case "null":
            return None
        case "integer":
            return {"integer": str(content)}
        case "float":
            return {"float": f"{content:016x}"}
        case "decimal":
            return {"decimal": str(content[0]), "scale": content[1]}
        case "string":
            return {"string": [ord(char) for char in content]}
        case "bytes":
            return {"bytes": content.hex()}
        case "time":
            return {"time": content[0], "nanos": content[1]}
        case "list":
            return {"list": [to_vector(item) for item in content]}
        case "map":
            return {"map": [[to_vector(key), to_vector(item)] for key, item in content]}
    return {value.kind: content}


def to_json(value: Value) -> Any:
    """The value as the tool prints it: plain JSON, as near to the value as JSON comes.

    Bytes are base64, times RFC 3339, decimals and floats that are no JSON numbers are strings, and
    so is the key of a map that is no string.
    """
    match value.kind:
        case "list":
            return [to_json(item) for item in value.content]
        case "map":
            return {_key_text(key): to_json(item) for key, item in value.content}
    return _scalar_json(value)


def _scalar_json(value: Value) -> Any:
    content = value.content
    match value.kind:
        case "float":
            number = struct.unpack("<d", struct.pack("<Q", content))[0]
            finite = number == number and abs(number) != float("inf")
            return number if finite else str(number)
        case "decimal":
            return str(Decimal((int(content[0] < 0), _digits(abs(content[0])), -content[1])))
        case "bytes":
            return base64.b64encode(content).decode("ascii")
        case "time":
            return format_time(content[0] * 1_000_000_000 + content[1])
    return content


def _digits(number: int) -> tuple[int, ...]:
    return tuple(map(int, str(number)))


def _key_text(key: Value) -> str:
    return key.content if key.kind == "string" else str(_scalar_json(key))


def format_time(nanos: int) -> str:
    """RFC 3339 in UTC, with nine digits; beyond the years 1 to 9999 the nanoseconds since 1970."""
    seconds, fraction = divmod(nanos, 1_000_000_000)
    epoch = datetime.datetime(1970, 1, 1)
    try:
        date = epoch + datetime.timedelta(seconds=seconds)
    except OverflowError:
        return f"{nanos} ns"
    return f"{date.isoformat()}.{fraction:09d}Z"
