package io.tapedeck.processors.java;

import io.tapedeck.processors.java.GuardRules.Verdict;
import io.tapedeck.processors.java.bridge.Mirror;
import io.tapedeck.processors.java.bridge.WorldObjects;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The mirror of one processor: asks of each member what {@link MemberGuard} says of a call site. */
final class Reflections implements Mirror {
    private final GuardedLoader loader;
    private final GuardRules rules;
    private final MemberGuard members;
    private final MemberOrder order;

    Reflections(GuardedLoader loader, GuardRules rules, MemberGuard members, MemberOrder order) {
        this.loader = loader;
        this.rules = rules;
        this.members = members;
        this.order = order;
    }

    @Override
    public Class<?> find(String name, boolean initialize) throws ClassNotFoundException {
        String element = name.startsWith("[") ? Names.binary(ClassDesc.ofDescriptor(name.replace('.', '/'))) : name;
        if (!name.startsWith("[") || name.endsWith(";")) {
            if (members.ofClass(element) instanceof Verdict.Refused refused) {
                throw new ClassNotFoundException(element + " is refused: " + refused.why());
            }
        }
        return Class.forName(name, initialize, loader);
    }

    @Override
    public boolean isOwn(Member member) {
        return isOwn(member.getDeclaringClass());
    }

    private boolean isOwn(Class<?> type) {
        return type.getClassLoader() == loader;
    }

    @Override
    public boolean shows(Member member) {
        Class<?> type = member.getDeclaringClass();
        if (isOwn(type)) {
            return !type.isHidden() && order.position(member).isPresent();
        }
        return Modifier.isPublic(member.getModifiers())
                && Modifier.isPublic(type.getModifiers())
                && !(verdict(member) instanceof Verdict.Refused);
    }

    private Verdict verdict(Member member) {
        String owner = member.getDeclaringClass().getName();
        return switch (member) {
            case Field field -> members.ofField(owner, field.getName());
            case Method method ->
                members.ofMethod(
                        owner, method.getName(), MemberOrder.type(method), Modifier.isStatic(method.getModifiers()));
            case Executable constructor -> members.ofMethod(owner, "<init>", MemberOrder.type(constructor), false);
            default -> throw new AssertionError(member);
        };
    }

    @Override
    public <M extends Member> M[] inOrder(Class<?> type, M[] all) {
        List<Class<?>> ancestors = MemberOrder.ancestors(type);
        return Stream.of(all)
                .filter(this::shows)
                .sorted(Comparator.<M>comparingInt(member -> ancestors.indexOf(member.getDeclaringClass()))
                        .thenComparingInt(this::position)
                        .thenComparing(MemberOrder::key))
                .toArray(length -> Arrays.copyOf(all, length));
    }

    private int position(Member member) {
        return isOwn(member) ? order.position(member).orElseThrow() : 0;
    }

    @Override
    public @Nullable Object invoke(Method method, @Nullable Object receiver, @Nullable Object[] arguments)
            throws IllegalAccessException, InvocationTargetException {
        if (receiver != null && method.getParameterCount() == 0) {
            if (method.getName().equals("hashCode")) {
                return WorldObjects.hash(receiver);
            }
            if (method.getName().equals("toString")) {
                return WorldObjects.string(receiver);
            }
        }
        try {
            if (isOwn(method)) {
                method.setAccessible(true);
                return method.invoke(receiver, arguments);
            }
            return switch (verdict(method)) {
                case Verdict.Allowed ignored -> method.invoke(receiver, arguments);
                case Verdict.Replaced replaced -> invoke(replaced, method, receiver, arguments);
                case Verdict.Refused refused -> throw refusal(method, refused.why());
            };
        } catch (InvocationTargetException e) {
            throw unstopped(e);
        }
    }

    private @Nullable Object invoke(
            Verdict.Replaced replaced, Method method, @Nullable Object receiver, @Nullable Object[] arguments)
            throws IllegalAccessException, InvocationTargetException {
        Object[] all = arguments;
        if (!Modifier.isStatic(method.getModifiers())) {
            all = new Object[arguments.length + 1];
            all[0] = method.getDeclaringClass().cast(java.util.Objects.requireNonNull(receiver));
            System.arraycopy(arguments, 0, all, 1, arguments.length);
        }
        Class<?> owner = load(Names.binary(replaced.owner()));
        Method substitute = Arrays.stream(owner.getMethods())
                .filter(each -> each.getName().equals(replaced.name()))
                .filter(each -> MemberOrder.type(each).equals(replaced.type()))
                .findFirst()
                .orElseThrow();
        return substitute.invoke(null, all);
    }

    @Override
    public Object create(Constructor<?> constructor, @Nullable Object[] arguments)
            throws InstantiationException, IllegalAccessException, InvocationTargetException {
        try {
            if (isOwn(constructor)) {
                constructor.setAccessible(true);
                return constructor.newInstance(arguments);
            }
            if (verdict(constructor) instanceof Verdict.Refused refused) {
                throw refusal(constructor, refused.why());
            }
            return substitute(constructor).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw unstopped(e);
        }
    }

    private Constructor<?> substitute(Constructor<?> constructor) {
        String name = constructor.getDeclaringClass().getName();
        String key = name + "#<init>" + Names.parameters(MemberOrder.type(constructor));
        if (rules.takesCharset(key) || rules.detail(key).isPresent()) {
            throw refusal(constructor, "it must be called by name");
        }
        String other = rules.substitute(name);
        try {
            return other.equals(name) ? constructor : load(other).getConstructor(constructor.getParameterTypes());
        } catch (NoSuchMethodException e) {
            throw refusal(constructor, "of this class, a processor may use the other constructors");
        }
    }

    @Override
    public @Nullable Object get(Field field, @Nullable Object receiver) throws IllegalAccessException {
        if (isOwn(field)) {
            field.setAccessible(true);
            return field.get(receiver);
        }
        return switch (verdict(field)) {
            case Verdict.Allowed ignored -> field.get(receiver);
            case Verdict.Replaced replaced -> staticField(replaced);
            case Verdict.Refused refused -> throw refusal(field, refused.why());
        };
    }

    private Object staticField(Verdict.Replaced replaced) throws IllegalAccessException {
        try {
            return load(Names.binary(replaced.owner()))
                    .getField(replaced.name())
                    .get(null);
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void set(Field field, @Nullable Object receiver, @Nullable Object value) throws IllegalAccessException {
        if (isOwn(field)) {
            field.setAccessible(true);
        } else if (verdict(field) instanceof Verdict.Refused refused) {
            throw refusal(field, refused.why());
        }
        field.set(receiver, value);
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Pulls the brake, as a refused call in a library does. */
    private Stop refusal(Member member, String why) {
        String name = member instanceof Constructor<?> ? "<init>" : member.getName();
        loader.brake()
                .refuse(Names.member(member.getDeclaringClass().getName(), name) + " is refused: " + why
                        + "; called by reflection");
        throw new AssertionError("the brake throws");
    }

    /** What the processor must not catch passes through reflection as it is. */
    private static InvocationTargetException unstopped(InvocationTargetException wrapper) {
        if (wrapper.getCause() instanceof Stop stop) {
            throw stop;
        }
        if (wrapper.getCause() instanceof VirtualMachineError error) {
            throw error;
        }
        return wrapper;
    }
}
