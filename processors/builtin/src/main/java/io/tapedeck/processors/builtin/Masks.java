package io.tapedeck.processors.builtin;

import io.tapedeck.connectors.ScalarText;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.NullValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes fields unreadable but for a part of them. What is in a list or a map is masked value by value. */
final class Masks {
    private static final Pattern YEAR = Pattern.compile("[+-]?\\d{4,9}(?=-|$)");
    private static final int PHONE_DIGITS_KEPT = 4;

    private Masks() {}

    static ValueStep step(Definition definition) throws DefinitionException {
        UnaryOperator<String> mask = mask(definition);
        return EditedFields.of(definition, (field, context) -> Optional.of(masked(field, mask)));
    }

    private static UnaryOperator<String> mask(Definition definition) throws DefinitionException {
        Optional<String> form = definition.string("as");
        int first = (int) definition.integer("keep_first", 0, 0, Integer.MAX_VALUE);
        int last = (int) definition.integer("keep_last", 0, 0, Integer.MAX_VALUE);
        String with = definition.string("with").orElse("*");
        if (with.codePointCount(0, with.length()) != 1) {
            throw new DefinitionException("\"with\" is one character, not \"" + with + "\"");
        }
        if (form.isPresent() && first + last > 0) {
            throw new DefinitionException("\"as\" says what is kept, so \"keep_first\" and \"keep_last\" cannot");
        }
        return switch (form.orElse("")) {
            case "" -> text -> middle(text, first, last, with);
            case "email" -> text -> email(text, with);
            case "phone" -> text -> phone(text, with);
            case "year" -> text -> year(text, with);
            default ->
                throw new DefinitionException(
                        "\"as\" is \"email\", \"phone\" or \"year\", not \"" + form.orElse("") + "\"");
        };
    }

    private static Value masked(Value field, UnaryOperator<String> mask) {
        return switch (field) {
            case NullValue none -> none;
            case ListValue list ->
                Value.list(
                        list.asList().stream().map(item -> masked(item, mask)).toList());
            case MapValue map -> {
                MapValue.Builder builder = MapValue.builder();
                map.entries().forEach((key, value) -> builder.put(key, masked(value, mask)));
                yield builder.build();
            }
            case StringValue(String text) -> Value.of(mask.apply(text));
            default -> Value.of(mask.apply(ScalarText.of(field)));
        };
    }

    /** What is too short to keep something of and hide something is hidden whole. */
    private static String middle(String text, int first, int last, String with) {
        int length = text.codePointCount(0, text.length());
        if ((long) first + last >= length) {
            return with.repeat(length);
        }
        int begin = text.offsetByCodePoints(0, first);
        int end = text.offsetByCodePoints(text.length(), -last);
        return text.substring(0, begin) + with.repeat(length - first - last) + text.substring(end);
    }

    private static String email(String text, String with) {
        int at = text.lastIndexOf('@');
        return at < 1 ? middle(text, 0, 0, with) : middle(text.substring(0, at), 1, 0, with) + text.substring(at);
    }

    private static String phone(String text, String with) {
        long digits = text.chars().filter(Character::isDigit).count();
        long hidden = digits > PHONE_DIGITS_KEPT ? digits - PHONE_DIGITS_KEPT : digits;
        StringBuilder masked = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hides = Character.isDigit(c) ? hidden-- > 0 : Character.isLetter(c);
            masked.append(hides ? with : Character.toString(c));
        }
        return masked.toString();
    }

    private static String year(String text, String with) {
        Matcher year = YEAR.matcher(text);
        return year.lookingAt() ? year.group() : middle(text, 0, 0, with);
    }
}
