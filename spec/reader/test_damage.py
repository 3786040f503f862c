"""Damage made at random: no error but the reader's own, an end, and nothing that was not written.

The environment variable SEED gives the seed, DAMAGES how many damages are made (400).
"""

import os
import random
import unittest

from logs import Log, NotOfTheLog, open_log
from records import Message
from segment import Refused, Unreadable, open_source
from sources import FileSource, MemorySource
from test_vectors import log_path, vector_names
from vector_form import read_log

SEED = int(os.environ.get("SEED") or random.SystemRandom().randrange(1 << 32))
DAMAGES = int(os.environ.get("DAMAGES") or 400)
LOSING = ("checksum", "zeros", "compressed block", "cut", "header", "garbage", "unfinished")


def read(data: bytes) -> dict:
    """What is read of a segment's bytes."""
    try:
        part = open_source("damaged.tape", MemorySource(data))
    except Unreadable:
        part = NotOfTheLog("damaged.tape", len(data), "header")
    return read_log(Log("damaged.tape", False, (part,)))


def damaged(data: bytes, random_: random.Random) -> bytes:
    """The bytes with a bit flipped, an end cut off, or a range zeroed, moved or put in."""
    changed = bytearray(data)
    at = random_.randrange(len(data))
    size = random_.choice([1, 8, 64, 512, 600, 4096])
    match random_.randrange(6):
        case 0 | 1:
            changed[at] ^= 1 << random_.randrange(8)
        case 2:
            del changed[at:]
        case 3:
            at = at & ~511 if size >= 512 else at
            changed[at : at + size] = bytes(len(changed[at : at + size]))
        case 4:
            target = random_.randrange(len(data)) & ~7
            changed[target : target + size] = changed[at & ~7 : (at & ~7) + size]
        case 5:
            changed[at:at] = random_.randbytes(size)
    return bytes(changed)


class DamageTest(unittest.TestCase):
    def setUp(self):
        print(f"SEED={SEED}", flush=True)
        self.originals = {}
        self.written = {}
        for name in vector_names():
            path = log_path(name)
            if not os.path.isdir(path) and not name.startswith("damaged-header"):
                with open(path, "rb") as file:
                    data = file.read()
                if not data:
                    continue
                reading = read(data)
                self.originals[name] = (data, reading)
                # Of a vector that is damaged itself, a change may undo the damage: then more is read than before.
                self.written.setdefault(reading.get("log"), set()).update(map(self._text, reading["records"]))

    def test_nothing_should_be_read_that_was_not_written(self):
        random_ = random.Random(SEED)
        names = sorted(self.originals)
        for index in range(DAMAGES):
            name = random_.choice(names)
            data, original = self.originals[name]
            changed = damaged(data, random_)
            if random_.randrange(4) == 0 and changed:
                changed = damaged(changed, random_)
            with self.subTest(vector=name, index=index, seed=SEED):
                reading = read(changed)
                self._check(reading, original, changed == data)
                if changed != data and original["verify"]["sealed"] and not name.startswith("damaged-"):
                    self.assertNotEqual(reading["verify"]["damage"], [])

    def _check(self, reading: dict, original: dict, same: bool) -> None:
        for record in reading["records"]:
            self.assertIn(self._text(record), self.written[original.get("log")])
        if same:
            self.assertEqual(reading, original)
        report = reading["verify"]
        lost = len(original["records"]) - len(reading["records"])
        kinds = [damage["kind"] for damage in report["damage"]]
        if lost > 0:
            self.assertTrue(set(kinds) & set(LOSING), f"{lost} records are gone, told: {kinds}")

    def _text(self, record: dict) -> str:
        return str({key: record[key] for key in record if key not in ("stream", "shard")})


if __name__ == "__main__":
    unittest.main()
