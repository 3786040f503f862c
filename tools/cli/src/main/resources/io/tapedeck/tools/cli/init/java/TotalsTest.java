import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorTester;
import java.util.List;

/** Runs with plain java, see README.md; throws where something is wrong. */
public final class TotalsTest {
    public static void main(String[] arguments) throws Exception {
        try (ProcessorTester tester = ProcessorTester.of(new Totals())) {
            tester.feed(order("ada", 1.5)).feed(order("bob", 2.0)).feed(order("ada", 3.0));
            List<Value> outputs = tester.outputs();
            expect(outputs.getLast(), Value.map("customer", Value.of("ada"), "spent", Value.of(4.5)));
            expect(tester.state().get("bob"), Value.of(2.0));
        }
        System.out.println("TotalsTest passed");
    }

    private static Value order(String customer, double total) {
        return Value.map("customer", Value.of(customer), "item", Value.of("tape"), "total", Value.of(total));
    }

    private static void expect(Value found, Value expected) {
        if (!found.equals(expected)) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }
}
