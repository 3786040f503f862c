"""The Python side of PythonProcessorHost; its last expression is what the host calls to begin.

Names that start with "host_" are functions of the host. What it takes and gives are plain Python objects:
it makes and reads dicts, lists and strings itself. Nothing here imports what starts slowly (datetime,
decimal, random) before the processor's code asks for it.
"""

import sys
from _collections_abc import MutableMapping


class EncodingError(TypeError):
    """A value that is neither null, boolean, number, string, bytes, time, list nor map."""


class OutputError(EncodingError):
    """An output that cannot be encoded."""


class Headers(dict):
    """A message's headers by name; of several with one name the last one counts."""

    __slots__ = ("pairs",)

    def __init__(self, pairs):
        super().__init__(pairs)
        self.pairs = pairs

    def all(self, name):
        """The values of all headers called name, in order."""
        return [value for each, value in self.pairs if each == name]


class Message:
    """What process() gets. All but the value is unpacked when it is first asked for."""

    __slots__ = ("value", "key", "stream", "shard", "sequence", "time", "headers", "_rest")

    def __init__(self, value, rest):
        self.value = value
        self._rest = rest

    def __getattr__(self, name):
        """Fills in a field that was not asked for before."""
        key, pairs, stream, shard, sequence, seconds, nanos = self._rest
        if name == "time":
            field = make_time(seconds, nanos)
        elif name == "headers":
            field = Headers([tuple(pair) for pair in pairs or ()])
        elif name == "key":
            field = key
        elif name == "stream":
            field = stream
        elif name == "shard":
            field = shard
        elif name == "sequence":
            field = sequence
        else:
            raise AttributeError(f"a message has no {name!r}: it has value, key, headers, stream, shard, sequence, time")
        setattr(self, name, field)
        return field

    def __repr__(self):
        return f"<message {self.stream}/{self.shard}@{self.sequence}>"


class State(MutableMapping):
    """The step's keyed state, in key order."""

    __slots__ = ()

    def __getitem__(self, key):
        value = host_state_get(key)
        if value is MISSING:
            raise KeyError(key)
        return value

    def get(self, key, default=None):
        value = host_state_get(key)
        return default if value is MISSING else value

    def __setitem__(self, key, value):
        host_state_put(key, value)

    def __delitem__(self, key):
        if not host_state_remove(key):
            raise KeyError(key)

    def __contains__(self, key):
        return host_state_has(key)

    def __len__(self):
        return host_state_size()

    def __iter__(self):
        cursor = host_state_cursor()
        while (key := host_state_next(cursor)) is not MISSING:
            yield key

    def copy(self):
        return dict(self.items())

    def __repr__(self):
        return repr(self.copy())


class EffectError(Exception):
    """A service could not do what context.effect() asked of it."""


class Timer:
    """What on_timer() gets."""

    __slots__ = ("key", "due")

    def __init__(self, key, due):
        self.key = key
        self.due = due

    def __repr__(self):
        return f"<timer {self.key!r} due {self.due.isoformat()}>"


class Timers:
    """The step's timers. on_timer(timer, context) is called when one is due; then it is set no more."""

    __slots__ = ()

    def set(self, key, due):
        """Sets a timer; one of the same key is replaced. due: a datetime, or a timedelta from context.now()."""
        if (module := sys.modules.get("datetime")) and isinstance(due, module.timedelta):
            due = make_time(*host_now()) + due
        host_timer_set(key, due)

    def cancel(self, key):
        """Cancels a timer, if there is one."""
        host_timer_cancel(key)

    def due(self, key):
        """When a timer is due, or None."""
        return host_timer_due(key)

    def all(self):
        """All timers, in the order in which they will fire."""
        return [Timer(key, due) for key, due in host_timer_all()]


class Context:
    """What process() and on_timer() may do besides returning a value."""

    __slots__ = ("state", "timers", "_random")

    EffectError = EffectError

    def __init__(self):
        self.state = State()
        self.timers = Timers()
        self._random = None

    def effect(self, service, request):
        """Asks a service that the pipeline declares; returns its answer, which is recorded and replayed.

        Raises context.EffectError where it could not be asked.
        """
        answered, answer = host_effect(service, request)
        if not answered:
            raise EffectError(answer)
        return answer

    def emit(self, value, key=None, headers=None):
        """Emits an output. headers: a dict, or pairs of name and value."""
        if headers is not None:
            pairs = headers.items() if isinstance(headers, dict) else headers
            headers = [[name, item] for name, item in pairs]
        host_emit(value, key, headers)

    def log(self, text):
        """Notes a line for people; it is not an output."""
        host_log(text if type(text) is str else str(text))

    def now(self):
        """The step's time: an aware datetime, in UTC."""
        return make_time(*host_now())

    @property
    def random(self):
        """A random.Random that is the same on every replay."""
        if self._random is None:
            import random

            self._random = random.Random()
        return self._random


class Text:
    """What sys.stdout and sys.stderr are: lines for the step's log."""

    encoding = "utf-8"
    errors = "backslashreplace"
    newlines = None
    closed = False

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        host_print(text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def writable(self):
        return True

    def readable(self):
        return False


# ---- Values that are objects: times and decimals ----


def make_time(seconds, nanos):
    """A datetime in UTC; it keeps nanoseconds where there are any."""
    times = TIMES or load_times()
    return times(seconds, nanos)


TIMES = None


def load_times():
    global TIMES
    from datetime import datetime, timedelta, timezone

    start = datetime(1970, 1, 1, tzinfo=timezone.utc)

    class Time(datetime):
        """A datetime that knows the nanoseconds below its microseconds; arithmetic drops them."""

        nanosecond = 0

    def times(seconds, nanos):
        plain = start + timedelta(seconds=seconds, microseconds=nanos // 1000)
        rest = nanos % 1000
        if not rest:
            return plain
        time = Time(*plain.timetuple()[:6], plain.microsecond, timezone.utc)
        time.nanosecond = rest
        return time

    TIMES = times
    return times


def make_decimal(text):
    from decimal import Decimal

    return Decimal(text)


def describe(value):
    """What the host cannot read by itself: (kind, …); kind is "time", "decimal" or "refused"."""
    if (module := sys.modules.get("datetime")) and isinstance(value, module.datetime):
        return describe_time(value, module)
    if (module := sys.modules.get("decimal")) and isinstance(value, module.Decimal):
        if value.is_finite():
            return ("decimal", str(value))
        return ("refused", f"the decimal {value}", "use a float")
    return ("refused", *refusal(value))


def describe_time(value, module):
    if value.tzinfo is None:
        value = value.replace(tzinfo=module.timezone.utc)
    since = value - module.datetime(1970, 1, 1, tzinfo=module.timezone.utc)
    nanos = since.microseconds * 1000 + getattr(value, "nanosecond", 0)
    return ("time", since.days * 86400 + since.seconds, nanos)


HINTS = {
    "set": "use a sorted list",
    "frozenset": "use a sorted list",
    "date": "use a datetime, or isoformat()",
    "time": "use isoformat()",
    "timedelta": "use total_seconds()",
    "UUID": "use str()",
    "complex": "use a list of two numbers",
    "generator": "use list()",
    "deque": "use list()",
    "range": "use list()",
    "map": "use list()",
    "filter": "use list()",
    "zip": "use list()",
    "dict_keys": "use list()",
    "dict_values": "use list()",
    "dict_items": "use dict()",
    "memoryview": "use bytes()",
    "array": "use list()",
    "State": "use copy()",
    "Message": "use message.value",
    "Headers": "use dict()",
    "mappingproxy": "use dict()",
}


def refusal(value):
    kind = type(value)
    name = kind.__name__
    if name in ("function", "method", "builtin_function_or_method", "type", "module", "coroutine"):
        return "a class" if name == "type" else f"a {name.split('_')[-1]}", "functions and classes are not values"
    article = "an" if name[:1].lower() in "aeiou" else "a"
    hint = HINTS.get(name)
    if hint is None:
        hint = "use dataclasses.asdict()" if hasattr(kind, "__dataclass_fields__") else "use a dict"
    return f"{article} {name}", hint


# ---- Running ----


def run(value, key, headers, stream, shard, sequence, seconds, nanos):
    """One step."""
    try:
        message = Message(value, (key, headers, stream, shard, sequence, seconds, nanos))
        emit_result(process(message, context))
    except BaseException as error:
        report(error)


def fire(key, due):
    """A timer is due."""
    try:
        if on_timer is None:
            raise LookupError(f"a timer is due, and {entry}.py has no function on_timer(timer, context)")
        emit_result(on_timer(Timer(key, due), context))
    except BaseException as error:
        report(error)


def emit_result(result):
    """Emits what a function of the processor returned."""
    if result is not None:
        kind = type(result)
        if kind is not dict and kind is not list and hasattr(result, "__next__"):
            for item in result:
                if item is not None:
                    host_emit(item, None, None)
        else:
            host_emit(result, None, None)


def finish():
    """The end of a step that used the state."""
    try:
        host_flush_state()
    except BaseException as error:
        report(error)


def report(error):
    """Tells the host what was thrown; nothing is thrown from here."""
    frames = user_frames(error.__traceback__)
    if frames:
        file, line, function = frames[-1][:3]
    else:
        file, line, function = "", 0, ""
    kind = "sink" if isinstance(error, OutputError) else "error"
    if isinstance(error, SyntaxError) and error.filename in sources:
        file, line, function = error.filename, syntax_line(error), ""
        if process is None:
            kind = "load"
    if isinstance(error, PermissionError) or isinstance(error, ImportError) and " is refused: " in text_of(error):
        kind = "refused"
    host_fail(kind, summary(error), file, line, function, "\n".join(traceback_lines(error, set())))


def summary(error):
    if isinstance(error, EncodingError):
        return first_line(error.args[0])
    kind = type(error)
    name = kind.__qualname__
    if kind.__module__ not in ("builtins", "__main__", entry):
        name = f"{kind.__module__}.{name}"
    text = first_line(error.msg if isinstance(error, SyntaxError) else text_of(error))
    if isinstance(error, PermissionError):
        text += " (a processor may not use files, sockets, processes or threads)"
    return f"{name}: {text}" if text else name


def text_of(error):
    try:
        return str(error)
    except BaseException as other:
        return f"<str() of it raised {type(other).__name__}>"


def first_line(text):
    return str(text).strip().split("\n", 1)[0]


def user_frames(trace):
    frames = []
    while trace is not None:
        code = trace.tb_frame.f_code
        # A call that was one too many has no line yet.
        if code.co_filename in sources and trace.tb_lineno > 0:
            frames.append((code.co_filename, trace.tb_lineno, code.co_name))
        trace = trace.tb_next
    return frames


def traceback_lines(error, seen):
    """A traceback as Python prints it, of the frames in the user's files."""
    seen.add(id(error))
    lines = []
    cause = error.__cause__
    context = None if error.__suppress_context__ else error.__context__
    for other, words in (
        (cause, "The above exception was the direct cause of the following exception:"),
        (context if cause is None else None, "During handling of the above exception, another exception occurred:"),
    ):
        if other is not None and id(other) not in seen:
            lines += [*traceback_lines(other, seen), "", words, ""]
    frames = user_frames(error.__traceback__)
    if frames:
        lines.append("Traceback (most recent call last):")
        lines += called_lines(frames)
    if isinstance(error, SyntaxError) and error.filename in sources:
        lines += frame_lines(error.filename, syntax_line(error), "")
    lines.append(summary(error))
    return lines


def called_lines(frames):
    """The lines of frames, of a recursion only the first few."""
    lines = []
    before, times = None, 0
    for frame in frames:
        times = times + 1 if frame == before else 1
        before = frame
        if times <= 3:
            file, line, function = frame
            lines += frame_lines(file, line, f", in {function}")
        elif times == 4:
            lines.append("  …")
    return lines


def syntax_line(error):
    """Where it is. GraalPy says line 1 of every unexpected indent: the first lines that have one tell."""
    if error.msg != "unexpected indent":
        return error.lineno or 0
    lines = sources[error.filename].split("\n")
    low, high = 1, len(lines)
    while low < high:
        middle = (low + high) // 2
        if has_unexpected_indent("\n".join(lines[:middle])):
            high = middle
        else:
            low = middle + 1
    return low


def has_unexpected_indent(source):
    try:
        compile(source, "", "exec", dont_inherit=True)
    except SyntaxError as error:
        return error.msg == "unexpected indent"
    return False


def frame_lines(file, line, where):
    lines = [f'  File "{file}", line {line}{where}']
    text = sources[file].split("\n")
    if 0 < line <= len(text) and text[line - 1].strip():
        lines.append("    " + text[line - 1].strip())
    return lines


# ---- What the standard library would carry from one step to the next ----


def repair_random(module):
    """gauss() makes two numbers and keeps one: not where the generator follows the step."""
    kind = module.Random
    original_seed, original_gauss, original_setstate = kind.seed, kind.gauss, kind.setstate

    def seed(self, a=None, version=2):
        original_seed(self, a, version)
        self._follows_step = a is None

    def setstate(self, state):
        original_setstate(self, state)
        self._follows_step = False

    def gauss(self, mu=0.0, sigma=1.0):
        if self._follows_step:
            self.gauss_next = None
        return original_gauss(self, mu, sigma)

    kind._follows_step = True
    for function, original in ((seed, original_seed), (setstate, original_setstate), (gauss, original_gauss)):
        function.__qualname__ = original.__qualname__
        function.__doc__ = original.__doc__
        setattr(kind, function.__name__, function)
        setattr(module, function.__name__, getattr(module._inst, function.__name__))


def repair_uuid(module):
    """uuid1() knows the machine's address, and when it was last called."""
    original = module.uuid1
    last = None

    def uuid1(node=None, clock_seq=None):
        nonlocal last
        step = host_step()
        if step != last:
            module._last_timestamp = None
            last = step
        return original(node, clock_seq)

    uuid1.__doc__ = original.__doc__
    module.uuid1 = uuid1
    module._generate_time_safe = module._UuidCreate = None
    module._node = NODE


def repair_zoneinfo(module):
    """Zones are those that Tapedeck brings along."""
    from io import BytesIO

    def load_tzdata(key):
        file = host_zone(key)
        if file is None:
            raise module.ZoneInfoNotFoundError(f"No time zone found with key {key}")
        return BytesIO(file)

    def available_timezones():
        """Returns a set containing all available time zones."""
        return set(host_zones())

    module._common.load_tzdata = load_tzdata
    module.available_timezones = available_timezones


def repair_tempfile(module):
    """Where temporary files would go."""

    def _get_default_tempdir(dirlist=None):
        raise PermissionError("there is no folder for temporary files")

    module._get_default_tempdir = _get_default_tempdir


NODE = 0x0100_0000_0000
REPAIRS = {"random": repair_random, "uuid": repair_uuid, "zoneinfo": repair_zoneinfo, "tempfile": repair_tempfile}

# What fails where it is first used, in ways that do not say why.
REFUSED = {"ctypes": "native code", "multiprocessing": "processes"}


class RepairLoader:
    """Loads a module of the standard library, then repairs it."""

    def __init__(self, loader, repair):
        self.loader = loader
        self.repair = repair

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self.loader
        self.loader.exec_module(module)
        self.repair(module)


def repaired_spec(name, repair):
    for finder in sys.meta_path:
        spec = None if finder is Importer else finder.find_spec(name, None)
        if spec is not None:
            spec.loader = RepairLoader(spec.loader, repair)
            return spec
    return None


# ---- Loading ----

sources = {}
modules = {}
entry = ""
process = None
on_timer = None
context = Context()
ModuleSpec = type(sys.__spec__)


class Importer:
    """Imports the processor's modules from memory, before any other of that name."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        file = modules.get(name)
        if file is None:
            if name in REFUSED:
                raise ImportError(f"{name} is refused: a processor must not use {REFUSED[name]}")
            repair = REPAIRS.get(name)
            return repaired_spec(name, repair) if repair else None
        is_package = file.endswith("__init__.py")
        spec = ModuleSpec(name, Importer, origin=file, is_package=is_package)
        if is_package:
            spec.submodule_search_locations = [file.rpartition("/")[0]]
        spec.has_location = True
        return spec

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        file = module.__spec__.origin
        exec(compile(sources[file], file, "exec", dont_inherit=True), module.__dict__)

    @staticmethod
    def get_source(name):
        return sources[modules[name]]


def load(files, entry_file):
    """Runs the entry's module body and finds process()."""
    global entry
    sys.dont_write_bytecode = True
    for file, source in files:
        sources[file] = source
        modules[module_name(file)] = file
    entry = module_name(entry_file)
    sys.modules.pop(entry, None)
    try:
        module = __import__(entry, None, None, ("process",)) if entry.isidentifier() else load_odd()
    except BaseException as error:
        report(error)
    else:
        find_process(module, entry_file)


def load_odd():
    """The entry where its name is not one that can be imported."""
    module = type(sys)(entry)
    module.__spec__ = Importer.find_spec(entry)
    module.__file__ = module.__spec__.origin
    sys.modules[entry] = module
    Importer.exec_module(module)
    return module


def module_name(file):
    name = file.removesuffix(".py").removesuffix("/__init__")
    return name.replace("/", ".")


def find_process(module, file):
    global process, on_timer
    found = getattr(module, "process", None)
    line = getattr(getattr(found, "__code__", None), "co_firstlineno", 0)
    problem = None
    if found is None:
        problem = f'{file} has no function "process" ({defined(module)})'
    elif not callable(found):
        problem = f'"process" in {file} is not a function but {" ".join(refusal(found)[:1])}'
    elif wrong := wrong_signature(found):
        problem = f'"process" in {file} {wrong}: it is called as process(message, context)'
    if problem:
        host_fail("load", problem, file if line else "", line, "process" if line else "", "")
        return
    process = found
    on_timer = getattr(module, "on_timer", None)
    host_loaded(file, line)


def defined(module):
    names = [
        name
        for name, value in vars(module).items()
        if callable(value) and getattr(value, "__module__", None) == module.__name__
    ]
    return "it defines: " + ", ".join(names) if names else "it defines no function"


def wrong_signature(found):
    """What is wrong with it, if anything."""
    code = getattr(found, "__code__", None)
    if code is None:
        return None
    if code.co_flags & 0x280:
        return "is async"
    taken = code.co_argcount - (1 if hasattr(found, "__self__") else 0)
    needed = taken - len(found.__defaults__ or ())
    optional = code.co_kwonlyargcount - len(found.__kwdefaults__ or ())
    if needed > 2 or (taken < 2 and not code.co_flags & 0x04) or optional > 0:
        return f"takes {taken} argument{'' if taken == 1 else 's'}"
    return None


def connect(functions):
    """Takes the host's functions, gives it ours."""
    globals().update(functions)
    host_connected(MISSING, make_time, make_decimal, describe, OutputError, EncodingError)
    sys.meta_path.insert(0, Importer)
    sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = Text()
    sys.version = sys.version.partition(" ")[0] + " (Tapedeck, Jan  1 1970, 00:00:00)\n[Graal]"
    return load, run, fire, finish


MISSING = object()

connect
