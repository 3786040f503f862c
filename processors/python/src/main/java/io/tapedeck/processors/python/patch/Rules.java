package io.tapedeck.processors.python.patch;

import io.tapedeck.processors.python.barrier.IdentityCalls;
import io.tapedeck.processors.python.barrier.LimitCalls;
import io.tapedeck.processors.python.barrier.LocaleCalls;
import io.tapedeck.processors.python.barrier.MathCalls;
import io.tapedeck.processors.python.barrier.Refusals;
import io.tapedeck.processors.python.barrier.StandardLibrary;
import io.tapedeck.processors.python.barrier.WeakCalls;
import io.tapedeck.processors.python.barrier.WorldCalls;
import io.tapedeck.processors.python.barrier.ZoneCalls;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is rewritten in GraalPy. */
final class Rules {
    static final String PYTHON = "com/oracle/graal/python/";
    static final String OBJECTS = PYTHON + "builtins/objects/";

    private static final String BUILTINS = PYTHON + "builtins/modules/";
    private static final String TIME = BUILTINS + "TimeModuleBuiltins";
    private static final String POSIX = PYTHON + "runtime/EmulatedPosixSupport";

    private static final String OBJECT = PYTHON + "builtins/objects/PythonAbstractObject";
    private static final String TYPES = PYTHON + "builtins/objects/type/";
    private static final String IDS = PYTHON + "runtime/object/IDUtils";
    private static final String HASH = "(Ljava/lang/Object;)J";
    private static final String TEXT = "()Lcom/oracle/truffle/api/strings/TruffleString;";
    private static final String USER = "com/sun/security/auth/module/UnixSystem";
    private static final String BEANS = "java/lang/management/";

    private static final List<CallRule> WORLD = List.of(
            world("java/lang/System", "currentTimeMillis", "()J", "currentTimeMillis"),
            world("java/lang/System", "nanoTime", "()J", "nanoTime"),
            world("java/time/Instant", "now", "()Ljava/time/Instant;", "now"),
            world("java/lang/management/ThreadMXBean", "getCurrentThreadCpuTime", "()J", "threadCpuNanos"),
            world("java/security/SecureRandom", "nextBytes", "([B)V", "nextBytes"),
            world("java/lang/management/RuntimeMXBean", "getName", "()Ljava/lang/String;", "processName"),
            world("java/lang/Runtime", "availableProcessors", "()I", "processors"),
            world("java/lang/System", "getenv", "(Ljava/lang/String;)Ljava/lang/String;", "environment"),
            call(
                    "com/oracle/truffle/api/TruffleLanguage$Env",
                    "getInternalResource",
                    "(Ljava/lang/String;)Lcom/oracle/truffle/api/TruffleFile;",
                    StandardLibrary.class,
                    "home",
                    CallRule.Scope.EVERYWHERE),
            call(
                    TYPES + "TypeNodes$GetSubclassesAsArrayNode",
                    "executeUncached",
                    "(Ljava/lang/Object;)[Lcom/oracle/graal/python/builtins/objects/type/PythonAbstractClass;",
                    WeakCalls.class,
                    "subclasses",
                    CallRule.Scope.SUBCLASSES),
            machine("java/lang/System", "getProperty", "(Ljava/lang/String;)Ljava/lang/String;", "property"),
            machine(
                    "java/lang/System",
                    "getProperty",
                    "(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;",
                    "property"),
            locale("java/util/Locale", "getDefault", "(Ljava/util/Locale$Category;)Ljava/util/Locale;", "locale"),
            locale("java/nio/charset/Charset", "defaultCharset", "()Ljava/nio/charset/Charset;", "charset"),
            locale("java/lang/String", "toLowerCase", "()Ljava/lang/String;", "toLowerCase"),
            locale("java/lang/String", "toUpperCase", "()Ljava/lang/String;", "toUpperCase"),
            locale("java/lang/String", "format", "(Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/String;", "format"),
            locale("java/text/NumberFormat", "getNumberInstance", "()Ljava/text/NumberFormat;", "numberFormat"),
            zone("getDisplayName", "(ZI)Ljava/lang/String;", "displayName"),
            zone("getRawOffset", "()I", "rawOffset"),
            zone("setDefault", "(Ljava/util/TimeZone;)V", "setZone"));

    private static final List<CallRule> MACHINE = List.of(
            machine(BEANS + "ThreadMXBean", "getThreadCpuTime", "(J)J", "threadNanos"),
            machine(BEANS + "ThreadMXBean", "getThreadUserTime", "(J)J", "threadNanos"),
            machine("com/sun/management/ThreadMXBean", "getThreadAllocatedBytes", "(J)J", "threadBytes"),
            machine(BEANS + "MemoryUsage", "getCommitted", "()J", "memoryBytes"),
            machine("java/lang/Runtime", "maxMemory", "()J", "memoryBytes"),
            machine("java/lang/Runtime", "totalMemory", "()J", "memoryBytes"),
            machine(PYTHON + "util/PythonUtils", "getPythonArch", TEXT, "architecture"),
            machine(PYTHON + "builtins/PythonOS", "getUname", TEXT, "system"),
            world(USER, "getUsername", "()Ljava/lang/String;", "userName"),
            world(USER, "getUid", "()J", "userId"),
            world(USER, "getGid", "()J", "userId"),
            world(USER, "getGroups", "()[J", "userGroups"),
            world(BEANS + "OperatingSystemMXBean", "getSystemLoadAverage", "()D", "load"),
            world(BEANS + "GarbageCollectorMXBean", "getCollectionCount", "()J", "collections"));

    private static final List<CallRule> IDENTITY = List.of(
            identity("java/lang/Object", "hashCode", "()I"),
            identity("java/lang/System", "identityHashCode", "(Ljava/lang/Object;)I"));

    private static final List<CallRule> MATH = Stream.concat(
                    Stream.of(
                                    "sin", "cos", "tan", "asin", "acos", "atan", "exp", "log", "log10", "sinh", "cosh",
                                    "tanh", "expm1", "log1p")
                            .map(name -> math(name, "(D)D")),
                    Stream.of("atan2", "hypot", "pow").map(name -> math(name, "(DD)D")))
            .toList();

    private static final Map<String, List<CallRule>> CALLS = Stream.of(WORLD, MACHINE, IDENTITY, MATH)
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(CallRule::owner));

    private static final String SIGNALS = BUILTINS + "SignalModuleBuiltins$";
    private static final String MODULE = "Lcom/oracle/graal/python/builtins/objects/module/PythonModule;";
    private static final String OBJECT_TYPE = "Ljava/lang/Object;";
    private static final String NODE = "Lcom/oracle/truffle/api/nodes/Node;";
    private static final String C_API = PYTHON + "builtins/objects/cext/capi/CApiContext";

    private static final List<BodyRule> REFUSED = List.of(
            refused(SIGNALS + "AlarmNode", "alarm", "(" + MODULE + "I)I", "alarm"),
            refused(
                    SIGNALS + "SetitimerNode",
                    "doIt",
                    "(Lcom/oracle/truffle/api/frame/VirtualFrame;" + MODULE + "I" + OBJECT_TYPE + OBJECT_TYPE + NODE
                            + "Lcom/oracle/graal/python/lib/PyTimeFromObjectNode;"
                            + "Lcom/oracle/graal/python/nodes/PConstructAndRaiseNode$Lazy;"
                            + "Lcom/oracle/graal/python/PythonLanguage;)" + OBJECT_TYPE,
                    "signal"),
            refused(
                    SIGNALS + "SignalNode",
                    "signalHandler",
                    "(" + MODULE + OBJECT_TYPE + OBJECT_TYPE + NODE + ")" + OBJECT_TYPE,
                    "signal"),
            refused(
                    SIGNALS + "RaiseSignalNode",
                    "doInt",
                    "(I)Lcom/oracle/graal/python/builtins/objects/PNone;",
                    "raiseSignal"),
            refused(
                    POSIX,
                    "forkExec",
                    "([Ljava/lang/Object;[Ljava/lang/Object;Ljava/lang/Object;[Ljava/lang/Object;IIIIIIIIZZZ[I"
                            + "Lcom/oracle/truffle/api/strings/TruffleString$FromJavaStringNode;)I",
                    "fork"),
            refused(
                    BUILTINS + "FaulthandlerModuleBuiltins",
                    "dumpTraceback",
                    "(Lcom/oracle/graal/python/PythonLanguage;Ljava/io/PrintWriter;)V",
                    "dumpTraceback"),
            refused(POSIX, "kill", "(JI" + NODE + ")V", "kill"),
            refused(
                    C_API,
                    "loadCExtModule",
                    "(" + NODE + "Lcom/oracle/graal/python/runtime/PythonContext;L" + C_API + "$ModuleSpec;"
                            + "Lcom/oracle/graal/python/builtins/objects/cext/common/CExtCommonNodes"
                            + "$CheckFunctionResultNode;)" + OBJECT_TYPE,
                    "nativeModule"));

    private static final List<BodyRule> REPLACED = List.of(
            body(
                    PYTHON + "runtime/exception/ExceptionUtils",
                    "wrapJavaExceptionIfApplicable",
                    "(" + NODE + "Ljava/lang/Throwable;)Lcom/oracle/graal/python/runtime/exception/PException;",
                    LimitCalls.class,
                    "exceptionFor"),
            body(TIME, "timeSeconds", "()D", WorldCalls.class, "timeSeconds"),
            body(TIME + "$SleepNode", "doSleep", "(Lcom/oracle/truffle/api/nodes/Node;JJ)V", WorldCalls.class, "sleep"),
            body(TIME + "$SleepNode", "doSleep", "(Lcom/oracle/truffle/api/nodes/Node;DD)V", WorldCalls.class, "sleep"),
            body(TIME + "$SleepNode", "nanoTime", "()J", WorldCalls.class, "sleepClockNanos"),
            body(
                    TIME + "$StrfTimeNode",
                    "getCalendar",
                    "([I)Ljava/util/GregorianCalendar;",
                    ZoneCalls.class,
                    "calendar"),
            body(TIME, "getTimeStruct", "(Ljava/time/ZoneId;J)[Ljava/lang/Object;", ZoneCalls.class, "timeStruct"),
            body(TIME + "$MkTimeNode", "op", "(Ljava/time/ZoneId;[I)J", ZoneCalls.class, "mktime"),
            body(
                    PYTHON + "runtime/formatting/InternalFormat$Formatter",
                    "getCurrentDecimalFormat",
                    "()Ljava/text/DecimalFormat;",
                    LocaleCalls.class,
                    "decimalFormat"),
            body(IDS, "getNextId", "()J", IdentityCalls.class, "nextId"),
            body(
                    IDS,
                    "getNextStringId",
                    "(Lcom/oracle/truffle/api/strings/TruffleString;)J",
                    IdentityCalls.class,
                    "stringId"),
            body(PYTHON + "builtins/objects/object/ObjectBuiltins$HashNode", "hash", HASH, IdentityCalls.class, "hash"),
            body(OBJECT, "systemHashCode", "(Ljava/lang/Object;)I", IdentityCalls.class, "intHash"),
            body(OBJECT, "objectHashCode", "(Ljava/lang/Object;)I", IdentityCalls.class, "intHash"),
            body(
                    OBJECT,
                    "systemHashCodeAsHexString",
                    "(Ljava/lang/Object;)Ljava/lang/String;",
                    IdentityCalls.class,
                    "hexId"),
            body(
                    OBJECT,
                    "objectHashCodeAsHexString",
                    "(Ljava/lang/Object;)Ljava/lang/String;",
                    IdentityCalls.class,
                    "hexId"),
            body(OBJECTS + "thread/PThread", "getThreadId", "(Ljava/lang/Thread;)J", WorldCalls.class, "threadId"),
            body(POSIX, "getHostName", "(Z)Ljava/lang/String;", WorldCalls.class, "hostName"),
            new BodyRule(
                    BUILTINS + "GcModuleBuiltins$GcCollectNode",
                    "javaCollect",
                    "(Lcom/oracle/truffle/api/nodes/Node;Lcom/oracle/graal/python/runtime/GilNode;)J",
                    WorldCalls.class,
                    "collectGarbage",
                    false));

    static final List<BodyRule> BODIES =
            Stream.of(REFUSED, REPLACED).flatMap(List::stream).toList();

    private Rules() {}

    /** The rules for calls of a class's methods. */
    static List<CallRule> callsOf(String owner) {
        return CALLS.getOrDefault(owner, List.of());
    }

    private static CallRule call(
            String owner, String name, String descriptor, Class<?> target, String method, CallRule.Scope scope) {
        return new CallRule(owner, name, descriptor, target, method, scope);
    }

    private static CallRule world(String owner, String name, String descriptor, String target) {
        return new CallRule(owner, name, descriptor, WorldCalls.class, target, CallRule.Scope.EVERYWHERE);
    }

    private static CallRule machine(String owner, String name, String descriptor, String target) {
        return new CallRule(owner, name, descriptor, WorldCalls.class, target, CallRule.Scope.MACHINE);
    }

    private static CallRule identity(String owner, String name, String descriptor) {
        return new CallRule(owner, name, descriptor, IdentityCalls.class, "intHash", CallRule.Scope.IDENTITY);
    }

    private static CallRule math(String name, String descriptor) {
        return new CallRule("java/lang/Math", name, descriptor, MathCalls.class, name, CallRule.Scope.EVERYWHERE);
    }

    private static CallRule locale(String owner, String name, String descriptor, String target) {
        return new CallRule(owner, name, descriptor, LocaleCalls.class, target, CallRule.Scope.VISIBLE);
    }

    private static CallRule zone(String name, String descriptor, String target) {
        return new CallRule("java/util/TimeZone", name, descriptor, ZoneCalls.class, target, CallRule.Scope.VISIBLE);
    }

    private static BodyRule body(String owner, String name, String descriptor, Class<?> target, String method) {
        return new BodyRule(owner, name, descriptor, target, method, true);
    }

    private static BodyRule refused(String owner, String name, String descriptor, String method) {
        return new BodyRule(owner, name, descriptor, Refusals.class, method, false);
    }
}
