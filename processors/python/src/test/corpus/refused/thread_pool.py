# concurrent.futures.ThreadPoolExecutor().submit(f)
# refused: Creating threads is not allowed. (a processor may not
import concurrent.futures


def process(message, context):
    with concurrent.futures.ThreadPoolExecutor() as pool:
        return list(pool.map(str, [1, 2]))
