package io.tapedeck.connectors.codecs;

import io.tapedeck.log.StringValue;
import io.tapedeck.log.TimeValue;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Optional;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** Avro's logical types that say a time. */
final class AvroTimes {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_DAY = 86_400L;

    private AvroTimes() {}

    private static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Timestamps, and local ones.
     *
     * @param typeName the name of the type
     * @param perSecond how many of its units are a second
     */
    record Timestamp(String typeName, long perSecond) implements AvroType {
        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            Instant time = time(value).orElseThrow(() -> offence(value));
            out.writeLong(units(time).orElseThrow(() -> offence(value)));
        }

        private AvroOffence offence(Value value) {
            return value instanceof TimeValue || value instanceof StringValue
                    ? new AvroOffence("\"" + value + "\" is none of the times of a " + typeName)
                    : refused(value);
        }

        private static Optional<Instant> time(Value value) {
            return switch (value) {
                case TimeValue(var time) -> Optional.of(time);
                case StringValue(var text) -> parse(text);
                default -> Optional.empty();
            };
        }

        private Optional<Long> units(Instant time) {
            long part = time.getNano() / (NANOS_PER_SECOND / perSecond);
            try {
                // Before 1970 the seconds alone may be out of range where, with the part, the whole is not.
                return Optional.of(
                        time.getEpochSecond() < 0
                                ? Math.addExact(
                                        Math.multiplyExact(time.getEpochSecond() + 1, perSecond), part - perSecond)
                                : Math.addExact(Math.multiplyExact(time.getEpochSecond(), perSecond), part));
            } catch (ArithmeticException e) {
                return Optional.empty();
            }
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            return Value.of(time(in.readLong()));
        }

        private Instant time(long units) throws AvroOffence {
            try {
                return Instant.ofEpochSecond(
                        Math.floorDiv(units, perSecond),
                        Math.floorMod(units, perSecond) * (NANOS_PER_SECOND / perSecond));
            } catch (DateTimeException e) {
                throw new AvroOffence(units + " lies outside of what times can be");
            }
        }

        @Override
        public AvroFit fit(Value value) {
            Optional<Instant> time =
                    time(value).filter(instant -> units(instant).isPresent());
            if (time.isEmpty()) {
                return AvroFit.NONE;
            }
            boolean isWhole = time.get().get(ChronoField.NANO_OF_SECOND) % (NANOS_PER_SECOND / perSecond) == 0;
            return isWhole && value instanceof TimeValue ? AvroFit.SAME : AvroFit.CHANGED;
        }
    }

    /** Date: midnight in UTC. */
    enum Date implements AvroType {
        INSTANCE;

        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            out.writeInt(days(value).orElseThrow(() -> offence(value)));
        }

        private AvroOffence offence(Value value) {
            return value instanceof TimeValue || value instanceof StringValue
                    ? new AvroOffence("\"" + value + "\" is no date (2026-11-29, or its midnight in UTC)")
                    : refused(value);
        }

        private static Optional<Integer> days(Value value) {
            return switch (value) {
                case TimeValue(var time) -> days(time);
                case StringValue(var text) -> day(text).or(() -> parse(text).flatMap(Date::days));
                default -> Optional.empty();
            };
        }

        private static Optional<Integer> days(Instant time) {
            boolean isMidnight = time.getNano() == 0 && time.getEpochSecond() % SECONDS_PER_DAY == 0;
            return isMidnight ? narrow(time.getEpochSecond() / SECONDS_PER_DAY) : Optional.empty();
        }

        private static Optional<Integer> day(String text) {
            try {
                return narrow(LocalDate.parse(text).toEpochDay());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private static Optional<Integer> narrow(long days) {
            return (int) days == days ? Optional.of((int) days) : Optional.empty();
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            return Value.of(Instant.ofEpochSecond(in.readInt() * SECONDS_PER_DAY));
        }

        @Override
        public AvroFit fit(Value value) {
            if (days(value).isEmpty()) {
                return AvroFit.NONE;
            }
            return value instanceof TimeValue ? AvroFit.SAME : AvroFit.CHANGED;
        }

        @Override
        public String typeName() {
            return "date";
        }
    }

    /** Times of a day. */
    enum TimeOfDay implements AvroType {
        MILLIS(1_000),
        MICROS(1_000_000);

        private final long perSecond;

        TimeOfDay(long perSecond) {
            this.perSecond = perSecond;
        }

        @Override
        public void write(Value value, Encoder out, int depth) throws IOException {
            long units = units(time(value).orElseThrow(() -> offence(value)));
            if (this == MILLIS) {
                out.writeInt((int) units);
            } else {
                out.writeLong(units);
            }
        }

        private AvroOffence offence(Value value) {
            return value instanceof StringValue
                    ? new AvroOffence("\"" + value + "\" is no time of a day such as 12:30:00.5")
                    : refused(value);
        }

        private static Optional<LocalTime> time(Value value) {
            if (!(value instanceof StringValue(var text))) {
                return Optional.empty();
            }
            try {
                return Optional.of(LocalTime.parse(text));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private long units(LocalTime time) {
            return time.toNanoOfDay() / (NANOS_PER_SECOND / perSecond);
        }

        @Override
        public Value read(Decoder in, int depth) throws IOException {
            long units = this == MILLIS ? in.readInt() : in.readLong();
            if (units < 0 || units >= SECONDS_PER_DAY * perSecond) {
                throw new AvroOffence(units + " is no time of a day");
            }
            return Value.of(text(units));
        }

        private String text(long units) {
            LocalTime time = LocalTime.ofNanoOfDay(units * (NANOS_PER_SECOND / perSecond));
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        }

        @Override
        public AvroFit fit(Value value) {
            Optional<LocalTime> time = time(value);
            if (time.isEmpty()) {
                return AvroFit.NONE;
            }
            return text(units(time.get())).equals(value.asString()) ? AvroFit.SAME : AvroFit.CHANGED;
        }

        @Override
        public String typeName() {
            return this == MILLIS ? "time-millis" : "time-micros";
        }
    }
}
