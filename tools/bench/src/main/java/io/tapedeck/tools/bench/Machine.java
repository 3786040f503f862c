package io.tapedeck.tools.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What figures depend on.
 *
 * @param cpu the processor's model
 * @param cores the cores that this process may use
 * @param memoryBytes the machine's memory
 * @param heapBytes what the heap may grow to
 * @param jdk the Java machine, its version and collectors
 * @param kernel the system and its version
 * @param fileSystem the type and the device of the file system written to
 */
public record Machine(
        String cpu, int cores, long memoryBytes, long heapBytes, String jdk, String kernel, String fileSystem) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path PROCESSES = Path.of("/proc");
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    /** This machine, as seen by somebody who writes to {@code folder}. */
    static Machine of(Path folder) throws IOException {
        FileStore store = Files.getFileStore(folder);
        return new Machine(
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                system().getTotalMemorySize(),
                Runtime.getRuntime().maxMemory(),
                jdkName(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                store.type() + " on " + store.name());
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    private static String cpuModel() {
        return value(CPU_INFO, "model name").or(() -> value(CPU_INFO, "Model")).orElse(System.getProperty("os.arch"));
    }

    private static String jdkName() {
        String collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
        return System.getProperty("java.vm.name") + " " + Runtime.version() + " (" + collectors + ")";
    }

    /** The load average over the last minute; negative where the system does not tell. */
    static double load() {
        return system().getSystemLoadAverage();
    }

    /** The memory that can be had without swapping: what is free, and what holds files that can be read again. */
    static long availableMemoryBytes() {
        return value(MEMORY_INFO, "MemAvailable")
                .map(text -> Long.parseLong(text.replaceAll("\\D", "")) << 10)
                .orElse(system().getFreeMemorySize());
    }

    /** What is on its way to the disk: it takes memory, the disk and a processor from who measures meanwhile. */
    static long writebackBytes() {
        return value(MEMORY_INFO, "Writeback:")
                .map(text -> Long.parseLong(text.replaceAll("\\D", "")) << 10)
                .orElse(0L);
    }

    /** The most memory that a process ever had at once; 0 where the system does not tell. */
    static long residentBytesMax(ProcessHandle process) {
        return value(PROCESSES.resolve(Long.toString(process.pid())).resolve("status"), "VmHWM")
                .map(text -> Long.parseLong(text.replaceAll("\\D", "")) << 10)
                .orElse(0L);
    }

    private static Optional<String> value(Path file, String key) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // not a Linux
        }
    }
}
