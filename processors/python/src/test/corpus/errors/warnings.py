# warnings.warn("text")
# identical
import warnings


def process(message, context):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.warn("careful")
    warnings.warn("printed once")
    return [str(w.message) + str(w.lineno) for w in caught]
