package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Bytes;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StepSourcesTest {
    private static final ProcessorCode CODE = new ProcessorCode(
            "alerts",
            "python",
            "alerts.py",
            List.of(
                    new ProcessorCode.File("alerts.py", Bytes.utf8("import scales\n")),
                    new ProcessorCode.File("scales/__init__.py", Bytes.utf8("ML = 1\n"))));

    @TempDir
    private Path folder;

    private Path project;
    private Path copies;

    private void write(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private StepSources find() throws IOException {
        copies = folder.resolve("copies");
        return StepSources.of(CODE, List.of(folder, project), copies);
    }

    @Test
    void filesThatAreAsRecordedAreNamed() throws IOException {
        project = folder.resolve("project");
        write("alerts.py", "import scales\n");
        write("scales/__init__.py", "ML = 1\n");
        StepSources found = find();
        assertFalse(found.areCopies());
        assertEquals(project.resolve("alerts.py"), found.entry(CODE));
        assertFalse(Files.exists(copies));
    }

    @Test
    void whatIsRecordedIsCopiedWhereOneOfThemIsAnotherNow() throws IOException {
        project = folder.resolve("project");
        write("alerts.py", "import scales\n");
        write("scales/__init__.py", "ML = 2\n");
        StepSources found = find();
        assertTrue(found.areCopies());
        assertEquals(copies.resolve("alerts.py"), found.entry(CODE));
        assertEquals("ML = 1\n", Files.readString(copies.resolve("scales/__init__.py")));
    }

    @Test
    void nothingIsWrittenOutsideTheFolder() throws IOException {
        ProcessorCode strange = new ProcessorCode(
                "alerts", "python", "alerts.py", List.of(new ProcessorCode.File("../alerts.py", Bytes.utf8("pass\n"))));
        Path inside = folder.resolve("copies");
        assertThrows(IOException.class, () -> StepSources.of(strange, List.of(), inside));
        assertFalse(Files.exists(folder.resolve("alerts.py")));
    }
}
