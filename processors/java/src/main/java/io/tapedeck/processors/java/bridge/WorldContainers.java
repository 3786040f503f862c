package io.tapedeck.processors.java.bridge;

import io.tapedeck.log.Header;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.NullValue;
import io.tapedeck.log.Output;
import java.io.ByteArrayOutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Hash codes and texts of the JDK's containers: as the JDK makes them, but for elements that have none of
 * their own. Where the JDK asks the elements itself, {@link WorldObjects} is not asked.
 */
public final class WorldContainers {
    private WorldContainers() {}

    /** For {@code hashCode()} of a container, which may be one of a processor's own. */
    public static int hash(Object container) {
        return WorldObjects.hash(container);
    }

    /** For {@code toString()} of a container, which may be one of a processor's own. */
    public static String string(Object container) {
        return WorldObjects.string(container);
    }

    /** The hash code of an object whose class has {@code hashCode} from the JDK, or that asks its superclass. */
    public static int hashOfJdks(Object object) {
        return switch (object) {
            case List<?> list -> inOrder(list);
            case Set<?> set -> sum(set);
            case Map<?, ?> map -> sum(map.entrySet());
            case Map.Entry<?, ?> entry ->
                WorldObjects.hashOrZero(entry.getKey()) ^ WorldObjects.hashOrZero(entry.getValue());
            case Optional<?> optional -> WorldObjects.hashOrZero(optional.orElse(null));
            case Annotation annotation -> AnnotationHash.of(annotation);
            case Type type -> type.getTypeName().hashCode();
            default -> WorldObjects.plainName(object.getClass()).hashCode();
        };
    }

    /** The hash code of an object of the API's, which may hold {@link NullValue}, an enum's constant. */
    static int hashOfApis(Object object) {
        return switch (object) {
            case ListValue list -> ofRecord(list.items());
            case MapValue map -> sum(map.entries().entrySet());
            case Header header -> ofRecord(header.name(), header.value());
            case Output output -> ofRecord(output.value(), output.key(), output.headers());
            case Message message ->
                ofRecord(
                        message.stream(),
                        message.shard(),
                        message.sequence(),
                        message.time(),
                        message.key(),
                        message.headers(),
                        message.value());
            default -> object.hashCode();
        };
    }

    private static int ofRecord(Object... components) {
        int hash = 0;
        for (Object component : components) {
            hash = RecordMethods.mix(hash, WorldObjects.hashOrZero(component));
        }
        return hash;
    }

    private static int inOrder(List<?> elements) {
        int hash = 1;
        for (Object element : elements) {
            hash = 31 * hash + WorldObjects.hashOrZero(element);
        }
        return hash;
    }

    private static int sum(Collection<?> elements) {
        int hash = 0;
        for (Object element : elements) {
            hash += WorldObjects.hashOrZero(element);
        }
        return hash;
    }

    /** The text of an object whose class has {@code toString} from the JDK, or that asks its superclass. */
    @SuppressWarnings("JavaUtilDate") // it is for those who use it
    public static String textOfJdks(Object object) {
        return switch (object) {
            case Collection<?> collection -> list(collection, collection, "(this Collection)");
            case Map<?, ?> map -> map(map);
            case Map.Entry<?, ?> entry -> WorldObjects.text(entry.getKey()) + "=" + WorldObjects.text(entry.getValue());
            case Optional<?> optional ->
                optional.isPresent() ? "Optional[" + WorldObjects.text(optional.get()) + "]" : "Optional.empty";
            case AtomicReference<?> reference -> WorldObjects.text(reference.get());
            case Class<?> type -> WorldObjects.text(type);
            case Throwable thrown -> String.valueOf(Traceback.steady(thrown.toString()));
            case Thread ignored -> "Thread[processor]";
            case DoubleSummaryStatistics all ->
                statistics(
                        "DoubleSummaryStatistics",
                        "%f",
                        all.getCount(),
                        all.getSum(),
                        all.getMin(),
                        all.getAverage(),
                        all.getMax());
            case IntSummaryStatistics all ->
                statistics(
                        "IntSummaryStatistics",
                        "%d",
                        all.getCount(),
                        all.getSum(),
                        all.getMin(),
                        all.getAverage(),
                        all.getMax());
            case LongSummaryStatistics all ->
                statistics(
                        "LongSummaryStatistics",
                        "%d",
                        all.getCount(),
                        all.getSum(),
                        all.getMin(),
                        all.getAverage(),
                        all.getMax());
            case ByteArrayOutputStream bytes -> bytes.toString(StandardCharsets.UTF_8);
            case Date date -> UtcDate.of(date).toString();
            case AtomicReferenceArray<?> array -> array(array);
            case Annotation annotation -> annotation.toString();
            case Type type -> type.getTypeName();
            case AnnotatedType type -> type.toString();
            default -> WorldObjects.address(object);
        };
    }

    /** As the JDK shows it, but that it takes the machine's locale. */
    private static String statistics(
            String name, String conversion, long count, Object sum, Object min, Object average, Object max) {
        String format = "%s{count=%d, sum=#, min=#, average=%f, max=#}".replace("#", conversion);
        return String.format(BoundWorld.locale(), format, name, count, sum, min, average, max);
    }

    private static String list(Iterable<?> elements, Object self, String selfText) {
        StringBuilder text = new StringBuilder("[");
        for (Object element : elements) {
            text.append(text.length() > 1 ? ", " : "").append(text(element, self, selfText));
        }
        return text.append(']').toString();
    }

    private static String array(AtomicReferenceArray<?> array) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < array.length(); i++) {
            elements.add(array.get(i));
        }
        return list(elements, array, "[...]");
    }

    private static String map(Map<?, ?> map) {
        StringBuilder text = new StringBuilder("{");
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(text.length() > 1 ? ", " : "")
                    .append(text(entry.getKey(), map, "(this Map)"))
                    .append('=')
                    .append(text(entry.getValue(), map, "(this Map)"));
        }
        return text.append('}').toString();
    }

    @SuppressWarnings("ReferenceEquality") // a container that holds itself
    private static String text(@Nullable Object element, Object self, String selfText) {
        return element == self ? selfText : WorldObjects.text(element);
    }

    /** For {@code Arrays.toString(objects)}. */
    public static String arrayText(Object @Nullable [] objects) {
        return objects == null ? "null" : list(Arrays.asList(objects), objects, "[...]");
    }

    /** For {@code Arrays.deepToString(objects)}. */
    public static String deepText(Object @Nullable [] objects) {
        return objects == null ? "null" : list(Arrays.asList(deep(objects)), objects, "[...]");
    }

    private static Object[] deep(Object[] objects) {
        Object[] texts = objects.clone();
        for (int i = 0; i < texts.length; i++) {
            texts[i] = switch (texts[i]) {
                case Object[] inner -> deepText(inner);
                case Object array when array.getClass().isArray() -> primitives(array);
                case null, default -> texts[i];
            };
        }
        return texts;
    }

    /** As {@code Arrays.deepToString} shows an array of primitives: the brackets are its own. */
    private static String primitives(Object array) {
        String text = Arrays.deepToString(new Object[] {array});
        return text.substring(1, text.length() - 1);
    }

    /** For {@code Arrays.deepHashCode(objects)}. */
    public static int deepHash(Object @Nullable [] objects) {
        if (objects == null) {
            return 0;
        }
        int hash = 1;
        for (Object object : objects) {
            hash = 31 * hash
                    + switch (object) {
                        case Object[] inner -> deepHash(inner);
                        case Object array
                        when array.getClass().isArray() -> Arrays.deepHashCode(new Object[] {array}) - 31;
                        case null, default -> WorldObjects.hashOrZero(object);
                    };
        }
        return hash;
    }
}
