package io.tapedeck.tools.cli;

import io.tapedeck.controller.DebuggerStop;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.RunStart;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorDebugger;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHostProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the way for a debugger to a step, and tells how to attach one. All that goes to standard error. */
final class DebuggerEntrance implements DebuggerStop.Entrance {
    private static final String FILE = "file://";

    private final Extensions extensions;
    private final int port;
    private final Path data;
    private final List<Path> folders;
    private boolean opened;

    /**
     * An entrance by a port.
     *
     * @param data the data folder
     * @param folders where sources are looked for first
     */
    DebuggerEntrance(Extensions extensions, int port, Path data, List<Path> folders) {
        this.extensions = extensions;
        this.port = port;
        this.data = data;
        this.folders = List.copyOf(folders);
    }

    /** Whether the replay came to where it was to stop. */
    boolean wasOpened() {
        return opened;
    }

    @Override
    public ProcessorDebugger open(RunStart run, long ordinal, ProcessorCode code)
            throws IOException, ProcessorException {
        opened = true;
        Screen.endProgress();
        Optional<StepSources> sources = StepSources.isSource(code)
                ? Optional.of(StepSources.of(code, places(run), copies(run, code)))
                : Optional.empty();
        ProcessorDebugger debugger =
                debugger(code, sources.map(StepSources::folder).orElse(Path.of("")));
        Screen.warn(run.id() + " " + run.pipeline() + " stands before " + run.position(ordinal) + ", step \""
                + code.step() + "\", and waits for a debugger; Ctrl-C ends it");
        howToAttach(code.language(), sources).forEach(line -> Screen.warn("  " + line));
        sources.ifPresent(found -> Screen.warn("  source    " + Format.path(found.entry(code))
                + (found.areCopies() ? "   (a copy: it was not found as it is recorded)" : "")));
        return debugger;
    }

    private ProcessorDebugger debugger(ProcessorCode code, Path sources) throws ProcessorException {
        Optional<ProcessorHostProvider> host = extensions.host(code.language());
        Optional<ProcessorDebugger> debugger = host.isPresent() ? host.get().debugger(port, sources) : Optional.empty();
        return debugger.orElseThrow(() -> new ProcessorException(
                FailureKind.LOAD,
                "step \"" + code.step() + "\" is built in, so there is nothing to debug",
                Optional.empty(),
                ""));
    }

    /** Beside what was named, here, and beside what the pipeline read and wrote. */
    private List<Path> places(RunStart run) {
        List<Path> places = new ArrayList<>(folders);
        places.add(Path.of(""));
        Stream.of(run.from(), run.to())
                .filter(url -> url.startsWith(FILE))
                .map(url ->
                        Path.of(url.substring(FILE.length())).toAbsolutePath().getParent())
                .forEach(places::add);
        return places;
    }

    private Path copies(RunStart run, ProcessorCode code) throws IOException {
        Path all = data.resolve(".sources"); // no pipeline's name begins with a dot
        return StepSources.below(StepSources.below(all, run.id()), code.step());
    }

    private List<String> howToAttach(String language, Optional<StepSources> sources) {
        return language.equals("java") ? byJdwp(sources) : byDap();
    }

    private List<String> byJdwp(Optional<StepSources> sources) {
        String sourcePath = sources.map(
                        found -> " -sourcepath " + Shell.quote(found.folder().toString()))
                .orElse("");
        return List.of(
                "jdb       jdb" + sourcePath + " -attach 127.0.0.1:" + port,
                "IntelliJ  Remote JVM Debug, localhost:" + port,
                "VS Code   {\"type\": \"java\", \"request\": \"attach\", \"name\": \"Tapedeck\", \"hostName\":"
                        + " \"127.0.0.1\", \"port\": " + port + "}",
                "first     it stops at StopBeforeInput, just before the call; continue to your breakpoints");
    }

    private List<String> byDap() {
        return List.of(
                "VS Code   {\"type\": \"debugpy\", \"request\": \"attach\", \"name\": \"Tapedeck\", \"connect\":"
                        + " {\"host\": \"127.0.0.1\", \"port\": " + port + "}}",
                "first     it stops at the first line that runs",
                "sandbox   relaxed, for no sandbox lets a debugger in; what makes Python deterministic is in force");
    }
}
