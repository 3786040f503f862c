package io.tapedeck.runtime;

/** Does what processors ask of the outside: live by asking a service, on replay by looking it up in the record. */
@FunctionalInterface
public interface Effects {
    /** Where nothing can be asked. */
    Effects NONE = request -> {
        throw new EffectUnavailableException("there is no service \"" + request.service() + "\" here");
    };

    /**
     * Does what is asked, or looks up what came of it.
     *
     * @throws EffectUnavailableException where neither can be
     */
    EffectResult request(EffectRequest request) throws EffectUnavailableException;
}
