"""What is so at the checkpoints of the vector `controller`, and records of the shape that run-log.md gives them."""

import hashlib
import json
import os
import unittest

import states
import values
from logs import open_log
from records import Other
from states import read_states
from test_vectors import VECTORS, log_path
from verify import verify


def controller_records() -> list[tuple[tuple[int, int], int, values.Value]]:
    """Place, kind and content of each record of the controller."""
    found = []

    def take(segment, record):
        if isinstance(record.content, Other):
            place = (segment.identity.segment, record.frame.offset)
            found.append((place, record.frame.kind, record.content.value))

    log = open_log(log_path("controller"))
    try:
        verify(log, take)
    finally:
        log.close()
    return found


def keys(value: values.Value) -> list[str]:
    """The names in a map."""
    return [key.content for key, _ in value.content]


def encoded_keys_sorted(state: states.StepState, told: list) -> list:
    """A state's entries as the vector writes them; told says the order, that of the keys' encodings."""
    order = {json.dumps(key): place for place, (key, _) in enumerate(told)}
    written = [[values.to_vector(key), values.to_vector(item)] for key, item in state.entries.items()]
    return sorted(written, key=lambda entry: order.get(json.dumps(entry[0]), -1))


class StatesTest(unittest.TestCase):
    maxDiff = 10_000

    def test_each_checkpoint_should_have_the_state_that_the_vector_tells(self):
        with open(os.path.join(VECTORS, "states.json"), encoding="utf-8") as file:
            told = json.load(file)
        log = open_log(log_path("controller"))
        try:
            read = list(read_states(log))
        finally:
            log.close()
        self.assertEqual(len(read), len(told))
        self.assertGreaterEqual(len(told), 5)
        for checkpoint, expected in zip(read, told):
            with self.subTest(inputs=expected["inputs"]):
                self.assertEqual(checkpoint.place, (expected["segment"], expected["offset"]))
                self.assertEqual(checkpoint.inputs, expected["inputs"])
                self.assertEqual(list(checkpoint.code), expected["code"])
                self.assertEqual(len(checkpoint.states), len(expected["states"]))
                for state, expected_state in zip(checkpoint.states, expected["states"]):
                    self.assertEqual(f"{state.digest:x}", expected_state["digest"])
                    self.assertEqual(
                        encoded_keys_sorted(state, expected_state["entries"]),
                        expected_state["entries"],
                    )

    def test_the_vector_should_have_all_there_is(self):
        kinds = [kind for _, kind, _ in controller_records()]
        self.assertEqual(set(kinds), set(range(16, 24)))
        parts = [content for _, kind, content in controller_records() if kind == states.PART]
        of_changes = [part for part in parts if keys(part) == ["step", "written", "removed", "previous"]]
        of_snapshots = [part for part in parts if "entries" in keys(part)]
        self.assertEqual(len(of_changes) + len(of_snapshots), len(parts))
        self.assertTrue(any(part.get("removed").content for part in of_changes))
        self.assertTrue(any(part.get("previous").kind == "null" for part in of_changes))
        self.assertEqual([part.get("last").content for part in of_snapshots], [False, True])

    def test_a_part_that_no_checkpoint_follows_should_not_count(self):
        read = controller_records()
        followed = {states._place(content.get("previous")) for _, _, content in read}
        unused = [
            content
            for place, kind, content in read
            if kind == states.PART and place not in followed
        ]
        self.assertEqual(len(unused), 1)
        decoder = values.ValueDecoder(unused[0].get("written").content)
        key, value = decoder.value(0), decoder.value(0)
        log = open_log(log_path("controller"))
        try:
            for checkpoint in read_states(log):
                self.assertNotEqual(checkpoint.states[0].entries.get(key), value)
        finally:
            log.close()

    def test_a_place_where_no_checkpoint_is_should_be_told(self):
        read = {place: (kind, content) for place, kind, content in controller_records()}
        first = next(place for place, (kind, _) in read.items() if kind == states.CHECKPOINT)
        part = states._place(read[first][1].get("previous"))
        del read[part]
        with self.assertRaisesRegex(values.MalformedValue, rf"at \({part[0]}, {part[1]}\)"):
            states._states(first, read)

    def test_records_of_another_shape_should_be_told(self):
        log = open_log(log_path("kinds"))
        try:
            with self.assertRaisesRegex(states.BrokenChain, "has no integer 'inputs'"):
                list(read_states(log))
        finally:
            log.close()

    def test_the_digest_of_code_should_be_as_the_page_says(self):
        for _, kind, content in controller_records():
            codes = content.get("code").content if kind == states.RUN_START else ()
            for code in (content,) if kind == states.CODE_CHANGE else codes:
                items = [code.get("language").content.encode(), code.get("entry").content.encode()]
                for file in code.get("files").content:
                    items += [file.get("name").content.encode(), file.get("content").content]
                digest = hashlib.sha256(
                    b"".join(len(item).to_bytes(8, "big") + item for item in items)
                )
                self.assertEqual(code.get("digest").content, digest.hexdigest())


if __name__ == "__main__":
    unittest.main()
