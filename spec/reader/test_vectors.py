"""Every vector of spec/vectors/, read and compared with what its JSON says."""

import json
import os
import unittest

import values
from logs import open_log
from vector_form import read_log

VECTORS = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "vectors")


def vector_names() -> list[str]:
    """The names of all vectors but those of values, states and outputs, as they are found in the folder."""
    names = {name.removesuffix(".json") for name in os.listdir(VECTORS) if name.endswith(".json")}
    return sorted(names - {"values", "not-values", "states", "outputs"})


def log_path(name: str) -> str:
    """The segment or folder of a vector."""
    path = os.path.join(VECTORS, name)
    return path if os.path.isdir(path) else path + ".tape"


class VectorsTest(unittest.TestCase):
    maxDiff = 10_000

    def test_every_vector_should_read_as_its_json_says(self):
        self.assertGreaterEqual(len(vector_names()), 50)
        for name in vector_names():
            with self.subTest(vector=name):
                with open(os.path.join(VECTORS, name + ".json"), encoding="utf-8") as file:
                    expected = json.load(file)
                log = open_log(log_path(name))
                try:
                    reading = read_log(log)
                finally:
                    log.close()
                self.assertEqual(reading["verify"], expected["verify"])
                for read, told in zip(reading["records"], expected["records"]):
                    self.assertEqual(read, told)
                self.assertEqual(reading, expected)

    def test_every_log_should_have_a_json(self):
        logs = {name.removesuffix(".tape") for name in os.listdir(VECTORS)}
        logs -= {name for name in logs if name.endswith((".json", ".md"))}
        self.assertEqual(sorted(logs), vector_names())


class ValuesTest(unittest.TestCase):
    def test_every_value_should_decode_as_told(self):
        with open(os.path.join(VECTORS, "values.json"), encoding="utf-8") as file:
            told = json.load(file)
        self.assertGreater(len(told), 40)
        for value in told:
            with self.subTest(hex=value["hex"]):
                self.assertEqual(values.to_vector(values.decode(bytes.fromhex(value["hex"]))),
                                 value["value"])  # fmt: skip

    def test_the_example_of_the_page(self):
        data = bytes.fromhex(
            "0B 02  07 03 6D 61 67  05 00 00 00 00 00 00 12 40"
            "07 04 74 61 67 73  0A 02  07 01 61  00"
        )
        self.assertEqual(values.to_json(values.decode(data)), {"mag": 4.5, "tags": ["a", None]})

    def test_nesting_should_end_at_500(self):
        deepest = b"\x0a\x01" * 499 + b"\x0a\x00"
        values.to_vector(values.decode(deepest))
        with self.assertRaisesRegex(values.MalformedValue, "nest deeper than 500"):
            values.decode(b"\x0a\x01" + deepest)

    def test_what_is_not_canonical_should_be_refused(self):
        with open(os.path.join(VECTORS, "not-values.json"), encoding="utf-8") as file:
            refused = json.load(file)
        self.assertGreater(len(refused), 30)
        for data in refused:
            with self.subTest(hex=data), self.assertRaises(values.MalformedValue):
                values.decode(bytes.fromhex(data))


if __name__ == "__main__":
    unittest.main()
