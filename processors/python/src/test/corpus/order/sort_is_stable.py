# sorted(…, key=…), list.sort(reverse=True), heapq
# identical
import heapq


def process(message, context):
    pairs = [(i % 3, i) for i in range(20)]
    heap = [[i * 7 % 11, i] for i in range(11)]
    heapq.heapify(heap)
    return [
        [b for a, b in sorted(pairs, key=lambda p: p[0])],
        [b for a, b in sorted(pairs, key=lambda p: p[0], reverse=True)],
        [heapq.heappop(heap)[0] for _ in range(5)],
        heapq.nlargest(3, [5, 1, 9, 7]),
    ]
