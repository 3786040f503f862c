"""Runs with pytest, or with plain python3: python3 test_totals.py"""

from types import SimpleNamespace
import unittest

from totals import process


def order(customer, total):
    return SimpleNamespace(value={"customer": customer, "item": "tape", "total": total})


class TotalsTest(unittest.TestCase):
    def test_sums_by_customer(self):
        context = SimpleNamespace(state={})
        outputs = [process(order(*each), context) for each in [("ada", 1.5), ("bob", 2.0), ("ada", 3.0)]]
        self.assertEqual(outputs[-1], {"customer": "ada", "spent": 4.5})
        self.assertEqual(context.state, {"ada": 4.5, "bob": 2.0})


if __name__ == "__main__":
    unittest.main()
