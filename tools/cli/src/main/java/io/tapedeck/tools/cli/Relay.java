package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.Source;
import io.tapedeck.controller.Transfer;
import io.tapedeck.log.EncodedMessage;
import java.util.function.BooleanSupplier;

/** A transfer that is shown to people: how far it is, what was passed over, and how it ended. */
final class Relay {
    private static final int TOLD_MAX = 20;

    private final Source source;
    private final Sink sink;
    private boolean keepsPlaces = true;
    private boolean showsProgress = true;
    private long moved;
    private long passedOver;

    Relay(Source source, Sink sink) {
        this.source = source;
        this.sink = sink;
    }

    /** Messages are numbered anew, for the user has named the stream that they become. */
    Relay asNewStream(boolean wanted) {
        keepsPlaces = !wanted;
        return this;
    }

    /** Standard output has the messages; a line of progress would stand among them. */
    Relay withoutProgress() {
        showsProgress = false;
        return this;
    }

    /** Moves until the source ends, {@code max} messages are moved, or somebody asks to stop. */
    void run(long max, BooleanSupplier stop) throws ConnectorException, InterruptedException {
        new Transfer(source, sink, keepsPlaces, new Told()).run(max, stop);
        if (passedOver > TOLD_MAX) {
            Screen.warn("and " + Format.number(passedOver - TOLD_MAX) + " more were passed over");
        }
    }

    private final class Told implements Transfer.Listener {
        @Override
        public void passedOver(EncodedMessage message, String why) {
            if (passedOver++ < TOLD_MAX) {
                Screen.endProgress();
                Screen.warn("passed over " + message.stream() + "/" + message.shard() + "@" + message.sequence() + ": "
                        + why);
            }
        }

        @Override
        public void moved(long messages) {
            moved = messages;
            if (showsProgress) {
                Screen.progress(Format.count(moved, "message"));
            }
        }
    }

    /** The exit code: whether something was passed over. */
    int exitCode() {
        return passedOver == 0 ? ExitCode.DONE : ExitCode.DATA_LOST;
    }

    /** Tells what was moved: as JSON, or as a line. */
    void report(boolean json, String way) {
        Screen.endProgress();
        if (json) {
            Json.print(Json.object().put("messages", moved).put("passed_over", passedOver));
            return;
        }
        String left = passedOver == 0 ? "" : " · " + Format.number(passedOver) + " passed over";
        Screen.line(Screen.green("✓") + " " + Format.count(moved, "message") + left + "  " + way);
    }
}
