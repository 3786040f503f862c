package io.tapedeck.processors.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Value;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a processor that throws, does not end, or goes too deep. */
class FailureTest {
    private static ProcessorException fails(Rig rig) {
        return assertThrows(ProcessorException.class, () -> rig.outputs("x"));
    }

    /** Feeds a message and interrupts it once the processor is at it. */
    private static ProcessorException interrupted(Rig rig) throws Exception {
        // More than once: on a busy machine the processor may not have been at it the first time.
        Thread interrupter = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(150_000_000);
                rig.host.interrupt();
            }
        });
        ProcessorException failure = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> fails(rig));
        interrupter.interrupt();
        interrupter.join();
        assertEquals(FailureKind.TIMEOUT, failure.kind(), failure::error);
        return failure;
    }

    @Test
    void errorNamesTheCauseTheLineAndTheCalls() throws Exception {
        String members = "static String deep(Map<String, String> m) { return m.get(\"mw\").strip(); }";
        ProcessorException failure = fails(
                Rig.source(
                        "Demo.java",
                        Rig.demo(
                                members,
                                "try { deep(Map.of()); } catch (RuntimeException e) { throw new IllegalStateException(\"no\\nmagnitude\", e); }")));
        assertEquals(FailureKind.ERROR, failure.kind());
        assertEquals("IllegalStateException: no", failure.error());
        assertEquals(
                "Demo.java:15, in process", failure.location().orElseThrow().toString());
        List<String> lines = failure.traceback().lines().toList();
        assertEquals(5, lines.size(), failure::traceback);
        assertEquals("    at Demo.process(Demo.java:15)", lines.get(1));
        assertTrue(lines.get(2).startsWith("Caused by: NullPointerException: Cannot invoke"), failure::traceback);
        assertEquals("    at Demo.deep(Demo.java:13)", lines.get(3));
    }

    @Test
    void classesOfTheUsersAndTheJdksKeepTheirNames() throws Exception {
        String members = "static class Bad extends RuntimeException { Bad(String m) { super(m); } }";
        assertEquals(
                "Demo.Bad: b",
                fails(Rig.source("Demo.java", Rig.demo(members, "throw new Bad(\"b\");")))
                        .error());
        assertEquals(
                "java.util.NoSuchElementException: No value present",
                fails(Rig.body("Optional.empty().get();")).error());
        assertEquals(
                "RuntimeException",
                fails(Rig.body("throw new RuntimeException();")).error());
    }

    @Test
    void failureLeavesTheHostUsable() throws Exception {
        Rig rig = Rig.body("emit(context, 10 / message.value().asLong());");
        assertThrows(ProcessorException.class, () -> rig.feed(Value.of(0)));
        rig.feed(Value.of(5));
        assertEquals("2", rig.context.outputs.getFirst().value().asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "for (;;) { try { while (true) {} } catch (Throwable t) { } }",
                "while (true) { try { Thread.sleep(1); } catch (Throwable t) { } }",
                "while (true) { try { throw new Error(); } catch (Error t) { } finally { continue; } }",
                "synchronized (this) { while (true) { synchronized (context) { } } }",
                "Stream.iterate(0, i -> i + 1).forEach(i -> {});",
                "int i = 0; do { i++; } while (i != -1 || true);",
                "loop(() -> {});",
                "for (int i = 0; ; i++) { switch (i % 3) { case 0: continue; default: } }",
                "List<Integer> l = new ArrayList<>(List.of(1)); for (ListIterator<Integer> it = l.listIterator(); it.hasNext(); ) { it.next(); it.previous(); }",
            })
    void interruptEndsWhatDoesNotEnd(String body) throws Exception {
        String members = "static void loop(Runnable r) { try { while (true) { r.run(); } } finally { loop(r); } }";
        interrupted(Rig.source("Demo.java", Rig.demo(members, body)));
    }

    @Test
    void interruptNamesThePlaceAndTheHostGoesOn() throws Exception {
        Rig rig = Rig.body("if (message.value().asString().equals(\"x\")) while (true) { }\n emit(context, 1);");
        assertEquals(
                "Demo.java:15, in process",
                interrupted(rig).location().orElseThrow().toString());
        assertEquals(List.of("1"), rig.outputs("y"));
        rig.host.interrupt();
        assertEquals(List.of("1"), rig.outputs("y"));
    }

    @Test
    void interruptWakesASleepOfALiveWorld() throws Exception {
        io.tapedeck.runtime.World live = new io.tapedeck.runtime.World(io.tapedeck.runtime.World.Pace.LIVE);
        var host = live.run(() -> new JavaProcessorHostProvider()
                .load(Rig.code(
                        "Demo.java",
                        Rig.demo("", "try { Thread.sleep(60_000); } catch (InterruptedException e) { }"))));
        CountDownLatch started = new CountDownLatch(1);
        Thread interrupter = Thread.ofPlatform().start(() -> {
            try {
                started.await();
                Thread.sleep(200);
            } catch (InterruptedException e) {
                return;
            }
            host.interrupt();
        });
        ProcessorException failure = assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThrows(
                        ProcessorException.class,
                        () -> live.run(() -> {
                            started.countDown();
                            host.process(
                                    new io.tapedeck.log.Message(
                                            new io.tapedeck.log.StreamKey("in"),
                                            0,
                                            1,
                                            Rig.START,
                                            Value.NULL,
                                            List.of(),
                                            Value.NULL),
                                    new RecordedContext());
                            return "";
                        })));
        interrupter.join();
        assertEquals(FailureKind.TIMEOUT, failure.kind());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deep(1);",
                "try { deep(1); } catch (StackOverflowError e) { emit(context, depth); }",
                "try { deep(1); } catch (Throwable e) { emit(context, depth); }",
                "try { deep(1); } finally { return; }",
            })
    void deepRecursionIsAnErrorThatCannotBeCaught(String body) throws Exception {
        String members = "static int depth; static int deep(int i) { depth = i; return deep(i + 1) + 1; }";
        Rig rig = Rig.source("Demo.java", Rig.demo(members, body));
        ProcessorException failure = fails(rig);
        assertEquals(FailureKind.LIMIT, failure.kind());
        assertTrue(failure.error().startsWith("StackOverflowError: the calls went too deep"), failure::error);
        assertTrue(failure.traceback().contains("more"), failure::traceback);
        assertEquals(List.of(), rig.context.outputs);
    }

    @Test
    void fullHeapIsAnErrorThatCannotBeCaught() throws Exception {
        ProcessorException failure = fails(
                Rig.body(
                        "try { long[][] all = new long[1 << 20][]; for (int i = 0; ; i++) all[i] = new long[Integer.MAX_VALUE]; } catch (Throwable t) {}"));
        assertEquals(FailureKind.LIMIT, failure.kind());
        assertTrue(failure.error().startsWith("OutOfMemoryError: "), failure::error);
    }
}
