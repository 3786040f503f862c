"""Seeking by the beacons must find what reading from the start finds."""

import unittest

from logs import open_log
from seek import LogReader, Position, parse_time
from test_vectors import log_path, vector_names


class SeekTest(unittest.TestCase):
    def test_every_position_of_every_vector_should_be_found_as_by_a_scan(self):
        sought = 0
        for name in vector_names():
            log = open_log(log_path(name))
            messages = list(LogReader(log).messages(None))
            for position in self._positions(messages):
                with self.subTest(vector=name, position=position):
                    expected = next(
                        (m for m in messages if position.is_reached(m.message, m.name)), None
                    )
                    found = LogReader(log).first_at(position)
                    self.assertEqual(self._place(found), self._place(expected))
                    sought += 1
            log.close()
        self.assertGreater(sought, 500)

    def _positions(self, messages):
        for found in messages[:: len(messages) // 6 + 1]:
            message = found.message
            yield Position(ordinal=message.ordinal)
            yield Position(feed_time=message.feed_time)
            yield Position(feed_time=message.feed_time + 1)
            yield Position(stream=found.name, sequence=message.sequence)
            yield Position(stream=found.name, sequence=message.sequence + 1)

    def _place(self, found):
        return found and (found.segment.name, found.record.frame.offset)

    def test_a_seek_should_read_only_some_beacons(self):
        log = open_log(log_path("streams"))
        reader = LogReader(log)
        self.assertEqual(reader.first_at(Position(ordinal=40)).message.ordinal, 40)
        self.assertLess(reader.beacons_read, 6)
        log.close()

    def test_positions(self):
        self.assertEqual(Position.parse("#12").ordinal, 12)
        self.assertEqual(Position.parse("a/b/3@-1").stream, ("a/b", 3))
        self.assertEqual(parse_time("1970-01-01T00:00:00.5Z"), 500_000_000)
        self.assertEqual(parse_time("1970-01-01T01:00:00.000000001+01:00"), 1)
        for text in ("", "#", "12", "a@1", "1970-13-01T00:00:00Z", "1970-01-01"):
            with self.subTest(text=text), self.assertRaises(ValueError):
                Position.parse(text)


if __name__ == "__main__":
    unittest.main()
