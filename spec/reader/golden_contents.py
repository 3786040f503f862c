"""What the golden frames hold, made the same everywhere and always."""

from collections.abc import Iterator


def random_numbers(seed: int) -> Iterator[int]:
    """Numbers below 1 << 16 from a linear congruential generator (the constants are those of
    Knuth's MMIX); Python's own generator may change with its version."""
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        yield state >> 48


def noise(size: int, seed: int) -> bytes:
    """Bytes that nothing can be gained from."""
    numbers = random_numbers(seed)
    return bytes(next(numbers) & 0xFF for _ in range(size))


def text(word_count: int) -> bytes:
    """Words of syllables, the first ones often."""
    syllables = "ta ke re mi no shi an du pek lor ven qui".split()
    numbers = random_numbers(1)
    words = ["".join(syllables[next(numbers) % 12] for _ in range(1 + n % 4)) for n in range(60)]
    chosen = (min(next(numbers) % 60, next(numbers) % 60) for _ in range(word_count))
    return " ".join(words[number] for number in chosen).encode()


def json_lines(count: int) -> bytes:
    """Events such as a log holds."""
    numbers = random_numbers(2)
    places = ("Hilo", "Fiji", "Ridgecrest", "Pahala")
    lines = (
        f'{{"id":{identity},"time":{1795000000000 + 250 * identity + next(numbers) % 250},'
        f'"place":"{places[next(numbers) % 4]}","magnitude":{next(numbers) % 70 / 10}}}\n'
        for identity in range(count)
    )
    return "".join(lines).encode()


def skewed_bytes(size: int) -> bytes:
    """Bytes of unlike frequency and no order: work for Huffman codes alone."""
    numbers = random_numbers(3)
    return bytes(min(next(numbers), next(numbers), next(numbers)) >> 9 for _ in range(size))


def many_blocks() -> bytes:
    """Over 300 KiB: few new bytes, then long stretches of what came before, at many distances."""
    numbers = random_numbers(4)
    content = bytearray(text(150))
    while len(content) < 300 << 10:
        start = next(numbers) % len(content)
        content += content[start : start + 1000 + next(numbers) % 9000]
        content += text(60)[next(numbers) % 200 :][:20]
    return bytes(content)


def repeats() -> bytes:
    """A table of which one column goes its own way: the same few offsets again and again."""
    numbers = random_numbers(5)
    rows = (f"row;{row % 2};of the same table;{next(numbers) % 10}\n" for row in range(300))
    return "".join(rows).encode()


CONTENTS = {
    "empty": b"",
    "one byte": b"T",
    "one byte repeated": b"\x07" * 400_000,
    "noise": noise(200, 6),
    "text": text(400),
    "JSON lines": json_lines(40),
    "skewed bytes": skewed_bytes(1500),
    "long matches": noise(150, 7) * 700 + b"\0" * 50_000 + noise(150, 7) * 3,
    "repeats": repeats(),
    "many blocks": many_blocks(),
}
