package io.tapedeck.processors.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHostProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceCollectorTest {
    @TempDir
    private Path folder;

    private ProcessorCode read(String reference) throws ProcessorException {
        ProcessorHostProvider provider = ServiceLoader.load(ProcessorHostProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.language().equals("python"))
                .findFirst()
                .orElseThrow();
        return provider.read("alerts", reference, folder, List.of());
    }

    private void write(String name, String source) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
    }

    @Test
    void whatIsImportedIsTakenAlong() throws Exception {
        write("steps/alerts.py", "import json, scales as s\nfrom geo.near import far\nimport x; import chained\n");
        write("steps/scales.py", "if True:\n    from \\\n  deep import (a,\n b)\n");
        write("steps/deep.py", "import alerts\nimportlib.import_module('by_name')\n");
        write("steps/by_name.py", "");
        write("steps/chained.py", "");
        write("steps/unused.py", "");
        write("steps/geo/__init__.py", "");
        write("steps/geo/near.py", "");
        write("steps/geo/sub/far.py", "");
        write("scales.py", "not this one");
        ProcessorCode code = read("steps/alerts.py");
        assertEquals("alerts.py", code.entry());
        assertEquals("python", code.language());
        assertEquals(
                List.of(
                        "alerts.py",
                        "by_name.py",
                        "chained.py",
                        "deep.py",
                        "geo/__init__.py",
                        "geo/near.py",
                        "geo/sub/far.py",
                        "scales.py"),
                code.files().stream().map(ProcessorCode.File::name).toList());
        assertEquals(code.digest(), read("steps/alerts.py").digest());
    }

    @Test
    void aMissingFileIsNamedAsTheUserWroteIt() throws Exception {
        ProcessorException failure = assertThrows(ProcessorException.class, () -> read("steps/alrets.py"));
        assertEquals(FailureKind.LOAD, failure.kind());
        assertEquals(
                "steps/alrets.py does not exist (a relative path starts at the pipeline file's folder)",
                failure.error());
        Files.createDirectory(folder.resolve("steps"));
        assertEquals(
                "steps is a folder, not a Python file (a relative path starts at the pipeline file's folder)",
                assertThrows(ProcessorException.class, () -> read("steps")).error());
    }

    @Test
    void aFileThatIsNotUtf8IsNamed() throws Exception {
        write("steps/alerts.py", "import latin");
        Files.write(folder.resolve("steps/latin.py"), new byte[] {'#', (byte) 0xE9});
        ProcessorException failure = assertThrows(ProcessorException.class, () -> read("steps/alerts.py"));
        assertEquals("steps/latin.py is not UTF-8", failure.error());
        assertEquals(FailureKind.LOAD, failure.kind());
    }

    @Test
    void importsAreFoundWhereverTheyStand() {
        String source = """
                import a, b.c as d , e
                def f():
                    import g
                    from h.i import (
                        j)
                from . import k
                x = 1; from l import m; import n
                try: import o
                except ImportError: import p as q
                __import__("r")
                """;
        assertEquals(Set.of("a", "b", "e", "g", "h", "l", "n", "o", "p", "r"), ImportScanner.topLevelNames(source));
    }
}
