"""The tool as a process: what it prints, and its exit codes."""

import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest

from test_vectors import VECTORS, log_path

TOOL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tape.py")
TIMEOUT_SECONDS = 60


def run(*arguments: str) -> subprocess.CompletedProcess:
    """Runs the tool to its end."""
    return subprocess.run([sys.executable, TOOL, *arguments], capture_output=True, text=True,
                          encoding="utf-8", timeout=TIMEOUT_SECONDS, check=False)  # fmt: skip


def vector(name: str) -> dict:
    """The JSON of a vector."""
    with open(os.path.join(VECTORS, name + ".json"), encoding="utf-8") as file:
        return json.load(file)


class ToolTest(unittest.TestCase):
    def _fails(self, code: int, message: str, *arguments: str) -> None:
        result = run(*arguments)
        self.assertEqual(result.returncode, code, result.stderr)
        self.assertRegex(result.stderr, message)
        self.assertEqual(result.stderr.count("\n"), 1, "one sentence")
        self.assertNotIn("Traceback", result.stderr)

    def test_cat_json_should_print_every_message(self):
        for name in ("streams", "packed", "rolled", "messages"):
            with self.subTest(vector=name):
                result = run("cat", log_path(name), "--json")
                self.assertEqual((result.returncode, result.stderr), (0, ""))
                read = [json.loads(line) for line in result.stdout.splitlines()]
                told = [m for m in vector(name)["records"] if m["kind"] == "message"]
                self.assertEqual(
                    [(m["stream"], m["shard"], m["sequence"]) for m in read],
                    [(m["stream"], m["shard"], m["sequence"]) for m in told],
                )
                for message, expected in zip(read, told):
                    if expected["encoding"] == 1:
                        payload = base64.b64decode(message["bytes"])
                        self.assertEqual(payload.hex(), expected["payload"])

    def test_cat_should_tell_what_is_withheld(self):
        lines = run("cat", log_path("withheld"), "--json").stdout.splitlines()
        payload = b'{"mag":4.5}'
        # The list of the key, a list of two headers, and the payload, as values.md has them.
        given = (
            b"\x0a\x03" + b"\x07\x0anc72963436"
            + b"\x0a\x02" + b"\x0a\x02\x07\x05trace\x07\x027f" + b"\x0a\x02\x07\x05trace\x03\x02"
            + b"\x08" + bytes([len(payload)]) + payload
        )  # fmt: skip
        digest = hashlib.sha256(given).hexdigest()
        self.assertEqual(json.loads(lines[0])["withheld"], {"length": len(payload), "sha256": digest})
        self.assertIn("bytes", json.loads(lines[1]), "this one is whole")
        empty = hashlib.sha256(b"\x0a\x03\x00\x0a\x00\x08\x00").hexdigest()
        self.assertEqual(json.loads(lines[2])["withheld"], {"length": 0, "sha256": empty})
        text = run("cat", log_path("withheld")).stdout.splitlines()[0]
        self.assertRegex(text, rf"quakes/0@10 11 bytes withheld, SHA-256 {digest}$")

    def test_cat_json_should_have_the_keys_of_the_contract(self):
        lines = run("cat", log_path("messages"), "--json").stdout.splitlines()
        value, raw = json.loads(lines[0]), json.loads(lines[1])
        keys = ["stream", "shard", "sequence", "time", "key", "headers"]
        self.assertEqual(list(value), [*keys, "value"])
        self.assertEqual(list(raw), [*keys, "bytes"])
        self.assertEqual(value["value"], {"mag": 4.5, "tags": ["a", None]})
        self.assertEqual(raw["time"], "2026-11-18T11:06:40.125456784Z")
        self.assertEqual(json.loads(lines[2])["headers"], [["trace", "7f"], ["trace", 1]])

    def test_cat_should_print_text_and_hexadecimal(self):
        lines = run("cat", log_path("messages")).stdout.splitlines()
        start = "2026-11-18T11:06:40.12"
        self.assertEqual(lines[1], f"#2 {start}5456789Z quakes/0@11 0001ff")
        self.assertEqual(lines[2], f"#3 {start}6456789Z quakes/0@12 größer als 4")
        self.assertEqual(lines[3], f'#4 {start}7456789Z quakes/0@13 {{"mag":4.5}}')

    def test_cat_should_print_a_range_or_a_stream(self):
        path = log_path("streams")
        both = run("cat", path, "--from", "#38", "--to", "#39").stdout.splitlines()
        self.assertEqual([line.split()[0] for line in both], ["#38", "#39"])
        time = "2026-11-18T11:06:40.126456789Z"
        self.assertEqual(len(run("cat", path, "--to", time).stdout.splitlines()), 3)
        orders = run("cat", path, "--stream", "orders", "--json").stdout.splitlines()
        self.assertEqual({json.loads(line)["stream"] for line in orders}, {"orders"})
        self._fails(1, "No message is there", "cat", path, "--from", "#41")
        self._fails(1, "No message is there", "cat", path, "--stream", "none")

    def test_seek_and_info(self):
        found = json.loads(run("seek", log_path("rolled"), "orders/1@3", "--json").stdout)
        self.assertEqual((found["file"], found["offset"]), ("000003.tape", 760))
        self.assertEqual(found["record"]["ordinal"], 15)
        self._fails(1, "No message is there", "seek", log_path("rolled"), "#21")
        told = json.loads(run("info", log_path("rolled"), "--json").stdout)
        self.assertEqual(told["messages"], 20)
        self.assertEqual(len(told["segments"]), 5)

    def test_states_should_tell_of_each_checkpoint(self):
        lines = run("states", log_path("controller")).stdout.splitlines()
        self.assertEqual(len(lines), 5)
        self.assertRegex(lines[0], r"^#1, segment 0 at offset \d+: 2 entries, digest 4D6923CB5D8DC3CE; ")
        last = json.loads(run("states", log_path("controller"), "--json").stdout.splitlines()[-1])
        self.assertEqual([state["entries"] for state in last["states"]], [[], [["anew", None]]])
        self._fails(1, "There is no checkpoint", "states", log_path("streams"))
        self._fails(3, "cannot be read: a record has no integer", "states", log_path("kinds"))

    def test_verify_should_tell_damage_by_its_exit_code(self):
        self.assertEqual(run("verify", log_path("streams")).returncode, 0)
        result = run("verify", log_path("damaged-flipped-bit"), "--json")
        self.assertEqual(result.returncode, 3)
        self.assertEqual(json.loads(result.stdout), vector("damaged-flipped-bit")["verify"])
        self._fails(3, "Damaged: .* at offset 1936", "cat", log_path("damaged-flipped-bit"))
        self.assertEqual(run("info", log_path("damaged-flipped-bit")).returncode, 3)

    def test_what_is_no_log_should_be_refused(self):
        self._fails(1, "nothing-here.tape cannot be read", "cat", "nothing-here.tape")
        self._fails(1, "It is no beacon log", "cat", TOOL)
        with tempfile.TemporaryDirectory() as folder:
            self._fails(1, "There is no segment", "verify", folder)

    def test_a_newer_version_should_be_refused_only_if_the_header_is_intact(self):
        from layout import Header

        with open(log_path("empty"), "rb") as file:
            data = bytearray(file.read())
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "newer.tape")
            data[8] = 2
            for intact, code, message in ((False, 3, ""), (True, 1, "It is of version 2")):
                if intact:
                    from crc32c import crc32c

                    crc = crc32c(bytes(data[:124])) ^ Header.parse(bytes(data)).identity.mask(0)
                    data[124:128] = crc.to_bytes(4, "little")
                with open(path, "wb") as file:
                    file.write(data)
                result = run("verify", path)
                self.assertEqual(result.returncode, code)
                self.assertIn(message, result.stderr)

    def test_wrong_use_should_be_said_in_a_sentence(self):
        path = log_path("streams")
        self._fails(2, "arguments are required", "cat")
        self._fails(2, "invalid choice", "dog", path)
        self._fails(2, "is no position", "seek", path, "yesterday")
        self._fails(2, "Unrecognized arguments", "cat", path, "--form", "#1")

    def test_a_closed_pipe_should_be_no_error(self):
        with subprocess.Popen([sys.executable, TOOL, "cat", log_path("streams")],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # fmt: skip
            process.stdout.close()
            error = process.stderr.read()
            self.assertEqual((process.wait(TIMEOUT_SECONDS), error), (0, b""))


if __name__ == "__main__":
    unittest.main()
