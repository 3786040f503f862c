# multiprocessing.Pool(2).map(f, …)
# refused: multiprocessing is refused: a processor must not use processes
import multiprocessing


def process(message, context):
    with multiprocessing.Pool(2) as pool:
        return pool.map(str, [1, 2])
