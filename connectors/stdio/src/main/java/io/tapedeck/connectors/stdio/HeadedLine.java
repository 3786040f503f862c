package io.tapedeck.connectors.stdio;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line in SeaStreamer's form, {@code [time | stream | sequence | shard] payload}. The head may be left out; in it the
 * time may, and from the end the shard, the sequence, and, where there is a time, the stream.
 *
 * @param timeNanos the time, in nanoseconds since 1970
 * @param stream the stream
 * @param sequence the message's number
 * @param shard the shard
 * @param payload what stands behind the head
 */
record HeadedLine(
        Optional<Long> timeNanos,
        Optional<StreamKey> stream,
        Optional<Long> sequence,
        Optional<Long> shard,
        Bytes payload) {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    /** So that one may count on from any, without an overflow. */
    private static final int NUMBER_BITS_MAX = 62;

    private static final int SHOWN_CHARACTERS_MAX = 40;
    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z?");
    private static final Pattern STREAM = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
    private static final DateTimeFormatter MILLIS = formatter("SSS");
    private static final DateTimeFormatter MICROS = formatter("SSSSSS");
    private static final DateTimeFormatter NANOS = formatter("SSSSSSSSS");

    private static DateTimeFormatter formatter(String fraction) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss." + fraction, Locale.ROOT)
                .withZone(ZoneOffset.UTC);
    }

    /** The line of a message: with a whole head, and without an end. */
    static Bytes write(long timeNanos, StreamKey stream, long sequence, long shard, Bytes payload) {
        Bytes head = Bytes.utf8("[" + timeText(timeNanos) + " | " + stream + " | " + sequence + " | " + shard + "] ");
        byte[] line = new byte[head.length() + payload.length()];
        head.copyTo(line, 0);
        payload.copyTo(line, head.length());
        return Bytes.wrap(line);
    }

    private static String timeText(long timeNanos) {
        long fraction = Math.floorMod(timeNanos, NANOS_PER_SECOND);
        DateTimeFormatter exact =
                fraction % NANOS_PER_MILLI == 0 ? MILLIS : fraction % NANOS_PER_MICRO == 0 ? MICROS : NANOS;
        return exact.format(Times.instant(timeNanos));
    }

    /**
     * Reads a line, given without its end.
     *
     * @throws EncodingException where it has a head that is none of this form
     */
    static HeadedLine parse(Bytes line) throws EncodingException {
        int close = endOfHead(line);
        if (close < 0) {
            return new HeadedLine(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), line);
        }
        boolean hasBlank = close + 1 < line.length() && line.get(close + 1) == ' ';
        int begin = close + (hasBlank ? 2 : 1);
        return new Head(headText(line.slice(1, close - 1))).parse(line.slice(begin, line.length() - begin));
    }

    /** Where the head's closing bracket is; -1 where there is no head, or nothing in it, which SeaStreamer takes for none. */
    private static int endOfHead(Bytes line) {
        if (line.length() == 0 || line.get(0) != '[') {
            return -1;
        }
        for (int i = 1; i < line.length(); i++) {
            if (line.get(i) == ']') {
                return i == 1 ? -1 : i;
            }
        }
        return -1;
    }

    private static String headText(Bytes head) throws EncodingException {
        try {
            return Utf8.decode(head);
        } catch (EncodingException e) {
            throw new EncodingException("a head that is not UTF-8");
        }
    }

    /** A head's parts, looked at from left to right. */
    private static final class Head {
        private final String[] parts;
        private int next;

        Head(String text) {
            parts = text.split("\\|", -1);
        }

        HeadedLine parse(Bytes payload) throws EncodingException {
            Optional<Long> time = hasNext(TIME) ? Optional.of(time()) : Optional.empty();
            Optional<StreamKey> stream = hasNext(STREAM) ? Optional.of(new StreamKey(take())) : Optional.empty();
            Optional<Long> sequence = stream.isPresent() && hasNext(NUMBER) ? Optional.of(number()) : Optional.empty();
            Optional<Long> shard = sequence.isPresent() && hasNext(NUMBER) ? Optional.of(number()) : Optional.empty();
            if (next < parts.length) {
                throw refused(take());
            }
            return new HeadedLine(time, stream, sequence, shard, payload);
        }

        private boolean hasNext(Pattern form) {
            return next < parts.length && form.matcher(parts[next].strip()).matches();
        }

        private String take() {
            return parts[next++].strip();
        }

        private long time() throws EncodingException {
            String text = take();
            try {
                String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
                return Times.nanos(LocalDateTime.parse(local).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException | ArithmeticException e) {
                throw refused(text);
            }
        }

        private long number() throws EncodingException {
            String text = take();
            BigInteger number = new BigInteger(text);
            if (number.bitLength() > NUMBER_BITS_MAX) {
                throw refused(text);
            }
            return number.longValue();
        }

        private static EncodingException refused(String part) {
            String shown = part.length() <= SHOWN_CHARACTERS_MAX ? part : part.substring(0, SHOWN_CHARACTERS_MAX) + "…";
            return new EncodingException("\"" + shown + "\" has no place in [time | stream | sequence | shard]");
        }
    }
}
