package io.tapedeck.tools.cli;

import io.tapedeck.controller.DivergenceException;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.Inspection;
import io.tapedeck.controller.Moment;
import io.tapedeck.controller.NotInExcerptException;
import io.tapedeck.controller.Playback;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.controller.StepLoadException;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What one can do while standing in a run: a line of text in, lines of text out. */
final class StepSession {
    static final List<String> WORDS = List.of(
            "next", "back", "goto", "until", "input", "outputs", "state", "watch", "diff", "clock", "log", "where",
            "all", "help", "quit");

    private static final String HELP = """
              next [N]           N inputs forward; also an empty line, or n
              back [N]           N inputs backward; also b
              goto POSITION      '#123', a time, or stream/shard@sequence; first and last
              until EXPRESSION   to the next input after which it holds, as in  until state.ml.count == 100
              input              the input whole
              outputs            what was made of it
              state [KEY]        the state behind it, or one key of it, as in  state ml  or  state ml.count
              watch [KEY]        show a key whenever it changes; again to stop; without a key, which are watched
              diff [POSITION]    what changed in the state since a position, or by this input
              clock              the time that the processor saw
              log                what the processor logged
              where              where it failed, in the source
              all                everything there is to see of this input
              quit               end; also Ctrl-D""";

    private final Playback playback;
    private final String step;
    private final long last;
    private final Map<String, Optional<Value>> watched = new LinkedHashMap<>();

    StepSession(Playback playback, String step) throws IOException {
        this.playback = playback;
        this.step = step;
        last = playback.last();
    }

    /** What stands before each command. */
    String prompt() {
        return position(moment()) + " > ";
    }

    /** Goes to where one begins to look: the last input, or a position. Returns whether the run has it. */
    boolean begin(Optional<RunPosition> at) throws IOException, StepLoadException, DivergenceException {
        return at.isPresent()
                ? playback.goTo(at.get()).isPresent()
                : playback.goTo(last).isPresent();
    }

    /** Says where one stands at the beginning. */
    void greet() {
        Moment at = moment();
        String end = at.failure().isPresent() && at.input().ordinal() == last ? ", failed at the last" : "";
        Screen.line(Screen.bold(playback.start().id()) + " " + playback.start().pipeline() + " · "
                + playback.start()
                        .excerpt()
                        .map(part -> "inputs " + playback.start().position(part.first()) + " to ")
                        .orElse("inputs to ")
                + playback.start().position(last) + end + " · help for commands");
        show(at);
    }

    /** Does what a line says. Returns whether to go on. */
    boolean run(String line) throws IOException, StepLoadException, DivergenceException {
        String[] words = line.strip().split("\\s+", 2);
        String rest = words.length > 1 ? words[1].strip() : "";
        try {
            switch (words[0]) {
                case "", "next", "n" -> forward(count(rest));
                case "back", "b" -> backward(count(rest));
                case "goto", "g" -> goTo(rest);
                case "until", "u" -> until(rest);
                case "input", "i" -> input();
                case "outputs", "o" -> outputs();
                case "state", "s" -> state(rest);
                case "watch", "w" -> watch(rest);
                case "diff", "d" -> diff(rest);
                case "clock" ->
                    Screen.line("  fed at " + Format.time(moment().input().feedTimeNanos()));
                case "log" -> log();
                case "where" -> where();
                case "all" -> InspectionReport.print(Inspection.of(playback), step);
                case "help", "h", "?" -> Screen.line(HELP);
                case "quit", "q", "exit" -> {
                    return false;
                }
                default -> throw new WrongUseException("there is no command \"" + words[0] + "\"; help lists them");
            }
        } catch (WrongUseException | NotInExcerptException e) {
            Screen.line(Screen.red("✗") + " " + e.getMessage());
        }
        return true;
    }

    private Moment moment() {
        return playback.moment().orElseThrow(() -> new IllegalStateException("the session stands at no input"));
    }

    private String position(Moment at) {
        return playback.start().position(at.input().ordinal());
    }

    private static int count(String text) throws WrongUseException {
        if (text.isEmpty()) {
            return 1;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new WrongUseException("how many inputs is a number, as in  next 10");
        }
        return Integer.parseInt(text);
    }

    private void forward(int count) throws IOException, StepLoadException, DivergenceException {
        boolean moved = false;
        for (int i = 0; i < count && playback.next().isPresent(); i++) {
            moved = true;
        }
        moved(moved, "this is the last input");
    }

    private void backward(int count) throws IOException, StepLoadException, DivergenceException {
        boolean moved = false;
        for (int i = 0; i < count && playback.back().isPresent(); i++) {
            moved = true;
        }
        moved(moved, "this is the first input");
    }

    private void moved(boolean moved, String otherwise) {
        if (moved) {
            show(moment());
        } else {
            Screen.line("  " + otherwise);
        }
    }

    private void goTo(String text) throws IOException, WrongUseException, StepLoadException, DivergenceException {
        long here = moment().input().ordinal();
        Optional<Moment> found = switch (text) {
            case "first" -> playback.goTo(0);
            case "last" -> playback.goTo(last);
            case "" -> throw new WrongUseException("goto takes a position, as in  goto #123");
            default -> playback.goTo(LogPlaces.parse(text));
        };
        if (found.isEmpty()) {
            playback.goTo(here);
            throw notThere(text);
        }
        show(found.get());
    }

    private WrongUseException notThere(String position) throws IOException {
        return new WrongUseException("the run has no input at " + position + "; it has "
                + playback.task().extent());
    }

    private void until(String text) throws IOException, WrongUseException, StepLoadException, DivergenceException {
        if (text.isEmpty()) {
            throw new WrongUseException("until takes an expression, as in  until input.value.mag > 5");
        }
        MomentCondition condition = MomentCondition.parse(text, step);
        long here = moment().input().ordinal();
        if (lookAhead(condition, Long.MAX_VALUE)) {
            show(moment());
            return;
        }
        Optional<Moment> first = playback.goTo(0); // not ahead: so the first there is
        boolean found = first.isPresent() && (condition.holds(playback) || lookAhead(condition, here));
        if (!found) {
            playback.goTo(here);
            throw new WrongUseException("at no input does this hold: " + text + condition.hint());
        }
        Screen.line(Screen.dim("  not ahead of " + playback.start().position(here) + "; the first of the run:"));
        show(moment());
    }

    private boolean lookAhead(MomentCondition condition, long upTo)
            throws IOException, StepLoadException, DivergenceException {
        Optional<Moment> at = playback.next();
        while (at.isPresent() && at.get().input().ordinal() <= upTo) {
            if (condition.holds(playback)) {
                return true;
            }
            at = playback.next();
        }
        return false;
    }

    /** An input on a line: what it is, what was made of it, how much of the state it changed. */
    private void show(Moment at) {
        String came = at.failure()
                .map(failure -> Screen.red("✗ ") + failure.error())
                .orElseGet(() -> at.outputs().isEmpty()
                        ? "no output"
                        : Format.count(at.outputs().size(), "output"));
        long changed = playback.states().stream()
                .mapToLong(state -> state.reversal().before().size())
                .sum();
        Screen.line(Screen.bold(position(at)) + "  " + at.input().message().place() + "  "
                + Format.value(at.value(), 40) + "  → " + came
                + (changed == 0 ? "" : "   state: " + Format.count(changed, "key") + " changed"));
        watched.replaceAll(this::showWatched);
    }

    private Optional<Value> showWatched(String key, Optional<Value> before) {
        Optional<Value> now = StatePath.find(store(), key);
        if (!now.equals(before)) {
            Screen.line("  " + key + "  " + shown(before) + "  →  " + shown(now));
        }
        return now;
    }

    private static String shown(Optional<Value> value) {
        return value.map(found -> Format.value(found, 60)).orElse("–");
    }

    private StateStore store() {
        return playback.state(step).orElseGet(StateStore::new);
    }

    private void input() {
        Moment at = moment();
        Screen.line("  " + Messages.head(at.input().message()));
        Screen.line("  " + Format.value(at.value(), Integer.MAX_VALUE));
        at.input()
                .message()
                .headers()
                .forEach(header -> Screen.line("  " + header.name() + ": " + Format.value(header.value(), 90)));
    }

    private void outputs() {
        Moment at = moment();
        if (at.outputs().isEmpty()) {
            Screen.line("  none"
                    + at.failure().map(failure -> ": it failed; where shows it").orElse(""));
        }
        at.outputs().forEach(output -> Screen.line("  " + Json.compact(output.value())));
    }

    private void state(String key) throws WrongUseException {
        if (key.isEmpty()) {
            InspectionReport.printState(
                    Inspection.of(playback), step, Step.stateValue(store()).asMap());
            return;
        }
        Value value = StatePath.find(store(), key)
                .orElseThrow(() -> new WrongUseException("the state has no key " + key + keysThereAre()));
        Screen.line("  " + Json.compact(value));
    }

    /** The first keys of the state. */
    List<String> keys() {
        return StreamSupport.stream(store().entries().spliterator(), false)
                .limit(100)
                .map(entry -> Format.key(entry.getKey()))
                .toList();
    }

    private String keysThereAre() {
        List<String> keys = keys();
        return keys.isEmpty()
                ? "; it is empty"
                : "; it has " + String.join(", ", keys.subList(0, Math.min(10, keys.size())))
                        + (keys.size() > 10 ? " …" : "");
    }

    private void watch(String key) {
        if (key.isEmpty()) {
            Screen.line(watched.isEmpty() ? "  nothing is watched" : "  " + String.join(", ", watched.keySet()));
        } else if (watched.containsKey(key)) {
            watched.remove(key);
            Screen.line("  " + key + " is watched no more");
        } else {
            Optional<Value> now = StatePath.find(store(), key);
            watched.put(key, now);
            Screen.line("  " + key + "  " + shown(now));
        }
    }

    private void diff(String text) throws IOException, WrongUseException, StepLoadException, DivergenceException {
        long here = moment().input().ordinal();
        MapValue now = Step.stateValue(store()).asMap();
        Optional<Moment> there = text.isEmpty() ? playback.back() : playback.goTo(LogPlaces.parse(text));
        if (there.isEmpty() && !text.isEmpty()) {
            throw notThere(text);
        }
        MapValue before = there.isPresent() ? Step.stateValue(store()).asMap() : MapValue.EMPTY;
        playback.goTo(here);
        boolean forward = there.isEmpty() || there.get().input().ordinal() <= here;
        StateChanges changes = forward ? StateChanges.between(before, now) : StateChanges.between(now, before);
        if (changes.isEmpty()) {
            Screen.line("  the same");
        }
        changes.print();
    }

    private void log() {
        List<String> notes = moment().notes();
        Screen.line(notes.isEmpty() ? "  nothing" : "  " + String.join("\n  ", notes));
    }

    private void where() {
        Optional<Failure> failure = moment().failure();
        if (failure.isEmpty()) {
            Screen.line("  it did not fail here");
            return;
        }
        List<ProcessorCode> code = new ArrayList<>(moment().code());
        code.removeIf(each -> !each.step().equals(failure.get().step()));
        Report.failure(failure.get(), code.stream().findFirst());
    }
}
