package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Service;
import io.tapedeck.connectors.ServiceDefinition;
import io.tapedeck.runtime.EffectRequest;
import io.tapedeck.runtime.EffectResult;
import io.tapedeck.runtime.EffectUnavailableException;
import io.tapedeck.runtime.Effects;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The services that a pipeline declares, at work for a live run. Each is opened when it is first asked. */
final class Services implements Effects, AutoCloseable {
    private final Map<String, ServiceDefinition> definitions;
    private final Extensions extensions;
    private final UUID run;
    private final Map<String, Service> opened = new HashMap<>();

    Services(List<ServiceDefinition> definitions, Extensions extensions, UUID run) {
        this.definitions =
                definitions.stream().collect(Collectors.toMap(ServiceDefinition::name, definition -> definition));
        this.extensions = extensions;
        this.run = run;
    }

    @Override
    public EffectResult request(EffectRequest request) throws EffectUnavailableException {
        Service service = service(request.service());
        try {
            return new EffectResult.Answer(service.ask(request.content(), id(request)));
        } catch (ConnectorException e) {
            return new EffectResult.Failed("service \"" + request.service() + "\": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EffectUnavailableException("asking service \"" + request.service() + "\" was interrupted");
        }
    }

    /** What is the same whenever this input asks again, in this run and in no other. */
    private String id(EffectRequest request) {
        String path = request.path().stream().map(index -> index + "/").collect(Collectors.joining());
        return run + "/" + request.ordinal() + "/" + request.step() + "/" + path + request.index();
    }

    private Service service(String name) throws EffectUnavailableException {
        ServiceDefinition definition = definitions.get(name);
        if (definition == null) {
            throw new EffectUnavailableException(
                    "no service \"" + name + "\" is declared; the pipeline file needs a " + "table such as [service."
                            + name + "] with http = \"https://…\"" + Spelling.hint(name, definitions.keySet()));
        }
        return opened.computeIfAbsent(
                name,
                ignored -> extensions.service(definition.kind()).orElseThrow().open(definition));
    }

    @Override
    public void close() {
        opened.values().forEach(Service::close);
    }
}
