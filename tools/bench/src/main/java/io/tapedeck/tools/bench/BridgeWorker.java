package io.tapedeck.tools.bench;

import io.tapedeck.log.Durability;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The main class of a {@link BridgeProcess} of this class path: does what it is asked for, line by line. */
final class BridgeWorker {
    private static final Duration MOVE_MAX = Duration.ofMinutes(20);

    /** What is measured. */
    enum Side {
        /** Ours without a recording. */
        UNRECORDED,
        /** Ours with a recording that survives the process. */
        RECORDED,
        /** The peer. */
        LOOP;

        private Bridge bridge() {
            return switch (this) {
                case UNRECORDED -> new UnrecordedBridge("json");
                case RECORDED ->
                    new RecordedBridge(new RecordedBridge.Kind("json", Optional.empty(), false), Durability.OS);
                case LOOP -> new ChangeLoop();
            };
        }
    }

    private BridgeWorker() {}

    /**
     * Moves messages until nobody asks for more, or who asked is gone.
     *
     * @param arguments the {@link Side}
     */
    public static void main(String[] arguments) throws IOException {
        Bridge bridge = Side.valueOf(arguments[0]).bridge();
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String request = requests.readLine(); request != null; request = requests.readLine()) {
            BridgeProcess.Request asked = BridgeProcess.Request.parse(request);
            bridge.move(asked.route(), asked.messages(), Limit.of(MOVE_MAX));
            System.out.println(BridgeProcess.DONE);
        }
    }
}
