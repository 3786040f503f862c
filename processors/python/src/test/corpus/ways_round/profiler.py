# cProfile.Profile().runcall(f)
# refused: sandbox policy
import cProfile


def process(message, context):
    cProfile.Profile().runcall(sum, [1, 2])
