# __warningregistry__, warnings.catch_warnings(record=True), simplefilter("once")
# identical
# globals: lost on restore
import warnings


def process(message, context):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        for _ in range(3):
            warnings.warn("again")
    warnings.warn("to the log", RuntimeWarning)
    return [len(caught), [str(each) for each in caught], str(globals().get("__warningregistry__"))]
