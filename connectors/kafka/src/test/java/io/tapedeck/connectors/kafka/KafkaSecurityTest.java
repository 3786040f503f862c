package io.tapedeck.connectors.kafka;

import static io.tapedeck.connectors.kafka.Pipelines.payloads;
import static io.tapedeck.connectors.kafka.Pipelines.readToEnd;
import static io.tapedeck.connectors.kafka.Pipelines.sink;
import static io.tapedeck.connectors.kafka.Pipelines.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.faults.SelfSignedCertificate;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS and SASL, through the properties. */
@Timeout(120)
class KafkaSecurityTest {
    private static final String PASSWORD = "the-password";

    private static KafkaBroker broker;
    private static SelfSignedCertificate certificate;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        certificate = SelfSignedCertificate.make(folder.resolve("tls"));
        Map<String, String> more = new HashMap<>(Map.of(
                KafkaBroker.PROTOCOLS,
                KafkaBroker.protocols("SASL_SSL"),
                "sasl.enabled.mechanisms",
                "PLAIN,SCRAM-SHA-512",
                "listener.name.secure.plain.sasl.jaas.config",
                jaas("plain.PlainLoginModule", "username=\"broker\" password=\"-\" user_me=\"" + PASSWORD + "\""),
                "listener.name.secure.scram-sha-512.sasl.jaas.config",
                jaas("scram.ScramLoginModule", "")));
        for (String kind : List.of("keystore", "truststore")) {
            more.put(
                    "listener.name.secure.ssl." + kind + ".location",
                    certificate.store().toString());
            more.put("listener.name.secure.ssl." + kind + ".password", certificate.password());
        }
        more.put("listener.name.secure.ssl.key.password", certificate.password());
        broker = KafkaBroker.start(folder, more);
        try (Admin admin = broker.admin()) {
            ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion("me", info, PASSWORD)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static String jaas(String module, String more) {
        return "org.apache.kafka.common.security." + module + " required " + more + ";";
    }

    private static Map<String, String> properties(String mechanism, String module, String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                jaas(module, "username=\"me\" password=\"" + password + "\""),
                "ssl.truststore.location",
                certificate.store().toString(),
                "ssl.truststore.password",
                certificate.password());
    }

    private static String url(String topic) {
        return "kafka://" + broker.secureNode() + "/" + topic;
    }

    @Test
    void shouldProveWhoItIs() throws Exception {
        Topic.create(broker, "secured", 1);
        long ordinal = 0;
        for (Map<String, String> properties : List.of(
                properties("PLAIN", "plain.PlainLoginModule", PASSWORD),
                properties("SCRAM-SHA-512", "scram.ScramLoginModule", PASSWORD))) {
            try (Sink sink = sink(url("secured"), Map.of("encode", "text", "properties", properties))) {
                assertEquals(ordinal, sink.last().map(EffectId::ordinal).orElse(0L));
                ordinal++;
                write(sink, ordinal, Output.of(Value.of("m" + ordinal)));
                sink.flush();
            }
            assertEquals(
                    ordinal,
                    payloads(readToEnd(
                                    url("secured"),
                                    Map.of("decode", "text", "properties", properties),
                                    Optional.empty()))
                            .size());
        }
    }

    @Test
    void shouldSayThatItWasNotBelievedAndNotShowThePassword() {
        Map<String, Object> wrong =
                Map.of("properties", properties("PLAIN", "plain.PlainLoginModule", "wrong-password"));
        String message = assertThrows(ConnectorException.class, () -> sink(url("secured"), wrong))
                .getMessage();
        assertTrue(message.startsWith("cannot find the topic \"secured\" at " + broker.secureNode() + ": "), message);
        assertTrue(message.endsWith("; check the user and password in properties"), message);
        assertFalse(message.contains("wrong-password"), message);
    }
}
