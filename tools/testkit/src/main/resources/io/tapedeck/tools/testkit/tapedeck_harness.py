"""Calls a Tapedeck processor as a recorded run did, in plain Python: with its clock, chance, state and messages.

    with Scenario("alerts_706.json") as alerts:
        for call in alerts.calls:
            alerts.take(call)       # raises what the processor raises, or tells how its outputs differ
        alerts.compare_state()

Only the standard library is needed. What CPython does by itself in another way than GraalPy, where the run was
recorded, stays so: the order of sets, id(), hash() and repr() of objects, and the last digit of some functions of math.
"""

import base64
import builtins
import datetime
import decimal
import importlib.util
import json
import math
import os
import random
import re
import sys
import time
import traceback
import uuid
from collections.abc import MutableMapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
ORIGINAL_DATETIME = datetime.datetime
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
SECOND = 1_000_000_000
MASK = 2**64 - 1
NODE = 0x0100_0000_0000


# ---- Clock and chance: spec/determinism.md ----


def mix(number, other):
    """XXH64 of the eight bytes of other, with number as the seed."""
    p1, p2, p3 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
    p4, p5 = 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5
    x = (number + p5 + 8) & MASK
    x ^= rotated((other & MASK) * p2 & MASK, 31) * p1 & MASK
    x = (rotated(x, 27) * p1 + p4) & MASK
    x = (x ^ x >> 33) * p2 & MASK
    x = (x ^ x >> 29) * p3 & MASK
    return x ^ x >> 32


def rotated(number, bits):
    return (number << bits | number >> (64 - bits)) & MASK


def call_seed(step_seed, ordinal, path):
    """The seed of a call; that of ordinal 0 is for the loading of the code."""
    seed = mix(step_seed & MASK, ordinal)
    for index in path:
        seed = mix(seed, index)
    return seed


class StepRandom:
    """SplitMix64: all that is random in a call comes from one of these, in the order drawn."""

    def __init__(self, seed):
        self.state = seed & MASK

    def next(self):
        """The next 64 bits."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = (self.state ^ self.state >> 30) * 0xBF58476D1CE4E5B9 & MASK
        z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
        return z ^ z >> 31

    def bytes(self, count):
        """Bytes, the lowest of each number first."""
        return b"".join(self.next().to_bytes(8, "little") for _ in range((count + 7) // 8))[:count]

    def twister_seed(self):
        """What a generator of the module random is seeded with: the upper halves of eight numbers, lowest first."""
        return sum((self.next() >> 32) << 32 * i for i in range(8))


class World:
    """Time and chance as the code sees them: the clock moves by a nanosecond a read, after 1,000 reads by more."""

    def __init__(self):
        self.scope = 0
        self.begin(0, 0)

    def begin(self, nanos, seed):
        """Begins a call."""
        self.scope += 1
        self.nanos = nanos
        self.reads = 0
        self.random = StepRandom(seed)
        uuid._last_timestamp = None

    def read(self):
        """Reads the clock: nanoseconds since 1970."""
        now = self.nanos
        self.reads += 1
        self.nanos += 1 if self.reads <= 1_000 else 1_000_000
        return now

    def sleep(self, seconds):
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        self.read()
        self.nanos += seconds * SECOND if isinstance(seconds, int) else math.floor(seconds * 1e9 + 0.5)


# ---- Values in a fixture: spec/values.md ----


class EncodingError(TypeError):
    """A value that is neither null, boolean, number, string, bytes, time, list nor map."""


class OutputError(EncodingError):
    """An output that cannot be encoded."""


class DateTime(datetime.datetime):
    """What datetime.datetime is meanwhile: it asks the module time what time it is."""

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())

    def __repr__(self):
        return "datetime." + super().__repr__()


DateTime.__name__ = DateTime.__qualname__ = "datetime"
DateTime.__module__ = "datetime"


class Time(DateTime):
    """A datetime that knows the nanoseconds below its microseconds; arithmetic drops them."""

    nanosecond = 0


def time_of_nanos(nanos):
    """The datetime of nanoseconds since 1970; it keeps nanoseconds where there are any."""
    at = EPOCH + datetime.timedelta(microseconds=nanos // 1000)
    made = (Time if nanos % 1000 else DateTime)(*at.timetuple()[:6], at.microsecond, datetime.timezone.utc)
    if nanos % 1000:
        made.nanosecond = nanos % 1000
    return made


def nanos_of_time(value):
    if value.tzinfo is None:
        value = value.replace(tzinfo=datetime.timezone.utc)
    since = value - EPOCH
    micros = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    return micros * 1000 + getattr(value, "nanosecond", 0)


def nanos_of_text(text):
    """Nanoseconds since 1970 of an RFC 3339 text in UTC."""
    whole, _, fraction = text.rstrip("Z").partition(".")
    return nanos_of_time(ORIGINAL_DATETIME.fromisoformat(whole)) + int(fraction.ljust(9, "0"))


def text_of_nanos(nanos):
    seconds, rest = divmod(nanos, SECOND)
    fraction = f".{rest:09}" if rest else ""
    while fraction.endswith("000"):
        fraction = fraction[:-3]
    return (EPOCH + datetime.timedelta(seconds=seconds)).isoformat().removesuffix("+00:00") + fraction + "Z"


def time_of(text):
    return time_of_nanos(nanos_of_text(text))


def text_of_time(value):
    return text_of_nanos(nanos_of_time(value))


def from_fixture(plain):
    """The Python object of a value in a fixture."""
    if isinstance(plain, list):
        return [from_fixture(item) for item in plain]
    if not isinstance(plain, dict):
        return plain
    if len(plain) == 1:
        (kind, content), = plain.items()
        if kind.startswith("$"):
            return MARKED[kind](content)
    return {key: from_fixture(item) for key, item in plain.items()}


MARKED = {
    "$float": lambda text: float(text.replace("Infinity", "inf")),
    "$decimal": decimal.Decimal,
    "$bytes": base64.b64decode,
    "$time": time_of,
    "$map": lambda pairs: {from_fixture(key): from_fixture(item) for key, item in pairs},
}


FLOAT_NAMES = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}


def to_fixture(value):
    """The form of a Python object in a fixture; subclasses of the builtin types count as these."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else {"$float": FLOAT_NAMES[repr(float(value))]}
    if isinstance(value, dict):
        return map_to_fixture(value)
    if isinstance(value, (list, tuple)):
        return [within(f"[{i}]", item) for i, item in enumerate(value)]
    if isinstance(value, (bytes, bytearray)):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, ORIGINAL_DATETIME):
        return {"$time": text_of_time(value)}
    if isinstance(value, decimal.Decimal) and value.is_finite():
        return {"$decimal": str(value)}
    raise Unencodable(value)


def map_to_fixture(value):
    pairs = []
    for key, item in value.items():
        if isinstance(key, tuple):
            raise Unencodable(value, "a dict with a tuple as key", "use strings as keys")
        pairs.append((to_fixture(key), within(f".{key}" if re.fullmatch(r"\w+", str(key)) else f'["{key}"]', item)))
    plain = all(isinstance(key, str) for key in value)
    if not plain or len(pairs) == 1 and pairs[0][0].startswith("$"):
        return {"$map": [list(pair) for pair in pairs]}
    return dict(pairs)


def within(place, item):
    try:
        return to_fixture(item)
    except Unencodable as error:
        error.place = place + error.place
        raise


class Unencodable(Exception):
    """An object that is not a value; knows where in the whole it stands."""

    def __init__(self, value, what=None, hint=None):
        super().__init__(type(value).__name__)
        name = type(value).__name__
        self.what = what or f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
        self.hint = hint or HINTS.get(name, "use a dict")
        self.place = ""

    def sentence(self, doing, where):
        return f"{doing} {self.what}{where}{f' (at {self.place})' if self.place else ''}: {self.hint}"


HINTS = {
    "set": "use a sorted list",
    "frozenset": "use a sorted list",
    "Decimal": "use a float",
    "date": "use a datetime, or isoformat()",
    "time": "use isoformat()",
    "timedelta": "use total_seconds()",
    "UUID": "use str()",
    "generator": "use list()",
    "deque": "use list()",
    "range": "use list()",
    "State": "use copy()",
    "Message": "use message.value",
}


def encoded(value, kind, doing, where=""):
    """The form in a fixture, or an error of this kind that says what cannot be done."""
    try:
        return to_fixture(value)
    except Unencodable as error:
        raise kind(error.sentence(doing, where)) from None


def text(plain):
    """What makes two values the same: the order of a map's entries counts, and 1 is not 1.0."""
    return json.dumps(plain, ensure_ascii=False)


def key_order(key):
    """The order in which a state iterates: by kind, then by size."""
    if key is None:
        return (0,)
    if isinstance(key, bool):
        return (1, key)
    if isinstance(key, (int, float, decimal.Decimal)):
        return (2, math.isnan(key), 0 if math.isnan(key) else key, [int, float, decimal.Decimal].index(type(key)))
    return ([str, bytes].index(type(key)) + 3 if isinstance(key, (str, bytes)) else 5, key)


# ---- What processors get ----


class Headers(dict):
    """A message's headers by name; of several with one name the last one counts."""

    def __init__(self, pairs):
        super().__init__(pairs)
        self.pairs = pairs

    def all(self, name):
        return [value for each, value in self.pairs if each == name]


class Message:
    """What process() gets."""

    def __init__(self, fixture):
        self.value = from_fixture(fixture["value"])
        self.key = from_fixture(fixture.get("key"))
        self.headers = Headers([(name, from_fixture(value)) for name, value in fixture.get("headers", [])])
        self.stream, self.shard, self.sequence = fixture["stream"], fixture["shard"], fixture["sequence"]
        self.time = time_of(fixture["time"])

    def __repr__(self):
        return f"<message {self.stream}/{self.shard}@{self.sequence}>"


class Timer:
    """What on_timer() gets."""

    def __init__(self, key, due):
        self.key = key
        self.due = due

    def __repr__(self):
        return f"<timer {self.key!r} due {self.due.isoformat()}>"


def timer_of(fixture):
    return Timer(from_fixture(fixture["key"]), time_of(fixture["due"]))


class State(MutableMapping):
    """The keyed state, in key order. What was changed in place counts as written at the end of the call."""

    def __init__(self, fixture):
        pairs = fixture["$map"] if list(fixture) == ["$map"] else fixture.items()
        self._entries = {text(key): (from_fixture(key), value) for key, value in pairs}  # 1 and 1.0 are two keys
        self._held = {}

    def _place(self, key):
        plain = encoded(key, EncodingError, "cannot use", " as a key of state")
        if isinstance(key, (dict, list, tuple)):
            kind = "dict" if isinstance(key, dict) else "list or tuple"
            raise EncodingError(f"cannot use a {kind} as a key of state: use a string")
        return text(plain)

    def __getitem__(self, key):
        place = self._place(key)
        if place not in self._held:
            if place not in self._entries:
                raise KeyError(key)
            self._held[place] = from_fixture(self._entries[place][1])
        return self._held[place]

    def __setitem__(self, key, value):
        self._write(self._place(key), from_fixture(to_fixture(key)), value)
        self._held[self._place(key)] = value

    def _write(self, place, key, value):
        shown = f'"{key}"' if isinstance(key, str) else key
        self._entries[place] = (key, encoded(value, EncodingError, "cannot keep", f" in state[{shown}]"))

    def __delitem__(self, key):
        place = self._place(key)
        if place not in self._entries:
            raise KeyError(key)
        del self._entries[place]
        self._held.pop(place, None)

    def __contains__(self, key):
        return self._place(key) in self._entries

    def __len__(self):
        return len(self._entries)

    def __iter__(self):
        return iter(sorted((key for key, _ in self._entries.values()), key=key_order))

    def copy(self):
        return dict(self.items())

    def __repr__(self):
        return repr(self.copy())

    def _finish(self):
        for place, value in self._held.items():
            self._write(place, self._entries[place][0], value)
        self._held = {}

    def _plain(self):
        """The entries by the text of their keys, as a fixture has them."""
        return {place: value for place, (_, value) in self._entries.items()}


class Timers:
    """The step's timers."""

    def __init__(self, world, timers):
        self._world = world
        self._timers = {text(timer["key"]): timer_of(timer) for timer in timers}

    def _place(self, key):
        plain = encoded(key, EncodingError, "cannot use", " as a key of a timer")
        if isinstance(key, (dict, list, tuple)):
            kind = "map" if isinstance(key, dict) else "list"
            raise EncodingError(f"cannot use a {kind} as a key of a timer: use a string")
        return text(plain)

    def set(self, key, due):
        """Sets a timer. due: a datetime, or a timedelta from now."""
        if isinstance(due, datetime.timedelta):
            due = time_of_nanos(self._world.read()) + due
        if not isinstance(due, ORIGINAL_DATETIME):
            raise EncodingError(f"cannot set a timer to {type(due).__name__}: use a datetime or a timedelta")
        self._timers[self._place(key)] = Timer(key, time_of(text_of_time(due)))

    def cancel(self, key):
        self._timers.pop(self._place(key), None)

    def due(self, key):
        timer = self._timers.get(self._place(key))
        return timer and timer.due

    def all(self):
        return sorted(self._timers.values(), key=lambda timer: (timer.due, key_order(timer.key)))

    def _plain(self):
        return {place: text_of_time(timer.due) for place, timer in self._timers.items()}


class EffectError(Exception):
    """A service could not do what context.effect() asked of it."""


class Context:
    """What process() and on_timer() may do besides returning a value."""

    EffectError = EffectError

    def __init__(self, world, state, timers):
        self.state = state
        self.timers = timers
        self._world = world
        self._random = None

    def _begin(self, effects):
        self._outputs = []
        self._effects = list(effects)
        self._unanswered = None

    def emit(self, value, key=None, headers=None):
        output = {}
        if key is not None:
            output["key"] = encoded(key, OutputError, "cannot emit", " as a key")
        if headers:
            pairs = headers.items() if isinstance(headers, dict) else headers
            output["headers"] = encoded([list(pair) for pair in pairs], OutputError, "cannot emit", " as headers")
        output["value"] = encoded(value, OutputError, "cannot emit")
        self._outputs.append(output)

    def effect(self, service, request):
        """Gives the answer that is in the fixture."""
        asked = text(encoded(request, EncodingError, "cannot use", " as a request"))
        for effect in self._effects:
            if effect["service"] == service and text(effect["request"]) == asked:
                self._effects.remove(effect)
                if "error" in effect:
                    raise EffectError(effect["error"])
                return from_fixture(effect["answer"])
        self._unanswered = f'the fixture has no answer of service "{service}" to {asked}'
        raise EffectError(self._unanswered)

    def log(self, line):
        print(line)

    def now(self):
        return time_of_nanos(self._world.read())

    @property
    def random(self):
        if self._random is None:
            self._random = random.Random()
        return self._random


# ---- The standard library, turned to the world ----


class Patches:
    """Attributes that have other values for a while; what this Python does not have is passed over."""

    def __init__(self):
        self._before = []

    def set(self, holder, **attributes):
        for name, value in attributes.items():
            if hasattr(holder, name):
                self._before.append((holder, name, getattr(holder, name)))
                setattr(holder, name, value)

    def undo(self):
        for holder, name, value in reversed(self._before):
            setattr(holder, name, value)
        self._before = []


def turn_clock(patches, world):
    def seconds():
        return world.read() / 1e9

    def at(function):
        return lambda secs=None: function(seconds() if secs is None else secs)

    clocks = ("time", "monotonic", "perf_counter", "process_time", "thread_time")
    gmtime, localtime, asctime, strftime = at(time.gmtime), at(time.localtime), time.asctime, time.strftime
    patches.set(time, **{name: seconds for name in clocks}, **{name + "_ns": world.read for name in clocks})
    patches.set(
        time,
        sleep=world.sleep,
        gmtime=gmtime,
        localtime=localtime,
        ctime=at(time.ctime),
        asctime=lambda t=None: asctime(localtime() if t is None else t),
        strftime=lambda form, t=None: strftime(form, localtime() if t is None else t),
    )
    patches.set(datetime, datetime=DateTime)


def turn_chance(patches, world):
    twister = random.Random.__mro__[1]
    original = {name: getattr(random.Random, name) for name in ("seed", "getstate", "setstate", "gauss")}

    def renew(self):
        """A generator that nobody seeded is seeded anew for each call."""
        if vars(self).get("_follows", True) and vars(self).get("_scope") != world.scope:
            self._scope = world.scope
            twister.seed(self, world.random.twister_seed())

    def seed(self, a=None, version=2):
        original["seed"](self, a, version)
        self._follows, self._scope = a is None, None

    def drawn(self):
        renew(self)
        return twister.random(self)

    def getrandbits(self, k):
        renew(self)
        return twister.getrandbits(self, k)

    def getstate(self):
        renew(self)
        return original["getstate"](self)

    def setstate(self, state):
        original["setstate"](self, state)
        self._follows = False

    def gauss(self, mu=0.0, sigma=1.0):
        if vars(self).get("_follows", True):
            self.gauss_next = None  # it makes two numbers and keeps one
        return original["gauss"](self, mu, sigma)

    turned = {"seed": seed, "random": drawn, "getrandbits": getrandbits}
    turned |= {"getstate": getstate, "setstate": setstate, "gauss": gauss}
    patches.set(random.Random, **turned)
    patches.set(random, _inst=random.Random(), _urandom=world_bytes(world))
    for name, function in list(vars(random).items()):
        if isinstance(getattr(function, "__self__", None), random.Random):
            patches.set(random, **{name: getattr(random._inst, name)})
    patches.set(os, urandom=world_bytes(world), getrandom=world_bytes(world))
    patches.set(uuid, _generate_time_safe=None, _UuidCreate=None, _node=NODE)


def world_bytes(world):
    return lambda size, flags=0: world.random.bytes(size)


def turn_zone(zone):
    """Sets the zone of the process, or takes back that one was set; returns the one before."""
    before = os.environ.pop("TZ", None)
    if zone is not None:
        os.environ["TZ"] = posix_zone(zone)
    time.tzset()
    return before


def posix_zone(zone):
    offset = re.fullmatch(r"([+-])(\d\d:\d\d)", zone)
    if not offset:
        return "UTC" if zone == "Z" else zone
    sign, hours = offset.groups()
    return f"<{sign}{hours.replace(':', '')}>{'-' if sign == '+' else '+'}{hours}"  # POSIX counts the other way


def plain_sum(items, /, start=0):
    """Adds from left to right, as Python did before 3.12."""
    for item in items:
        start = start + item
    return start


# ---- Scenarios ----


class Scenario:
    """A step's calls from a fixture beside this file. Its processor is loaded anew for each."""

    def __init__(self, fixture):
        self._fixture = json.loads((HERE / fixture).read_text(encoding="utf-8"))
        self._world = World()
        self._patches = Patches()
        self.calls = self._fixture["calls"]

    def __enter__(self):
        self._zone_before = turn_zone(self._fixture.get("zone", "UTC"))
        try:
            self._turn()
            self._world.begin(nanos_of_text(self._fixture["started"]), self._seed(0, []))
            self._processor = load(self._fixture["processor"], self._fixture.get("files", []))
            self._context = Context(
                self._world,
                State(self._fixture.get("state", {})),
                Timers(self._world, self._fixture.get("timers", [])),
            )
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self._patches.undo()
        turn_zone(self._zone_before)

    def _turn(self):
        turn_clock(self._patches, self._world)
        turn_chance(self._patches, self._world)
        if sys.version_info >= (3, 12):
            self._patches.set(builtins, sum=plain_sum)

    def _seed(self, ordinal, path):
        return call_seed(self._fixture["seed"], ordinal, path)

    def take(self, call):
        """Makes one call; compares its outputs. A call that failed and was passed over must fail as it did."""
        __tracebackhide__ = True
        context = self._context
        if "timer" in call:
            context.timers.cancel(from_fixture(call["timer"]["key"]))
        before = dict(context.state._entries), dict(context.timers._timers)
        try:
            self._run(call)
        except Exception as error:
            context.state._entries, context.timers._timers = before
            context.state._held = {}
            if call.get("passed_over") != summary(error, self._processor.__name__):
                raise
            return
        assert "passed_over" not in call, f"#{call['ordinal']} went through; recorded is: {call['passed_over']}"
        if "failed" not in call:
            compare(f"#{call['ordinal']}, output", call["outputs"], context._outputs)

    def _run(self, call):
        __tracebackhide__ = True
        context = self._context
        context._begin(call.get("effects", []))
        self._world.begin(nanos_of_text(call["clock"]), self._seed(call["ordinal"], call.get("path", [])))
        try:
            if "timer" in call:
                emit(context, self._processor.on_timer(timer_of(call["timer"]), context))
            else:
                emit(context, self._processor.process(Message(call["message"]), context))
            context.state._finish()
        finally:
            assert not context._unanswered, context._unanswered

    def compare_state(self):
        """Compares state and timers with those behind the last call."""
        state = State(self._fixture["state_after"])
        compare("state afterwards, key", state._plain(), self._context.state._plain())
        timers = Timers(self._world, self._fixture.get("timers_after", []))
        compare("timers afterwards, key", timers._plain(), self._context.timers._plain())


def load(entry, files):
    """Runs the processor's module, from its file beside this one."""
    for file in files:
        sys.modules.pop(file.removesuffix(".py").removesuffix("/__init__").replace("/", "."), None)
    if str(HERE) not in sys.path:
        sys.path.insert(0, str(HERE))
    name = entry.removesuffix(".py").replace("/", ".")
    spec = importlib.util.spec_from_file_location(name, HERE / entry)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def emit(context, result):
    """Emits what a function of the processor returned."""
    if hasattr(result, "__next__"):
        for item in result:
            if item is not None:
                context.emit(item)
    elif result is not None:
        context.emit(result)


def summary(error, module):
    """The line that names an error, as a run records it."""
    lines = str(error).strip().split("\n")
    if isinstance(error, EncodingError):
        return lines[0]
    kind = type(error)
    own = kind.__module__ in ("builtins", "__main__", module)
    name = kind.__qualname__ if own else f"{kind.__module__}.{kind.__qualname__}"
    return f"{name}: {lines[0]}" if lines[0] else name


def compare(what, recorded, made):
    """Compares two lists, or two dicts of values by the texts of their keys."""
    if isinstance(recorded, list):
        recorded, made = dict(enumerate(recorded, 1)), dict(enumerate(made, 1))
    for key in [*recorded, *(key for key in made if key not in recorded)]:
        if key not in recorded or key not in made:
            side = "now" if key in made else "recorded"
            raise AssertionError(f"{what} {key} is only {side}: {text((recorded | made)[key])}")
        place, before, after = difference(recorded[key], made[key], "")
        assert text(before) == text(after), f"{what} {key}{place}\n  recorded  {text(before)}\n  now       {text(after)}"


def difference(recorded, made, place):
    """The first place within two values where they differ, with what is there."""
    parts = []
    if isinstance(recorded, dict) and isinstance(made, dict) and list(recorded) == list(made):
        parts = [(recorded[key], made[key], f"{place}.{key}") for key in made]
    if isinstance(recorded, list) and isinstance(made, list) and len(recorded) == len(made):
        parts = [(*pair, f"{place}[{i}]") for i, pair in enumerate(zip(recorded, made))]
    for before, after, where in parts:
        if text(before) != text(after):
            return difference(before, after, where)
    return place, recorded, made


def run_tests(names):
    """Runs the functions test_… of a module and ends the process: with 0 where all of them pass."""
    failed = 0
    for name, test in list(names.items()):
        if name.startswith("test_"):
            try:
                test()
                print(f"{name} passed")
            except Exception:
                failed += 1
                traceback.print_exc()
                print(f"{name} FAILED")
    sys.exit(1 if failed else 0)
