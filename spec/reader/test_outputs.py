"""What the calls of the vector `controller` put out, and what an output without its value stands for."""

import json
import os
import struct
import unittest

import values
from logs import open_log
from outputs import outputs, read_outputs
from records import ENCODINGS, Call, Message, Step
from test_vectors import VECTORS, log_path
from verify import verify
from xxh64 import xxh64


def steps_of(name: str) -> list[Step]:
    """The step records of a vector."""
    found = []

    def take(segment, record):
        if isinstance(record.content, Step):
            found.append(record.content)

    log = open_log(log_path(name))
    try:
        verify(log, take)
    finally:
        log.close()
    return found


def message_of(encoding: str, payload: bytes) -> Message:
    """A message of that payload."""
    return Message(1, 0, 1, 0, ENCODINGS.index(encoding), None, (), None, payload)


def value_of(encoding: str, payload: bytes) -> values.Value:
    """The value of an output that stands without it, behind a message of that payload."""
    call = Call(0, 1, 0, 0, bytes.fromhex("0a02 00 0a00"))
    return outputs(call, message_of(encoding, payload))[0].content[0]


class OutputsTest(unittest.TestCase):
    maxDiff = 10_000

    def test_each_call_should_have_the_outputs_that_the_vector_tells(self):
        with open(os.path.join(VECTORS, "outputs.json"), encoding="utf-8") as file:
            told = json.load(file)
        log = open_log(log_path("controller"))
        try:
            read = [
                {"ordinal": each.ordinal, "step": each.step, "output": values.to_vector(each.output)}
                for each in read_outputs(log)
            ]
        finally:
            log.close()
        self.assertEqual(read, told)

    def test_the_vector_should_have_outputs_whole_and_without_their_value(self):
        calls = [call for step in steps_of("controller") for call in step.calls if call.outputs]
        sizes = [len(values.decode(call.outputs_bytes).content) for call in calls]
        self.assertEqual(sizes, [3, 3, 2, 2, 2, 2, 3, 3])
        for call, size in zip(calls, sizes):
            self.assertEqual(xxh64(call.outputs_bytes) == call.outputs_digest, size == 3)

    def test_the_value_should_be_that_of_the_payload(self):
        self.assertEqual(value_of("text", "größer".encode()), values.Value("string", "größer"))
        self.assertEqual(value_of("bytes", b"\x00\xff"), values.Value("bytes", b"\x00\xff"))
        self.assertEqual(value_of("value", b"\x03\x02"), values.Value("integer", 1))
        digits = "1" + "0" * 5000
        self.assertEqual(value_of("json", digits.encode()), values.Value("integer", 10**5000))
        bits = struct.unpack("<Q", struct.pack("<d", -0.0))[0]
        self.assertEqual(value_of("json", b"-0.0"), values.Value("float", bits))
        self.assertEqual(
            values.to_json(value_of("json", b'{"a":1,"b":[null,true,"\\ud800"],"a":2}')),
            {"a": 2, "b": [None, True, "\ud800"]},
        )

    def test_what_is_not_there_should_be_told(self):
        call = Call(0, 1, 0, 0, bytes.fromhex("0a02 00 0a00"))
        with self.assertRaisesRegex(values.MalformedValue, "is lost"):
            outputs(call, None)
        for encoding in ("withheld", "malformed"):
            with self.assertRaisesRegex(values.MalformedValue, "has none"):
                outputs(call, message_of(encoding, b""))
        with self.assertRaisesRegex(values.MalformedValue, "is not a list of"):
            outputs(call._replace(outputs_bytes=b"\x0a\x01\x00"), None)


if __name__ == "__main__":
    unittest.main()
