package io.tapedeck.tools.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import io.tapedeck.log.XxHash64;
import io.tapedeck.runtime.StepRandom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What is random follows {@code spec/determinism-vectors.json}, in Java and in the harness of Python. */
final class StepRandomVectorsTest {
    private static final Path ROOT = Path.of(System.getProperty("tapedeck.root"));

    private static final String IN_PYTHON = """
            import json, sys
            sys.path.insert(0, sys.argv[1])
            from tapedeck_harness import StepRandom, call_seed, mix

            vectors = json.load(open(sys.argv[2], encoding="utf-8"))
            for case in vectors["mix"]:
                assert mix(int(case["hash"], 16), case["number"]) == int(case["result"], 16), case
            for case in vectors["calls"]:
                seed = call_seed(case["step_seed"], case["ordinal"], case["path"])
                assert seed == int(case["seed"], 16), case
                numbers = StepRandom(seed)
                assert [numbers.next() for _ in case["numbers"]] == [int(n, 16) for n in case["numbers"]], case
                assert StepRandom(seed).bytes(11).hex() == case["bytes"], case
                twister = StepRandom(seed).twister_seed()
                assert [f"{twister >> 32 * i & 0xFFFFFFFF:08X}" for i in range(8)] == case["twister"], case
            print(len(vectors["mix"]) + len(vectors["calls"]), "vectors")
            """;

    private static Value vectors() throws IOException, EncodingException {
        byte[] text = Files.readAllBytes(ROOT.resolve("spec/determinism-vectors.json"));
        return new JsonCodec().decode(Bytes.wrap(text));
    }

    private static long hex(Value digits) {
        return Long.parseUnsignedLong(digits.asString(), 16);
    }

    @Test
    void seedsAndNumbersAreThoseOfTheVectorsInJava() throws IOException, EncodingException {
        for (Value each : vectors().get("mix").asList()) {
            long number = each.get("number").asLong();
            assertEquals(hex(each.get("result")), XxHash64.mix(hex(each.get("hash")), number));
        }
        for (Value call : vectors().get("calls").asList()) {
            long stepSeed = StepRandom.stepSeed(
                    call.get("root").asLong(),
                    (int) call.get("task").asLong(),
                    call.get("step").asString());
            assertEquals(call.get("step_seed").asLong(), stepSeed);
            List<Integer> path = call.get("path").asList().stream()
                    .map(index -> (int) index.asLong())
                    .toList();
            long seed = StepRandom.callSeed(stepSeed, call.get("ordinal").asLong(), path);
            assertEquals(hex(call.get("seed")), seed);
            StepRandom numbers = new StepRandom(seed);
            call.get("numbers").asList().forEach(number -> assertEquals(hex(number), numbers.nextLong()));
            byte[] bytes = new byte[11];
            new StepRandom(seed).nextBytes(bytes);
            assertEquals(call.get("bytes").asString(), HexFormat.of().formatHex(bytes));
            int[] twister = call.get("twister").asList().stream()
                    .mapToInt(word -> (int) hex(word))
                    .toArray();
            assertArrayEquals(twister, new StepRandom(seed).ints(8).toArray());
        }
    }

    @Test
    void andInPython() throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(
                            "python3",
                            "-B",
                            "-c",
                            IN_PYTHON,
                            ROOT.resolve("tools/testkit/src/main/resources/io/tapedeck/tools/testkit")
                                    .toString(),
                            ROOT.resolve("spec/determinism-vectors.json").toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            Assumptions.assumeFalse(!Boolean.getBoolean("servers.required"), "there is no python3 on the PATH");
            throw e;
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        assertEquals("10 vectors\n", out);
    }
}
