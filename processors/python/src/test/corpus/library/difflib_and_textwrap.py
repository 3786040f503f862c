# difflib, textwrap, string.Template, pprint of sets
# identical
import difflib
import pprint
import string
import textwrap


def process(message, context):
    return [
        list(difflib.unified_diff("abc", "abd", lineterm="")),
        textwrap.fill("one two three " * 5, 20),
        string.Template("$a!").substitute(a=message.value),
        pprint.pformat({"b": {3, 1, 2}, "a": object}),
    ]
