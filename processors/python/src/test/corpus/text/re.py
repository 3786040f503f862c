# re.sub(), findall(), re.I, \w
# identical
import re


def process(message, context):
    return [
        re.findall(r"\w+", "é ß x_1 İ"),
        re.sub(r"(?i)I", "-", "iIİı"),
        re.split(r"\s", "a b\u00a0c"),
        re.match(r"(?P<a>a+)(b)?", "aaa").groupdict(),
        re.escape("a.b*c"),
    ]
