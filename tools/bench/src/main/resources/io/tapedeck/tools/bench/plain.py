"""What the benchmarks' handlers do, in plain Python; prints the seconds that it took and Python's version."""

import json
import sys
import time


def count(order, counts):
    customer = order["customer"]
    count = counts.get(customer, 0) + 1
    counts[customer] = count
    return {"customer": customer, "total": order["total"], "count": count}


def handle(order):
    return {"customer": order["customer"], "total": order["total"], "large": order["total"] > 100}


def pipeline(source, target):
    start = time.perf_counter()
    counts = {}
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(count(json.loads(line), counts)) + "\n")
    return time.perf_counter() - start


def handler(source, times):
    with open(source, encoding="utf-8") as lines:
        orders = [json.loads(line) for line in lines]
    start = time.perf_counter()
    for _ in range(int(times)):
        for order in orders:
            handle(order)
    return time.perf_counter() - start


def counter(source, times):
    with open(source, encoding="utf-8") as lines:
        orders = [json.loads(line) for line in lines]
    counts = {}
    start = time.perf_counter()
    for _ in range(int(times)):
        for order in orders:
            count(order, counts)
    return time.perf_counter() - start


work = {"pipeline": pipeline, "handler": handler, "counter": counter}[sys.argv[1]]
print(work(*sys.argv[2:]), sys.version.split()[0])
