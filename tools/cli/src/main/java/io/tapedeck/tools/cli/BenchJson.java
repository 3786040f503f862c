package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.tools.bench.BenchReport;
import io.tapedeck.tools.bench.Machine;
import io.tapedeck.tools.bench.RowResult;

/** A benchmark's report for scripts: a list of rows, each of which stands for itself. */
final class BenchJson {
    private BenchJson() {}

    static ArrayNode list(BenchReport report) {
        ArrayNode list = Json.array();
        report.rows().forEach(row -> list.add(row(row).set("machine", machine(report))));
        return list;
    }

    private static ObjectNode row(RowResult row) {
        ObjectNode node = Json.object()
                .put("name", row.name())
                .put("ours", row.ours())
                .put("peer", row.peerFigure())
                .put("unit", row.metric().unit())
                .put("ratio_median", row.ratioMedian())
                .put("ratio_min", row.ratioMin())
                .put("ratio_max", row.ratioMax());
        row.target().ifPresentOrElse(target -> node.put("target", target), () -> node.putNull("target"));
        ArrayNode ratios = Json.array();
        row.ratios().forEach(ratios::add);
        node.set("ratios", ratios);
        return node.put("durability", row.durability().word())
                .put("messages", row.messages())
                .put("payload_bytes", row.payloadBytes());
    }

    private static ObjectNode machine(BenchReport report) {
        Machine machine = report.machine();
        return Json.object()
                .put("cpu", machine.cpu())
                .put("cores", machine.cores())
                .put("memory_bytes", machine.memoryBytes())
                .put("heap_bytes", machine.heapBytes())
                .put("jdk", machine.jdk())
                .put("kernel", machine.kernel())
                .put("file_system", machine.fileSystem())
                .put("load_before", report.loadBefore())
                .put("load_after", report.loadAfter());
    }
}
