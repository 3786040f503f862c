import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.builder.ToStringBuilder;
import org.apache.commons.lang3.builder.ToStringStyle;

/** Makes an invoice of each order in a shop's log; its lines are a time, a word and JSON. */
public final class Invoices implements Processor {
    record Item(String article, int count, BigDecimal price) {
        BigDecimal total() {
            return price.multiply(BigDecimal.valueOf(count));
        }
    }

    record Order(String id, String customer, List<Item> items) {}

    record Invoice(
            String order,
            @JsonProperty("to") String customer,
            BigDecimal total,
            @JsonProperty("spent_so_far") BigDecimal spent,
            String at) {}

    /** In a field, so that it is made when the code is loaded and not at some message. */
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public void process(Message message, ProcessorContext context) throws JsonProcessingException {
        String line = message.value().asString();
        if (!StringUtils.substringBetween(line, " ").equals("ORDER")) {
            return;
        }
        Order order = mapper.readValue(line.substring(line.indexOf('{')), Order.class);
        BigDecimal total = order.items().stream().map(Item::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        Value before = context.state().get(order.customer());
        BigDecimal spent = before.isNull() ? total : new BigDecimal(before.asString()).add(total);
        context.state().put(order.customer(), Value.of(spent.toPlainString()));

        Invoice invoice = new Invoice(
                order.id(), StringUtils.capitalize(order.customer()), total, spent, Instant.now().toString());
        context.log(ToStringBuilder.reflectionToString(invoice, ToStringStyle.SHORT_PREFIX_STYLE));
        context.emit(Value.of(mapper.writeValueAsString(invoice)));
    }
}
