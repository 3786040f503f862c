package io.tapedeck.processors.python;

import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.ProcessorException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Prints what a processor sees of clock, chance, zone and locale. */
final class DeterminismProbe {
    private static final String SOURCE = """
            import time, datetime, random, uuid, os, secrets, locale, sys, calendar, socket, platform, decimal
            LOADED = [time.time_ns(), random.random(), str(uuid.uuid4()), time.perf_counter()]

            def process(m, c):
                yield LOADED
                yield [str(f()) for f in (time.time, time.time_ns, time.monotonic, time.monotonic_ns,
                    time.perf_counter, time.perf_counter_ns, time.process_time, time.process_time_ns, time.thread_time,
                    time.localtime, time.gmtime, time.ctime, time.asctime, os.getpid, os.cpu_count, locale.getlocale,
                    sys.getdefaultencoding, sys.getfilesystemencoding, socket.gethostname)]
                yield [str(x) for x in (time.tzname, time.timezone, time.altzone, time.daylight, sys.version, sys.argv,
                    os.getcwd(), dict(os.environ))]
                yield time.strftime("%A %a %B %b %c %x %X %p %Z %j %U %W %d.%m.%Y %H:%M:%S")
                yield time.strftime("%A %B %Z", (2020, 5, 4, 3, 2, 1, 0, 125, 0))
                yield [str(x) for x in (datetime.datetime.now(), datetime.datetime.utcnow(), datetime.date.today(),
                    datetime.datetime.now().astimezone(), datetime.datetime.now(datetime.timezone.utc),
                    datetime.datetime.fromtimestamp(1e9), time.mktime(time.localtime(1e9)),
                    datetime.datetime.strptime("4 May 2020", "%d %B %Y"))]
                yield [random.random(), random.gauss(0, 1), random.choice(range(1000)), random.Random().random(),
                    random.Random(42).random(), random.Random("x").random(), random.SystemRandom().random(),
                    random.sample(range(100), 5), random.randbytes(5), random.getrandbits(100)]
                yield [os.urandom(8), secrets.token_hex(8), str(uuid.uuid4()), str(uuid.uuid1()), uuid.getnode()]
                yield [hash("a"), hash((1, "b")), hash(b"c"), list({"x", "y", "z", "w"}), hash(1.5)]
                yield ["istanbul I".upper(), "ISTANBUL".lower(), "i".title(), f"{1234567:n} {1234567.5:n} {1234567:,}",
                    "%d %.3f" % (1234567, 1.5), float.fromhex("0x1.8p3"), float("inf"), str(decimal.Decimal("1.10"))]
                time.sleep(1.5)
                yield time.time_ns()
                yield calendar.month_name[5] + calendar.day_abbr[2]
            """;

    private static final Locality ELSEWHERE = new Locality(ZoneId.of("Africa/Casablanca"), Locale.GERMANY);

    private DeterminismProbe() {}

    public static void main(String[] arguments) throws ProcessorException {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(run());
    }

    static String run() throws ProcessorException {
        StringBuilder seen = new StringBuilder();
        try (PythonFixture here = PythonFixture.load(SOURCE);
                PythonFixture elsewhere = PythonFixture.load(ELSEWHERE, SOURCE)) {
            for (PythonFixture python : List.of(here, elsewhere, here)) {
                for (Output output : python.step(Value.NULL)) {
                    seen.append(output.value()).append('\n');
                }
            }
        }
        return seen.toString();
    }
}
