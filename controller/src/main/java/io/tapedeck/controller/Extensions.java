package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.ServiceProvider;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorHostProvider;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The connectors, kinds of services and processors' languages that this installation has. */
public final class Extensions {
    private final Map<String, ConnectorProvider> connectors = new TreeMap<>();
    private final Map<String, ServiceProvider> services = new TreeMap<>();
    private final Map<String, ProcessorHostProvider> hosts = new TreeMap<>();
    private Optional<Endpoint> sourceOfReplays = Optional.empty();

    private Extensions() {}

    /** Those on the class path. */
    public static Extensions load() {
        Extensions extensions = new Extensions();
        ServiceLoader.load(ConnectorProvider.class)
                .forEach(provider -> extensions.connectors.put(provider.scheme(), provider));
        ServiceLoader.load(ServiceProvider.class)
                .forEach(provider -> extensions.services.put(provider.kind(), provider));
        ServiceLoader.load(ProcessorHostProvider.class)
                .forEach(provider -> extensions.hosts.put(provider.language(), provider));
        return extensions;
    }

    /** The same, and a connector that is not on the class path. */
    public Extensions with(ConnectorProvider provider) {
        Extensions more = copy();
        more.connectors.put(provider.scheme(), provider);
        return more;
    }

    /** The same, and another source than its log names, from which a replay reads again what the log withholds. */
    public Extensions withSourceOfReplays(Endpoint source) {
        Extensions more = copy();
        more.sourceOfReplays = Optional.of(source);
        return more;
    }

    private Extensions copy() {
        Extensions copy = new Extensions();
        copy.connectors.putAll(connectors);
        copy.services.putAll(services);
        copy.hosts.putAll(hosts);
        copy.sourceOfReplays = sourceOfReplays;
        return copy;
    }

    /** Where a replay reads what the log withholds, if not where the log says. */
    Optional<Endpoint> sourceOfReplays() {
        return sourceOfReplays;
    }

    /** The connector for a scheme. */
    public Optional<ConnectorProvider> connector(String scheme) {
        return Optional.ofNullable(connectors.get(scheme));
    }

    /** The provider of a kind of service. */
    public Optional<ServiceProvider> service(String kind) {
        return Optional.ofNullable(services.get(kind));
    }

    /** The host for a language. */
    public Optional<ProcessorHostProvider> host(String language) {
        return Optional.ofNullable(hosts.get(language));
    }

    /** The versions of what runs the languages of some steps, by language. */
    Map<String, String> runtimeVersions(Collection<ProcessorCode> code) {
        Map<String, String> versions = new TreeMap<>();
        for (ProcessorCode step : code) {
            host(step.language())
                    .flatMap(ProcessorHostProvider::runtimeVersion)
                    .ifPresent(version -> versions.put(step.language(), version));
        }
        return versions;
    }

    /** The schemes of the connectors, in order. */
    public Collection<String> schemes() {
        return connectors.keySet();
    }

    Collection<String> serviceKinds() {
        return services.keySet();
    }

    /** What a step may name its processor by: a language, or a kind of built-in processor. */
    Set<String> processorWords() {
        Set<String> words = new TreeSet<>();
        hosts.forEach((language, host) -> words.addAll(host.kinds().isEmpty() ? Set.of(language) : host.kinds()));
        return words;
    }

    /** The kinds of built-in processors that can redact an input before it is recorded. */
    Set<String> redactions() {
        Set<String> words = new TreeSet<>();
        hosts.values().forEach(host -> words.addAll(host.redactions()));
        return words;
    }

    /** The host for a word by which a step names its processor. */
    public Optional<ProcessorHostProvider> hostOf(String word) {
        return hosts.values().stream()
                .filter(host -> host.kinds().contains(word))
                .findFirst()
                .or(() -> host(word));
    }
}
