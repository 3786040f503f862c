package io.tapedeck.processors.python.patch;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Calls of GraalPy that could tell one process from another: of clocks, chance, identities, the machine's locale,
 * zone, charset, threads and environment, of references that the garbage collector clears, and places that catch
 * what the machine cannot do. What is left of them after the rewriting is listed, so that a new one is noticed.
 */
final class WatchedCalls {
    private static final Pattern WATCHED = Pattern.compile(
            String.join(
                    "|",
                    "java/lang/System\\.(currentTimeMillis|nanoTime|identityHashCode|getenv|getProperty|getProperties|console"
                            + "|lineSeparator|setProperty).*",
                    "java/(time|util)/.*\\.(now|systemDefault|systemDefaultZone|systemUTC)\\(.*",
                    "java/util/(Date|GregorianCalendar)\\.<init>\\(\\)V",
                    "java/util/Calendar\\.getInstance.*",
                    "java/util/(Random|SplittableRandom|UUID|concurrent/ThreadLocalRandom)\\.(<init>|randomUUID|current|next\\w+)\\(.*",
                    "java/util/random/.*",
                    "java/security/SecureRandom\\..*",
                    "java/util/Collections\\.shuffle.*",
                    "java/lang/Math\\.random.*",
                    "java/lang/(Object|Class|Thread|Enum)\\.hashCode\\(\\)I",
                    "java/util/(Identity|Weak)HashMap\\.<init>.*",
                    "java/util/Objects\\.(hash|hashCode|toIdentityString)\\(.*",
                    "java/util/(Locale|TimeZone)\\.[gs]etDefault.*",
                    "java/util/TimeZone\\.(getDisplayName\\(\\)|getRawOffset\\(\\)).*",
                    "java/nio/charset/Charset\\.defaultCharset.*",
                    "java/lang/String\\.(toLowerCase|toUpperCase|getBytes)\\(\\).*",
                    "java/lang/String\\.(format|formatted)\\((Ljava/lang/String;)?\\[.*",
                    "java/lang/String\\.<init>\\(\\[B(II)?\\)V",
                    "java/text/\\w+\\.get\\w*Instance\\(I*\\).*",
                    "java/text/(DecimalFormat|SimpleDateFormat|MessageFormat)\\.<init>\\((Ljava/lang/String;)?\\)V",
                    "java/text/(DecimalFormatSymbols|DateFormatSymbols)\\.<init>\\(\\)V",
                    "java/text/MessageFormat\\.format.*",
                    "java/util/(Formatter|Scanner)\\.<init>.*",
                    "java/io/(InputStreamReader|OutputStreamWriter|FileReader|FileWriter|PrintStream)\\.<init>\\(Ljava/io/[^;]*;Z?\\)V",
                    "java/lang/ref/.*",
                    ".*(WeakReference|SoftReference|PhantomReference|WeakIdentityHashMap)\\.<init>.*",
                    "java/lang/Thread\\.(<init>|start|sleep|yield|threadId|getId|getName|ofVirtual|ofPlatform|getAllStackTraces"
                            + "|activeCount|getStackTrace|join).*",
                    "java/util/concurrent/(Executors|ForkJoinPool|CompletableFuture)\\..*",
                    "java/util/Timer\\..*",
                    "java/lang/StackWalker\\..*",
                    "java/lang/Runtime\\..*",
                    "java/lang/Process(Handle|Builder)?\\..*",
                    "(java/lang|com/sun)/management/.*",
                    "com/sun/security/.*",
                    "java/net/(InetAddress|NetworkInterface)\\..*",
                    "java/nio/file/(Files|Paths|FileSystems)\\..*",
                    "java/nio/file/Path\\.of.*",
                    "java/io/File\\.<init>.*",
                    "java/nio/ByteOrder\\.nativeOrder.*",
                    "sun/misc/.*",
                    "java/util/stream/.*\\.parallel.*",
                    "java/util/Collection\\.parallelStream.*",
                    "java/lang/Math\\.(sin|cos|tan|asin|acos|atan|exp|log|log10|sinh|cosh|tanh|expm1|log1p|cbrt|atan2|hypot|pow)\\(.*"));

    private static final Set<String> LIMITS = Set.of(
            "java/lang/StackOverflowError", "java/lang/VirtualMachineError", "java/lang/Error", "java/lang/Throwable");

    private final ClassModel classModel;
    private final Set<String> sites;

    WatchedCalls(ClassModel classModel, Set<String> sites) {
        this.classModel = classModel;
        this.sites = sites;
    }

    /** Notes those of the class. */
    void list() {
        classModel
                .methods()
                .forEach(method -> method.code().stream()
                        .flatMap(CodeModel::elementStream)
                        .forEach(element -> list(method, element)));
    }

    private void list(MethodModel method, CodeElement element) {
        switch (element) {
            case InvokeInstruction call ->
                note(
                        method,
                        call.owner().asInternalName(),
                        call.name().stringValue(),
                        call.type().stringValue());
            case InvokeDynamicInstruction call -> call.bootstrapArgs().forEach(argument -> list(method, argument));
            case ExceptionCatch handler -> list(method, handler.catchType());
            default -> {}
        }
    }

    private void list(MethodModel method, ConstantDesc argument) {
        if (argument instanceof DirectMethodHandleDesc handle) {
            ClassDesc owner = handle.owner();
            String name = owner.isClassOrInterface()
                    ? owner.descriptorString()
                            .substring(1, owner.descriptorString().length() - 1)
                    : owner.descriptorString();
            note(method, name, handle.methodName(), handle.lookupDescriptor());
        }
    }

    private void list(MethodModel method, Optional<ClassEntry> caught) {
        caught.map(ClassEntry::asInternalName)
                .filter(LIMITS::contains)
                .ifPresent(name -> add(method, "catch " + name.substring(name.lastIndexOf('/') + 1)));
    }

    private void note(MethodModel method, String owner, String name, String descriptor) {
        if (WATCHED.matcher(owner + "." + name + descriptor).matches()) {
            add(method, owner.substring(owner.lastIndexOf('/') + 1) + "." + name);
        }
    }

    private void add(MethodModel method, String what) {
        String name = classModel.thisClass().asInternalName().substring(Rules.PYTHON.length());
        sites.add(name + "." + method.methodName().stringValue() + " -> " + what);
    }
}
