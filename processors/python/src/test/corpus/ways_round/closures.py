# f.__closure__[0].cell_contents, of repaired functions
# identical
import random
import uuid


def process(message, context):
    originals = []
    for function in (random.Random.seed, random.Random.gauss, uuid.uuid1):
        cells = dict(zip(function.__code__.co_freevars, function.__closure__ or ()))
        originals.append({name: cell.cell_contents for name, cell in cells.items()})
    own = random.Random()
    for names in originals:
        for original in names.values():
            if getattr(original, "__name__", "") == "uuid1":
                originals.append({"made": str(original())})
    originals[1]["original_gauss"](own) if "original_gauss" in originals[1] else None
    return [own.random(), len(originals)]
