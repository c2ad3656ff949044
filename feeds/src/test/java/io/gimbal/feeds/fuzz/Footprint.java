package io.gimbal.feeds.fuzz;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** How many array elements and entries of collections hang on an object of ours: what garbage could make grow. */
public final class Footprint {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> waiting = new ArrayDeque<>();
    private final Predicate<Object> isLeftOut;
    private long size;

    private Footprint(final Predicate<Object> isLeftOut) {
        this.isLeftOut = isLeftOut;
    }

    /**
     * Walks from an object through everything of ours and of Agrona's that it holds.
     *
     * @param root where to begin
     * @return elements of arrays and entries of collections
     */
    public static long of(final Object root) {
        return of(root, object -> false);
    }

    /**
     * The same without some of it.
     *
     * @param root      where to begin
     * @param isLeftOut what is neither counted nor walked through
     * @return elements of arrays and entries of collections
     */
    public static long of(final Object root, final Predicate<Object> isLeftOut) {
        final Footprint footprint = new Footprint(isLeftOut);
        footprint.add(root);
        while (!footprint.waiting.isEmpty()) {
            footprint.visit(footprint.waiting.poll());
        }
        return footprint.size;
    }

    private void add(final Object object) {
        final boolean isConstant = object == null || object instanceof Enum || object instanceof Class;
        if (!isConstant && !isLeftOut.test(object) && seen.add(object)) {
            waiting.add(object);
        }
    }

    private void visit(final Object object) {
        if (object instanceof CharSequence text) {
            size += text.length();
        } else if (object.getClass().isArray()) {
            size += Array.getLength(object);
            if (object instanceof Object[] elements) {
                for (final Object element : elements) {
                    add(element);
                }
            }
        } else if (isWalked(object.getClass())) {
            fields(object);
        } else if (object instanceof Collection<?> collection) {
            size += collection.size();
            collection.forEach(this::add);
        } else if (object instanceof Map<?, ?> map) {
            size += map.size();
            map.forEach((key, value) -> {
                add(key);
                add(value);
            });
        }
    }

    private void fields(final Object object) {
        for (Class<?> type = object.getClass(); type != null && isWalked(type); type = type.getSuperclass()) {
            for (final Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                    add(value(field, object));
                }
            }
        }
    }

    private static Object value(final Field field, final Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (final ReflectiveOperationException e) {
            throw new LinkageError("field: name=" + field.getName(), e);
        }
    }

    private static boolean isWalked(final Class<?> type) {
        final String name = type.getName();
        return (name.startsWith("io.gimbal.") && !type.isHidden()) || name.startsWith("org.agrona.");
    }
}
