# json.dumps(…), json.loads("NaN"), sort_keys
# identical
import json


def process(message, context):
    text = json.dumps({"b": [1, 2.5, None, True, 1e100], "a": "é\n"}, sort_keys=True)
    try:
        json.loads("{bad")
    except ValueError as error:
        return [text, json.loads(text), str(error), json.dumps(float("nan")), json.dumps({1: 2}, indent=1)]
