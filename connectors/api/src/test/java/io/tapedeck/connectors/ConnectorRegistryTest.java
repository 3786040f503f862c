package io.tapedeck.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectorRegistryTest {
    @Test
    void shouldNameTheKnownSchemesWhereOneIsUnknown() {
        ConnectorRegistry none = new ConnectorRegistry(List.of());
        ConnectorException refusal =
                assertThrows(ConnectorException.class, () -> none.provider(StreamUrl.parse("ftp://host/file")));
        assertEquals("there is no connector for ftp:// (known: )", refusal.getMessage());
    }
}
