package io.tapedeck.processors.python.patch;

import io.tapedeck.processors.python.barrier.LocaleCalls;
import io.tapedeck.processors.python.barrier.WorldCalls;
import java.util.List;

/** What is rewritten in GraalPy. */
final class Rules {
    static final String PYTHON = "com/oracle/graal/python/";

    private static final String BUILTINS = PYTHON + "builtins/modules/";
    private static final String TIME = BUILTINS + "TimeModuleBuiltins";
    private static final String POSIX = PYTHON + "runtime/EmulatedPosixSupport";

    static final List<CallRule> CALLS = List.of(
            world("java/lang/System", "currentTimeMillis", "()J", "currentTimeMillis"),
            world("java/lang/System", "nanoTime", "()J", "nanoTime"),
            world("java/time/Instant", "now", "()Ljava/time/Instant;", "now"),
            world("java/lang/management/ThreadMXBean", "getCurrentThreadCpuTime", "()J", "threadCpuNanos"),
            world("java/security/SecureRandom", "nextBytes", "([B)V", "nextBytes"),
            world("java/lang/management/RuntimeMXBean", "getName", "()Ljava/lang/String;", "processName"),
            world("java/lang/Runtime", "availableProcessors", "()I", "processors"),
            machine("(Ljava/lang/String;)Ljava/lang/String;"),
            machine("(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;"),
            locale("java/util/Locale", "getDefault", "(Ljava/util/Locale$Category;)Ljava/util/Locale;", "locale"),
            locale("java/nio/charset/Charset", "defaultCharset", "()Ljava/nio/charset/Charset;", "charset"),
            locale("java/lang/String", "toLowerCase", "()Ljava/lang/String;", "toLowerCase"),
            locale("java/lang/String", "toUpperCase", "()Ljava/lang/String;", "toUpperCase"),
            locale("java/lang/String", "format", "(Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/String;", "format"),
            locale("java/text/NumberFormat", "getNumberInstance", "()Ljava/text/NumberFormat;", "numberFormat"),
            locale("java/util/TimeZone", "getDisplayName", "(ZI)Ljava/lang/String;", "displayName"),
            locale("java/util/TimeZone", "setDefault", "(Ljava/util/TimeZone;)V", "setZone"));

    static final List<BodyRule> BODIES = List.of(
            body(TIME, "timeSeconds", "()D", WorldCalls.class, "timeSeconds"),
            body(TIME + "$SleepNode", "doSleep", "(Lcom/oracle/truffle/api/nodes/Node;JJ)V", WorldCalls.class, "sleep"),
            body(TIME + "$SleepNode", "doSleep", "(Lcom/oracle/truffle/api/nodes/Node;DD)V", WorldCalls.class, "sleep"),
            body(TIME + "$SleepNode", "nanoTime", "()J", WorldCalls.class, "sleepClockNanos"),
            body(
                    TIME + "$StrfTimeNode",
                    "getCalendar",
                    "([I)Ljava/util/GregorianCalendar;",
                    LocaleCalls.class,
                    "calendar"),
            body(
                    PYTHON + "runtime/formatting/InternalFormat$Formatter",
                    "getCurrentDecimalFormat",
                    "()Ljava/text/DecimalFormat;",
                    LocaleCalls.class,
                    "decimalFormat"),
            body(POSIX, "getHostName", "(Z)Ljava/lang/String;", WorldCalls.class, "hostName"),
            new BodyRule(
                    BUILTINS + "GcModuleBuiltins$GcCollectNode",
                    "javaCollect",
                    "(Lcom/oracle/truffle/api/nodes/Node;Lcom/oracle/graal/python/runtime/GilNode;)J",
                    WorldCalls.class,
                    "collectGarbage",
                    false));

    private Rules() {}

    private static CallRule world(String owner, String name, String descriptor, String target) {
        return new CallRule(owner, name, descriptor, WorldCalls.class, target, CallRule.Scope.EVERYWHERE);
    }

    private static CallRule machine(String descriptor) {
        return new CallRule(
                "java/lang/System", "getProperty", descriptor, WorldCalls.class, "property", CallRule.Scope.MACHINE);
    }

    private static CallRule locale(String owner, String name, String descriptor, String target) {
        return new CallRule(owner, name, descriptor, LocaleCalls.class, target, CallRule.Scope.VISIBLE);
    }

    private static BodyRule body(String owner, String name, String descriptor, Class<?> target, String method) {
        return new BodyRule(owner, name, descriptor, target, method, true);
    }
}
