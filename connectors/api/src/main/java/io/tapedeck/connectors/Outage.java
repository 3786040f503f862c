package io.tapedeck.connectors;

import java.time.Duration;

/** How long a server has been away, and when to look for it again: each time later, up to every two seconds. */
public final class Outage {
    private static final long PAUSE_NANOS_MIN = 20_000_000;
    private static final long PAUSE_NANOS_MAX = 2_000_000_000;

    private final String system;
    private final String servers;
    private final Duration patience;
    private boolean isOn;
    private long sinceNanos;
    private long pauseNanos;
    private long nextNanos;

    /**
     * Of servers that are there.
     *
     * @param system what they are, such as {@code redis}
     * @param servers their names, for messages to people
     * @param patience for how long they are looked for
     */
    public Outage(String system, String servers, Duration patience) {
        this.system = system;
        this.servers = servers;
        this.patience = patience;
    }

    /**
     * The server was not reached.
     *
     * @throws ConnectorException where it has been away for too long
     */
    public void note(Exception reason) throws ConnectorException {
        long now = System.nanoTime();
        if (!isOn) {
            isOn = true;
            sinceNanos = now;
            pauseNanos = PAUSE_NANOS_MIN;
        }
        if (now - sinceNanos >= patience.toNanos()) {
            throw new UnreachableException(
                    "lost " + system + " at " + servers + " and did not reach it again within " + patience.toSeconds()
                            + " s: " + reason.getMessage()
                            + "; when it is back, run again (reconnect = says how long to wait)",
                    reason);
        }
        nextNanos = now + Math.min(pauseNanos, Math.max(1, patience.toNanos() - (now - sinceNanos)));
        pauseNanos = Math.min(PAUSE_NANOS_MAX, pauseNanos * 2);
    }

    /** The server answered. */
    public void end() {
        isOn = false;
    }

    /** How long to wait until it is to be looked for again; nothing where it is time. */
    public Duration pause() {
        return isOn ? Duration.ofNanos(Math.max(0, nextNanos - System.nanoTime())) : Duration.ZERO;
    }
}
