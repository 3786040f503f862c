package io.tapedeck.controller;

import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.runtime.EffectRequest;
import io.tapedeck.runtime.EffectResult;
import io.tapedeck.runtime.EffectUnavailableException;
import io.tapedeck.runtime.Effects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The effects of one input, from the record: nothing leaves the machine. Code that changed may ask in another order:
 * what the same step asked with the same words counts, wherever it did; what it never asked, a stub answers.
 */
final class RecordedEffects implements Effects {
    private final List<RecordedEffect> unused;
    private final Map<String, Value> stubs;

    /** @param stubs the answers to what is not recorded, by service */
    RecordedEffects(List<RecordedEffect> recorded, Map<String, Value> stubs) {
        unused = recorded.isEmpty() ? recorded : new ArrayList<>(recorded); // most inputs have none
        this.stubs = stubs;
    }

    @Override
    public EffectResult request(EffectRequest request) throws EffectUnavailableException {
        List<RecordedEffect> same =
                unused.stream().filter(recorded -> isSame(recorded, request)).toList();
        Optional<RecordedEffect> found = same.stream()
                .filter(recorded -> recorded.isAt(request))
                .findFirst()
                .or(() -> same.stream().findFirst());
        if (found.isPresent()) {
            unused.remove(found.get());
            return found.get().result();
        }
        if (stubs.containsKey(request.service())) {
            return new EffectResult.Answer(stubs.getOrDefault(request.service(), Value.NULL));
        }
        throw new EffectUnavailableException("service \"" + request.service() + "\" was not asked this when it was "
                + "recorded, and a replay asks nobody: " + request.content());
    }

    private static boolean isSame(RecordedEffect recorded, EffectRequest request) {
        return recorded.request().step().equals(request.step())
                && recorded.request().service().equals(request.service())
                && ValueEncoder.encode(recorded.request().content()).equals(ValueEncoder.encode(request.content()));
    }
}
