# logging.warning("…") with %(asctime)s, %(process)d, %(thread)d
# identical
import logging
import sys

logging.basicConfig(
    stream=sys.stdout,
    format="%(asctime)s %(created)f %(relativeCreated)d %(process)d %(thread)d %(threadName)s %(filename)s %(message)s",
)


def process(message, context):
    logging.warning("seen %r", message.value)
