// example: jackson-databind: ObjectMapper of beans, with annotations
// expect: identical
// library: jackson-core jackson-databind jackson-annotations

import module java.base;
import com.fasterxml.jackson.annotation.*;
import com.fasterxml.jackson.core.*;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.*;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class JacksonBeans implements Processor {
    enum Level {
        LOW,
        HIGH
    }

    static class Order {
        public String id;
        private double total;
        public Map<Level, Object> byLevel = new HashMap<>();
        public ConcurrentMap<String, Integer> shared = new ConcurrentHashMap<>();

        @JsonProperty("when")
        private Date at = new Date();

        public double getTotal() {
            return total;
        }

        public void setTotal(double total) {
            this.total = total;
        }

        @JsonIgnore
        public String getHidden() {
            return "hidden";
        }
    }

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Order order = new Order();
        order.id = "7";
        order.setTotal(1.25);
        order.byLevel.put(Level.HIGH, 1);
        order.byLevel.put(Level.LOW, new int[] {1});
        order.shared.put("z", 1);
        order.shared.put("a", 2);
        String json = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(order);
        context.emit(Value.of(json));
        context.emit(Value.of(mapper.writeValueAsString(mapper.readValue(json, Order.class))));
        context.emit(Value.of("" + mapper.convertValue(order, Map.class)));
        context.emit(Value.of("" + mapper.convertValue(Map.of("id", "9", "total", 3), Order.class).getTotal()));
    }
}
